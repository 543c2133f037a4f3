"""The repositories of bulk changes and hygiene tasks."""

from datetime import timedelta

import pytest

from contactbook.domain.base.callers import job
from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.base.jobs import RefusedContact
from contactbook.domain.base.versions import next_version
from contactbook.domain.bulk_changes.bulk_changes import BulkChange
from contactbook.domain.bulk_changes.contact_changes import ChangeOfEach, FieldValues
from contactbook.domain.bulk_changes.hygiene_tasks import HygieneTask
from contactbook.services.base.stores import open_store
from contactbook.storage.base import table
from contactbook.storage.sending.due import DueBulkChange, DueHygieneTask
from contactbook.storage.tenant_store import TenantStore
from tests.aws_in_process.aws import World
from tests.builders.communications import THEN

CHANGE = ChangeOfEach(add_tags=("vip",), set=FieldValues(categories=()))


def a_bulk_change(bulk_change_id: str = "blk_1", task_id: str | None = None) -> BulkChange:
    by = job("test")
    return BulkChange(
        bulk_change_id=bulk_change_id,
        change=CHANGE,
        hygiene_task_id=task_id,
        created_at=THEN,
        created_by=by.actor,
        requested_by=by,
        due_at=THEN,
    )


TASK = HygieneTask(
    hygiene_task_id="hyg_1",
    name="Daily",
    segment_id="seg_1",
    change=CHANGE,
    expression="rate(1 day)",
    requested_by=job("test"),
    next_at=THEN,
    created_at=THEN,
    updated_at=THEN,
)


@pytest.fixture
def store(world: World) -> TenantStore:
    return open_store("acme")


def test_a_saved_bulk_change_is_read_again_with_what_it_sets_to_nothing(store: TenantStore) -> None:
    run = a_bulk_change()
    table.transact(store.bulk_changes.add_of(run))
    assert store.bulk_changes.get("blk_1") == run
    assert store.bulk_changes.get("blk_1").change.fields == {"categories": []}
    with pytest.raises(NotFound):
        store.bulk_changes.get("blk_2")


def test_only_one_of_two_workers_saves_a_version(store: TenantStore) -> None:
    table.transact(store.bulk_changes.add_of(a_bulk_change()))
    store.bulk_changes.save(next_version(a_bulk_change(), place=1))
    with pytest.raises(ConcurrentUpdate):
        store.bulk_changes.save(next_version(a_bulk_change(), place=2))


def test_slices_and_refusals_are_kept_by_their_bulk_change(store: TenantStore) -> None:
    run, other = a_bulk_change(), a_bulk_change("blk_2")
    refused = RefusedContact(contact_id="con_1", code="anonymized")
    table.transact([store.bulk_changes.slice_of(run, 0, ["con_1", "con_2"]), store.bulk_changes.refused_of(run, refused)])
    assert store.bulk_changes.contact_ids_in(run, 0) == ("con_1", "con_2")
    assert (store.bulk_changes.contact_ids_in(run, 1), store.bulk_changes.contact_ids_in(other, 0)) == ((), ())
    assert store.bulk_changes.page_of_refused("blk_1", limit=10, after=None) == ([refused], None)


def test_the_bulk_changes_of_a_task_are_listed_newest_first(store: TenantStore) -> None:
    for number in (1, 2, 3):
        table.transact(store.bulk_changes.add_of(a_bulk_change(f"blk_{number}", task_id="hyg_1" if number > 1 else None)))
    found, _ = store.bulk_changes.page_of_task("hyg_1", limit=10, after=None)
    assert [run.bulk_change_id for run in found] == ["blk_3", "blk_2"]


def test_tasks_and_bulk_changes_are_due_for_the_sweeper(store: TenantStore) -> None:
    table.transact([store.hygiene_tasks.add_of(TASK), *store.bulk_changes.add_of(a_bulk_change())])
    assert store.due.find(THEN - timedelta(seconds=1), limit=10).others == []
    assert set(store.due.find(THEN, limit=10).others) == {DueBulkChange("blk_1"), DueHygieneTask("hyg_1")}
    later = next_version(TASK, next_at=None)
    table.transact([store.hygiene_tasks.save_of(later)])
    assert store.due.find(THEN, limit=10).others == [DueBulkChange("blk_1")]
    table.transact([store.hygiene_tasks.remove_of(later)])
    assert store.hygiene_tasks.find("hyg_1") is None
