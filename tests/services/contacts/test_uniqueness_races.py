"""Uniqueness under races: simultaneous creates, and a rule that changes while others write, some by the rule as it was."""

from collections.abc import Callable, Iterator, MutableMapping
from typing import Any

import pytest

from contactbook import clock
from contactbook.domain.base.callers import job
from contactbook.domain.contacts.record import Contact
from contactbook.services.base.stores import open_store
from contactbook.services.contacts import uniqueness
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_stream
from tests.builders.uniqueness import (
    SSN,
    assert_claims_and_contacts_are_one_to_one,
    finish_build,
    person,
    put_rule,
    stored_contacts,
)
from tests.faults.exploring import Schedule, explore, explore_all, many_seeds
from tests.faults.faults import WorkerDied
from tests.faults.taps import worker_name


class SettingsOfEachProcess(MutableMapping[str, Any]):
    """What each worker keeps of the settings, as functions in processes of their own do."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Any] = {}

    def __getitem__(self, tenant_id: str) -> Any:
        return self._kept[worker_name.get(), tenant_id]

    def __setitem__(self, tenant_id: str, kept: Any) -> None:
        self._kept[worker_name.get(), tenant_id] = kept

    def __delitem__(self, tenant_id: str) -> None:
        del self._kept[worker_name.get(), tenant_id]

    def __iter__(self) -> Iterator[str]:
        return iter({tenant_id for _, tenant_id in self._kept})

    def __len__(self) -> int:
        return len(self._kept)

    def share(self, tenant_id: str, *workers: str) -> None:
        """Let these workers have read what this one has just read."""
        for worker in workers:
            self._kept[worker, tenant_id] = self[tenant_id]


@pytest.fixture
def processes(world: World, monkeypatch: pytest.MonkeyPatch) -> SettingsOfEachProcess:
    from contactbook.storage.settings import sections

    kept = SettingsOfEachProcess()
    monkeypatch.setattr(sections, "_cache", kept)
    return kept


def numbers_of(contacts: list[Contact]) -> list[str]:
    return sorted(str(contact.identifiers.social_security_number) for contact in contacts)


def creating(number: str) -> Callable[[], int]:
    return lambda: Api().post("/v1/contacts", person(number)).status


@pytest.mark.feature("S2.32")
def test_of_two_simultaneous_creates_exactly_one_succeeds(world: World) -> None:
    def scenario(schedule: Schedule) -> None:
        world.reset()
        put_rule(Api(), **SSN)
        outcome = schedule.run({"one": creating("1"), "other": creating("1")})
        assert sorted(outcome.results.values()) == [201, 409]
        assert len(stored_contacts(world)) == 1
        assert_claims_and_contacts_are_one_to_one(world)

    assert explore_all(scenario).complete


@many_seeds(60, torture=3000)
@pytest.mark.feature("S2.32", "S2.33")
def test_a_create_and_a_change_never_both_get_the_same_value(world: World, seeds: range) -> None:
    def scenario(schedule: Schedule) -> None:
        world.reset()
        api = Api()
        put_rule(api, **SSN)
        ids = [api.post("/v1/contacts", person(number)).body["contact_id"] for number in ("1", "2")]

        def change(contact_id: str, number: str) -> Callable[[], int]:
            patch = {"identifiers": {"social_security_number": number}}
            return lambda: Api().patch(f"/v1/contacts/{contact_id}", patch).status

        workers = {"away": change(ids[0], "3"), "into": change(ids[1], "1"), "new": creating("1")}
        outcome = schedule.run(workers)
        assert set(outcome.results.values()) <= {200, 201, 409}
        numbers = numbers_of(stored_contacts(world))
        assert len(numbers) == len(set(numbers))
        assert_claims_and_contacts_are_one_to_one(world)

    explore(scenario, seeds=seeds)


@many_seeds(25, torture=1500)
@pytest.mark.feature("S2.34")
def test_a_rule_that_changes_while_others_write_by_the_former_one_lets_nothing_double_once_it_is_built(
    world: World, processes: SettingsOfEachProcess, seeds: range
) -> None:
    """A stale writer may still save a double just before; the walk after it sees both, and from then on there is no other."""
    doubles = 0

    def scenario(schedule: Schedule) -> None:
        nonlocal doubles
        world.reset()
        processes._kept.clear()
        api = Api()
        existing = api.post("/v1/contacts", person("0")).body["contact_id"]
        assert existing
        processes.share("acme", "stale", "stale too")
        workers = {
            "admin": lambda: put_rule(Api(), **SSN),
            "stale": creating("1"),
            "stale too": creating("0"),
            "fresh": creating("1"),
            "fresh too": creating("0"),
        }
        outcome = schedule.run(workers)
        # By the rule as it was the stale ones are right: nothing is refused falsely.
        assert outcome.results["stale"] == outcome.results["stale too"] == 201
        processes._kept.clear()
        finish_build(world)
        contacts = stored_contacts(world)
        assert_claims_and_contacts_are_one_to_one(world)
        violations = api.get("/v1/settings/uniqueness/violations", limit=100).body["items"]
        blocked = {violation["contact_id"] for violation in violations}
        free = [contact for contact in contacts if contact.contact_id not in blocked]
        doubles += bool(blocked)
        # Whoever is not reported holds its value alone, and nobody can take it any more.
        assert numbers_of(free) == ["0", "1"]
        assert all(contact.claims for contact in free)
        assert [creating("0")(), creating("1")()] == [409, 409]

    explore(scenario, seeds=seeds)
    assert doubles


@many_seeds(25, torture=1500)
@pytest.mark.feature("S2.34")
def test_the_walk_and_writers_at_the_same_time_leave_each_claim_with_one_contact(
    world: World, processes: SettingsOfEachProcess, seeds: range
) -> None:
    from tests.aws_in_process.http import LambdaContext

    def scenario(schedule: Schedule) -> None:
        world.reset()
        processes._kept.clear()
        api = Api()
        ids = [api.post("/v1/contacts", person(number)).body["contact_id"] for number in ("1", "1", "2")]
        store_rule_without_the_walk()
        drain_stream(world)
        records = world.take_messages("uniqueness_build")

        def build() -> None:
            from uniqueness_build.app import handler

            assert handler({"Records": records}, LambdaContext()) == {"batchItemFailures": []}  # type: ignore[arg-type]  # a stand-in

        def change(contact_id: str, number: str) -> Callable[[], int]:
            patch = {"identifiers": {"social_security_number": number}}
            return lambda: Api().patch(f"/v1/contacts/{contact_id}", patch).status

        outcome = schedule.run(
            {
                "build": build,
                "change": change(ids[0], "3"),
                "create": creating("2"),
                "delete": lambda: Api().delete(f"/v1/contacts/{ids[2]}").status,
            }
        )
        assert outcome.results["change"] == 200
        assert outcome.results["delete"] in (204, 409)
        assert_claims_and_contacts_are_one_to_one(world)
        processes._kept.clear()
        blocked = {violation["contact_id"] for violation in api.get("/v1/settings/uniqueness/violations").body["items"]}
        for contact in stored_contacts(world):
            assert contact.claims or contact.contact_id in blocked

    explore(scenario, seeds=seeds)


def store_rule_without_the_walk() -> None:
    """The rule saved, and the function dead before it let anyone claim."""
    from tests.faults.faults import Fault, Injection, Level, Moment, to
    from tests.faults.injecting import inject

    death = Injection(0, Fault.DEATH, Moment.AFTER, Level.ABOVE, which=to("TransactWriteItems"))
    with pytest.raises(WorkerDied), inject(death):
        put_rule(Api(), **SSN)


@pytest.mark.feature("S2.34")
def test_a_saved_rule_and_the_stream_that_follows_it_begin_the_same_build_without_a_failed_batch(
    world: World, processes: SettingsOfEachProcess
) -> None:
    before = open_store("acme").settings.fresh()
    store_rule_without_the_walk()
    records = world.take_stream_records()
    world.keep()

    def scenario(schedule: Schedule) -> None:
        world.restore()
        processes._kept.clear()

        def request() -> None:
            store = open_store("acme")
            uniqueness.claim_at_once(store, before, store.settings.fresh().uniqueness, job("test"), clock.now())

        schedule.run({"request": request, "stream": lambda: drain_stream(world, records)})
        build = open_store("acme").uniqueness.find()
        assert build is not None
        assert build.rule_version == 1
        assert len(world.take_messages("uniqueness_build")) == 1

    assert explore_all(scenario).complete
