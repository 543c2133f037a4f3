"""The repository of notification schedules."""

import pytest

from contactbook.domain.base.callers import job
from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.base.versions import next_version
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.runs.audiences import Audience
from contactbook.domain.runs.schedules import Schedule
from contactbook.storage.base import table
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.runs.schedules import ScheduleRepository
from tests.aws_in_process.aws import World
from tests.builders.communications import THEN

SCHEDULE = Schedule(
    schedule_id="nsc_1",
    name="Daily",
    notification_type_id="nty_1",
    template_id="tpl_1",
    channel=Channel.EMAIL,
    audience=Audience(all=True),
    expression="rate(1 day)",
    requested_by=job("test"),
    next_at=THEN,
    created_at=THEN,
    updated_at=THEN,
)


@pytest.fixture
def schedules(world: World) -> ScheduleRepository:
    found = ScheduleRepository(TenantKeys("acme"))
    table.transact([found.add_of(SCHEDULE)])
    return found


def test_a_saved_schedule_is_read_again(schedules: ScheduleRepository) -> None:
    assert schedules.get("nsc_1") == SCHEDULE
    assert schedules.page(limit=10, after=None) == ([SCHEDULE], None)
    with pytest.raises(NotFound):
        schedules.get("nsc_2")


def test_only_the_version_that_was_read_is_replaced_or_deleted(schedules: ScheduleRepository) -> None:
    table.transact([schedules.save_of(next_version(SCHEDULE, name="Weekly"))])

    with pytest.raises(ConcurrentUpdate):
        table.transact([schedules.save_of(next_version(SCHEDULE, name="Monthly"))])
    with pytest.raises(ConcurrentUpdate):
        table.transact([schedules.remove_of(SCHEDULE)])


def test_a_schedule_is_in_the_due_index_only_while_it_has_a_next_time(schedules: ScheduleRepository) -> None:
    assert schedules.save_of(next_version(SCHEDULE)).row.gsi2 is not None
    assert schedules.save_of(next_version(SCHEDULE, next_at=None)).row.gsi2 is None
