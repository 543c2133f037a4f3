"""The expiry job under races and faults: each due profile expires once, with one audit entry."""

import random
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from contactbook.domain.base.errors import ContactbookError
from contactbook.domain.contacts.kyc_record import KycState
from contactbook.services.base.stores import open_store
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.services.kyc import expiry
from contactbook.services.kyc import profiles as kyc
from contactbook.services.settings.sections import save_section
from tests.aws_in_process.aws import World
from tests.builders.contacts import a_caller, a_contact
from tests.faults.exploring import Schedule, explore, many_seeds
from tests.faults.faults import Fault, WorkerDied
from tests.faults.injecting import Injection, inject
from tests.functions.contacts_api.test_kyc import DEFINITION

ASSIGNED = datetime(2026, 1, 1, 9, tzinfo=UTC)
DUE = ASSIGNED + timedelta(days=400)


def _customer(store, number: int):
    """A customer whose profile waits for verification and ends after its term."""
    contact = a_contact(
        contact_id=f"con_01J{number:023}",
        emails=[{"address": f"a{number}@example.com", "primary": True}],
        identifiers={"id_card": {"number": f"X{number}"}},
        open_accounts=1,
        had_account=True,
    )
    return commit_change(store, ContactChange(None, contact, "contact.created"), by=a_caller(), now=ASSIGNED)


def _prepared(world: World, count: int):
    store = open_store("acme")
    save_section(store, "kyc", DEFINITION, by=a_caller(), now=ASSIGNED)
    contacts = [_customer(store, number) for number in range(count)]
    world.keep()
    return store, contacts


def _expiries(store, contact_id: str) -> int:
    entries, _ = store.history.page(contact_id, limit=50)
    return sum(entry.action == "kyc.expired" for entry, _ in entries)


@pytest.mark.feature("S2.105")
@many_seeds(40, torture=1000)
def test_a_refusal_that_arrives_meanwhile_is_decided_on_first(world: World, seeds: range):
    store, (contact,) = _prepared(world, 1)

    def scenario(schedule: Schedule) -> None:
        world.restore()
        outcome = schedule.run(
            {
                "job": lambda: expiry.expire_due_profiles(store, now=DUE, has_time=lambda: True),
                "agent": lambda: kyc.refute_profile(store, contact.contact_id, "blurred", by=a_caller(), now=DUE, if_match=None),
            },
            may_raise=[ContactbookError],
        )
        state = store.contacts.get(contact.contact_id).kyc.state
        # Either the agent was first and the refuted profile is left alone, or the job was and the agent was refused.
        assert (state, "agent" in outcome.errors) in [(KycState.REFUTED, False), (KycState.EXPIRED, True)]
        assert _expiries(store, contact.contact_id) == (state is KycState.EXPIRED)

    explore(scenario, seeds)


@pytest.mark.feature("S2.105", "S2.109")
@many_seeds(10, torture=200)
def test_two_workers_on_the_same_tenant_expire_each_contact_once(world: World, seeds: range):
    store, contacts = _prepared(world, 3)

    def scenario(schedule: Schedule) -> None:
        world.restore()
        work = {name: (lambda: expiry.expire_due_profiles(store, now=DUE, has_time=lambda: True)) for name in ("one", "two")}
        schedule.run(work, may_raise=[ContactbookError])
        assert [_expiries(store, contact.contact_id) for contact in contacts] == [1, 1, 1]

    explore(scenario, seeds)


def _expire_through_deaths(world: World, profiles: int, deaths: int) -> None:
    store, contacts = _prepared(world, profiles)
    chance = random.Random(7)
    for _ in range(deaths):
        place = chance.randrange(1, max(2, 2 * profiles // deaths))
        with inject(Injection(place, Fault.DEATH)), suppress(WorkerDied):
            expiry.expire_due_profiles(store, now=DUE, has_time=lambda: True)
    expiry.expire_due_profiles(store, now=DUE, has_time=lambda: True)
    assert [_expiries(store, contact.contact_id) for contact in contacts] == [1] * profiles
    assert {store.contacts.get(contact.contact_id).kyc.state for contact in contacts} == {KycState.EXPIRED}


@pytest.mark.feature("S2.105")
def test_sudden_deaths_leave_every_profile_expired_once(world: World):
    _expire_through_deaths(world, profiles=60, deaths=12)


@pytest.mark.torture
def test_ten_thousand_profiles_and_a_hundred_deaths(world: World):
    _expire_through_deaths(world, profiles=10_000, deaths=100)
