"""A contact of a child account changes while a run works: no copy ever holds addresses of two persons (S4.27)."""

from datetime import datetime
from typing import Any

import pytest

from contactbook.domain.contacts.record import Contact
from contactbook.domain.sync.runs import SyncRunDraft
from contactbook.services.sync.requests import administration
from contactbook.storage.settings.sections import forget_cached
from tests.aws_in_process.aws import World
from tests.builders.contacts import a_caller
from tests.builders.sync import TOP, Group
from tests.faults.exploring import Schedule, explore, many_seeds
from tests.services.sync.test_job_faults import deliver

OWN, STRANGERS = "own@example.com", "stranger@example.com"


@pytest.fixture
def group(world: Any, now: datetime) -> Group:
    made = Group(world, now)
    made.configure(copy_to_top_account=True)
    return made


def addresses(group: Group) -> list[list[str]]:
    return sorted([email.address for email in copy.emails] for copy in group.all(TOP))


def two_persons(group: Group) -> tuple[Contact, Contact]:
    """Return the contacts of a person, of whom a run has to look at the second. Another person has the address of a stranger."""
    first, second = group.add("acme-corp", OWN), group.add("acme2", OWN)
    for tenant_id in ("acme2", "other"):
        group.add(tenant_id, STRANGERS)
    group.sync()
    assert addresses(group) == [[OWN], [STRANGERS]]
    group.change("acme2", second, phones=[{"number": "+35799123456"}])
    group.follow_stream()
    return first, second


@pytest.mark.feature("S4.27")
@many_seeds(6, torture=400)
def test_a_contact_that_moves_to_a_strangers_address_takes_no_copy_along(world: World, group: Group, seeds: range) -> None:
    first, _ = two_persons(group)
    administration.request_run(group.store(TOP), SyncRunDraft(), by=a_caller(), now=group.now)
    world.keep()

    def move() -> None:
        group.change("acme-corp", first, emails=[{"address": STRANGERS}])
        group.follow_stream()

    def scenario(schedule: Schedule) -> None:
        world.restore()
        forget_cached()
        records = world.take_messages("tenant_sync")
        schedule.run({"run": lambda: deliver(records), "user": move}, deliveries=3)
        group.work()
        for full in (False, True):
            group.sync(full=full)
            assert addresses(group) == [[OWN], [STRANGERS]]

    explore(scenario, seeds)


@pytest.mark.feature("S4.27")
def test_a_full_run_mends_a_copy_that_took_a_strangers_address(group: Group) -> None:
    from contactbook.domain.sync.copies import SyncedCopy
    from contactbook.domain.sync.matching import Member
    from contactbook.storage.base import table

    first, second = group.add("acme-corp", OWN), group.add("acme2", OWN)
    group.sync()
    (copy,) = group.all(TOP)
    # As a former version left it: the copy has the new address of the one who moved, which keeps both of them as its sources.
    group.change(TOP, copy, emails=[{"address": OWN}, {"address": STRANGERS}])
    group.change("acme-corp", first, emails=[{"address": STRANGERS}])
    (known,) = group.group.copies.get_many([copy.contact_id]).values()
    hashes = tuple(group.store(TOP).refusals.names_of([OWN, STRANGERS]))
    mixed = known.model_copy(update={"addresses": hashes, "sources": known.sources})
    assert isinstance(mixed, SyncedCopy)
    assert {Member("acme2", second.contact_id), Member("acme-corp", first.contact_id)} == set(mixed.members)
    table.transact(group.group.copies.writes_of(mixed))
    group.sync(full=True)
    (kept,) = addresses(group)
    assert kept in ([OWN], [STRANGERS])
