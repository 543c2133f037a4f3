"""A run of the sync dies, or a call of it fails, anywhere: whoever takes the message next brings it to the same end."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest

from contactbook.domain.sync.runs import SyncRunDraft, SyncRunView
from contactbook.services.sync.requests import administration
from contactbook.storage.settings.sections import forget_cached
from tests.aws_in_process.aws import moto_world
from tests.aws_in_process.http import LambdaContext
from tests.builders.contacts import a_caller
from tests.builders.sync import TOP, Group
from tests.conftest import NOW
from tests.faults.calls import Call
from tests.faults.counting import count_calls
from tests.faults.exploring import Schedule, explore, many_seeds
from tests.faults.faults import Fault, Injection, Moment, WorkerDied, every_injection
from tests.faults.injecting import inject

DEATH = (Fault.DEATH,)
# Death after a call is death before the next one: nothing durable happens between them.
BEFORE = (Moment.BEFORE,)


pytestmark = pytest.mark.usefixtures("quiet")


@pytest.fixture(scope="module")
def morning() -> Iterator[Group]:
    """A group on a day on which a person appears, one parts, a primary moves and a consent is withdrawn; its run is asked for."""
    with moto_world() as world:
        world.reset()
        group = Group(world, NOW)
        group.configure(copy_to_top_account=True)
        parting = [group.add("acme-corp", "parting@example.com"), group.add("acme2", "parting@example.com")]
        moving = [group.add("acme-corp", "moving@example.com"), group.add("other", "moving@example.com")]
        group.sync()
        group.change("acme2", parting[1], emails=[])
        group.deal("other", moving[1], "tour")
        for tenant_id in ("acme2", "other"):
            group.add(tenant_id, "new@example.com", preferences={"direct_marketing": tenant_id == "other"})
        group.follow_stream()
        administration.request_run(group.store(TOP), SyncRunDraft(), by=a_caller(), now=group.now)
        world.keep()
        yield group
        world.reset()


def restore(group: Group) -> None:
    group.world.restore()
    forget_cached()


def deliver(records: list[Any]) -> None:
    from tenant_sync.app import handler

    context: Any = LambdaContext()
    for record in records:
        handler({"Records": [record]}, context)


def picture(group: Group) -> tuple[Any, ...]:
    """What the day leaves behind: tags, permissions, persons, and what the run says it did."""
    contacts = sorted(
        (
            tenant_id,
            tuple(email.address for email in contact.emails),
            tuple(sorted(contact.tags)),
            contact.preferences.direct_marketing.value,
        )
        for tenant_id in (TOP, *group.names)
        for contact in group.all(tenant_id)
    )
    persons = sorted((person.primary_tenant_id, person.because.value) for person in group.shared())
    run = the_run(group)
    return contacts, persons, (run.state, run.contacts_tagged, run.tags_added, run.tags_removed, run.copied)


def the_run(group: Group) -> SyncRunView:
    return administration.page_of_runs(group.store(TOP), limit=10, after=None)[0][0]


def clean(group: Group) -> tuple[list[Call], tuple[Any, ...]]:
    restore(group)
    with count_calls() as calls:
        deliver(group.world.take_messages("tenant_sync"))
    group.work()
    return calls.made, picture(group)


def check(group: Group, injections: list[Injection], expected: tuple[Any, ...]) -> None:
    for injection in injections:
        restore(group)
        records = group.world.take_messages("tenant_sync")
        with suppress(WorkerDied), inject(injection):
            deliver(records)
        deliver(records)
        group.work()
        assert picture(group) == expected, str(injection)


@pytest.mark.feature("S4.24")
@pytest.mark.parametrize("step", [3, pytest.param(1, marks=pytest.mark.torture)])
def test_after_death_at_any_call_the_message_delivered_again_ends_the_day_the_same(morning: Group, step: int) -> None:
    calls, expected = clean(morning)
    assert expected[2][:2] == ("finished", 9)
    check(morning, list(every_injection(calls, faults=DEATH, moments=BEFORE))[::step], expected)


@pytest.mark.torture
def test_after_any_fault_at_any_call_the_day_ends_the_same(morning: Group) -> None:
    calls, expected = clean(morning)
    check(morning, list(every_injection(calls)), expected)


@pytest.mark.feature("S4.24", "S4.25")
@pytest.mark.parametrize("step", [7, pytest.param(1, marks=pytest.mark.torture)])
def test_after_death_at_any_call_the_next_days_run_ends_where_it_would_have_ended(morning: Group, step: int) -> None:
    calls, expected = clean(morning)
    for injection in list(every_injection(calls, faults=DEATH, moments=BEFORE))[::step]:
        restore(morning)
        with suppress(WorkerDied), inject(injection):
            deliver(morning.world.take_messages("tenant_sync"))
        morning.now += timedelta(days=1)
        morning.sync()
        assert picture(morning)[:2] == expected[:2], str(injection)
        morning.now -= timedelta(days=2)


@pytest.mark.feature("S4.24")
@many_seeds(5, torture=300)
def test_two_workers_with_the_same_message_do_the_work_of_one(morning: Group, seeds: range) -> None:
    _, expected = clean(morning)

    def scenario(schedule: Schedule) -> None:
        restore(morning)
        records = morning.world.take_messages("tenant_sync")
        schedule.run({name: (lambda: deliver(records)) for name in ("one", "other")})
        deliver(records)
        morning.work()
        assert picture(morning) == expected

    explore(scenario, seeds)
