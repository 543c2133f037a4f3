"""The job of a bulk change dies, a call of it fails, or two workers meet: it ends the same, and each contact is changed and counted once."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest

from contactbook import clock
from contactbook.domain.base.jobs import Work
from contactbook.services.base.stores import open_store
from contactbook.services.bulk_changes.job import continue_bulk_change
from contactbook.storage.settings.sections import forget_cached
from tests.aws_in_process.aws import World, moto_world
from tests.aws_in_process.http import Api, LambdaContext
from tests.faults.counting import count_calls
from tests.faults.exploring import Schedule, explore, many_seeds
from tests.faults.faults import Fault, Injection, Moment, WorkerDied, every_injection
from tests.faults.injecting import inject


class Morning:
    """A tenant with five contacts, one of them on the list and one that cannot be changed, and a bulk change that is asked for."""

    def __init__(self, world: World) -> None:
        self.world, api = world, Api()
        self.list_id = api.post("/v1/lists", {"name": "Fair"}).body["list_id"]
        people = [{"kind": "person", "first_name": f"Ann {number}", "list_ids": [self.list_id]} for number in range(5)]
        people[1]["tags"] = ["vip"]
        self.people = [str(api.post("/v1/contacts", one).body["contact_id"]) for one in people]
        api.post(f"/v1/contacts/{self.people[2]}/anonymize")
        audience = {"list_id": self.list_id}
        self.path = api.post("/v1/contacts/bulk-changes", {"audience": audience, "change": {"add_tags": ["vip"]}}).headers[
            "Location"
        ]
        world.keep()

    @property
    def run_id(self) -> str:
        return str(self.path.rpartition("/")[2])

    def picture(self) -> Any:
        api = Api()
        run = api.get(self.path).body
        store = open_store("acme")
        contacts = [store.contacts.get(one) for one in self.people if one != self.people[2]]
        entries = [
            [entry["action"] for entry in api.get(f"/v1/contacts/{one}/audit").body["items"]].count("contact.changed")
            for one in self.people
        ]
        names = ("state", "total", "done", "changed", "unchanged", "refused")
        refused = api.get(f"{self.path}/refused").body["items"]
        return [run[name] for name in names], [one.tags for one in contacts], entries, refused

    def deliver(self, records: list[Any]) -> None:
        from bulk_changes.app import handler

        context: Any = LambdaContext()
        for record in records:
            handler({"Records": [record]}, context)

    def restore(self) -> list[Any]:
        self.world.restore()
        forget_cached()
        return self.world.take_messages("bulk_changes")


pytestmark = pytest.mark.usefixtures("quiet")


@pytest.fixture(scope="module")
def morning() -> Iterator[Morning]:
    with moto_world() as world:
        world.reset()
        forget_cached()
        yield Morning(world)
        world.reset()


def clean(morning: Morning) -> tuple[Any, Any]:
    records = morning.restore()
    with count_calls() as calls:
        morning.deliver(records)
    return calls.made, morning.picture()


@pytest.mark.feature("S7.7")
@pytest.mark.parametrize("faults", [(Fault.DEATH,), pytest.param(tuple(Fault), marks=pytest.mark.torture)])
def test_after_a_fault_at_any_call_the_message_delivered_again_ends_it_the_same(
    morning: Morning, faults: tuple[Fault, ...]
) -> None:
    calls, expected = clean(morning)
    assert expected[0] == ["finished", 4, 4, 3, 1, 0]
    for injection in every_injection(calls, faults=faults, moments=(Moment.AFTER,) if len(faults) == 1 else tuple(Moment)):
        records = morning.restore()
        with suppress(WorkerDied), inject(injection):
            morning.deliver(records)
        # SQS delivers again; a continuation may wait, too.
        for _ in range(3):
            morning.deliver([*records, *morning.world.take_messages("bulk_changes")])
        assert morning.picture() == expected, str(injection)


@pytest.mark.feature("S7.7")
@many_seeds(10, torture=300)
def test_two_workers_change_and_count_each_contact_once(morning: Morning, seeds: range) -> None:
    _, expected = clean(morning)

    def scenario(schedule: Schedule) -> None:
        morning.restore()

        def work() -> Work:
            return continue_bulk_change(open_store("acme"), morning.run_id, now=clock.now(), has_time=lambda: True)

        schedule.run({"one": work, "other": work})
        # Whoever lost the bulk change stopped; the message comes again until it has ended.
        work()
        assert morning.picture() == expected

    explore(scenario, seeds)


@pytest.mark.feature("S7.7")
def test_the_sweeper_resumes_one_whose_message_was_lost(morning: Morning) -> None:
    from contactbook.services.bulk_changes.requests import OVERDUE, send_again_when_due

    _, expected = clean(morning)
    morning.restore()
    store = open_store("acme")
    begun = store.bulk_changes.get(morning.run_id).created_at
    send_again_when_due(store, morning.run_id, now=begun)
    assert morning.world.take_messages("bulk_changes") == []
    send_again_when_due(store, morning.run_id, now=begun + OVERDUE)
    records = morning.world.take_messages("bulk_changes")
    assert len(records) == 1
    morning.deliver(records)
    assert morning.picture() == expected
    send_again_when_due(store, morning.run_id, now=begun + 3 * OVERDUE)
    assert morning.world.take_messages("bulk_changes") == []


@pytest.mark.feature("S7.7")
def test_a_cancel_between_two_contacts_stops_the_worker(morning: Morning) -> None:
    records = morning.restore()
    with suppress(WorkerDied), inject(Injection(8, Fault.DEATH, Moment.AFTER)):
        morning.deliver(records)
    assert Api().post(f"{morning.path}/cancel").status == 200
    before = morning.picture()
    morning.deliver(records)
    assert morning.picture() == before
    assert before[0][0] == "cancelled"
