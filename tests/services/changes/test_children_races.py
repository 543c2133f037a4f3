"""Two at once on one contact: nothing is lost, nothing is doubled, nothing stays one-sided."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from functools import partial

import pytest

from contactbook.domain.accounts.accounts import AccountDraft
from contactbook.domain.accounts.transactions import TransactionDraft
from contactbook.domain.base.errors import ContactbookError, NotFound, RuleBroken, ValidationFailed
from contactbook.domain.contacts.drafts import ContactDraft
from contactbook.domain.contacts.record import Contact
from contactbook.domain.contacts.relations import RelationDraft
from contactbook.domain.lists.lists import Associations, ListDraft
from contactbook.domain.opportunities.opportunities import OpportunityDraft
from contactbook.services.accounts import accounts, transactions
from contactbook.services.base.stores import open_store
from contactbook.services.contacts import registration, relations
from contactbook.services.lists import associations, lists
from contactbook.services.opportunities import opportunities
from contactbook.storage.tenant_store import TenantStore
from tests.aws_in_process.aws import World
from tests.builders.contacts import a_caller
from tests.faults.exploring import Schedule, explore, many_seeds

BY = a_caller()
PERSON = ContactDraft.model_validate({"kind": "person", "last_name": "Georgiou"})


def fresh(world: World, now: datetime, contacts_wanted: int = 1) -> tuple[TenantStore, list[str]]:
    """An empty tenant with so many contacts."""
    world.reset()
    store = open_store("acme")
    store.settings.fresh()
    made = [registration.register_contact(store, PERSON, by=BY, now=now).contact_id for _ in range(contacts_wanted)]
    return store, made


def stored(store: TenantStore, contact_id: str) -> Contact | None:
    found = store.contacts.find(contact_id)
    return found if isinstance(found, Contact) else None


def race(schedule: Schedule, *work: Callable[[], object], may_raise: Iterable[type[ContactbookError]] = ()) -> None:
    schedule.run({str(place): each for place, each in enumerate(work)}, may_raise=[*may_raise])


@pytest.mark.feature("S2.16", "S3.5")
@many_seeds(8, torture=500)
def test_accounts_opened_at_once_are_all_counted(world: World, now: datetime, seeds: range) -> None:
    def scenario(schedule: Schedule) -> None:
        store, (contact_id,) = fresh(world, now)
        opening = partial(accounts.open_account, store, contact_id, AccountDraft(name="A"), by=BY, now=now)
        renaming = partial(registration.change_contact, store, contact_id, {"first_name": "Eleni"}, by=BY, now=now)
        race(schedule, opening, opening, renaming)
        contact = store.contacts.get(contact_id)
        assert (contact.open_accounts, contact.first_name, len(store.accounts.all_of(contact_id))) == (2, "Eleni", 2)

    explore(scenario, seeds)


@many_seeds(8, torture=500)
def test_the_last_account_closed_twice_at_once_is_closed_once(world: World, now: datetime, seeds: range) -> None:
    def scenario(schedule: Schedule) -> None:
        store, (contact_id,) = fresh(world, now)
        account = accounts.open_account(store, contact_id, AccountDraft(name="A"), by=BY, now=now)
        closing = partial(accounts.change_account, store, account.account_id, {"state": "closed"}, by=BY, now=now, if_match=None)
        race(schedule, closing, closing)
        contact = store.contacts.get(contact_id)
        assert (contact.open_accounts, contact.had_account, contact.version) == (0, True, 3)

    explore(scenario, seeds)


@pytest.mark.feature("S2.132")
@many_seeds(8, torture=500)
def test_one_transaction_posted_twice_at_once_exists_once(world: World, now: datetime, seeds: range) -> None:
    draft = TransactionDraft.model_validate(
        {"external_id": "inv-1", "amount": "1.00", "currency": "EUR", "occurred_at": "2026-01-01T00:00:00Z"}
    )

    def scenario(schedule: Schedule) -> None:
        store, (contact_id,) = fresh(world, now)
        account_id = accounts.open_account(store, contact_id, AccountDraft(name="A"), by=BY, now=now).account_id
        posting = partial(transactions.post_transaction, store, account_id, draft, by=BY, now=now)
        race(schedule, posting, posting)
        assert len(store.transactions.page(account_id, limit=10, after=None)[0]) == 1

    explore(scenario, seeds)


@many_seeds(8, torture=500)
def test_a_bound_cannot_be_outrun(world: World, now: datetime, seeds: range, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opportunities, "OPPORTUNITIES", replace(opportunities.OPPORTUNITIES, most=1))

    def scenario(schedule: Schedule) -> None:
        store, (contact_id,) = fresh(world, now)
        adding = partial(opportunities.add_opportunity, store, contact_id, OpportunityDraft(name="K"), by=BY, now=now)
        race(schedule, adding, adding, may_raise=[RuleBroken])
        assert len(store.opportunities.all_of(contact_id)) == 1

    explore(scenario, seeds)


@pytest.mark.feature("S3.13")
@many_seeds(10, torture=500)
def test_no_relation_survives_the_deletion_of_an_end(world: World, now: datetime, seeds: range) -> None:
    def scenario(schedule: Schedule) -> None:
        store, (first, second) = fresh(world, now, 2)
        draft = RelationDraft(related_contact_id=second, relation_type="other")
        race(
            schedule,
            partial(relations.add_relation, store, first, draft, by=BY, now=now),
            partial(registration.delete_contact, store, second, by=BY, now=now),
            may_raise=[ValidationFailed],
        )
        assert stored(store, second) is None
        assert store.relations.all_of(first) == store.relations.all_of(second) == []

    explore(scenario, seeds)


@many_seeds(10, torture=500)
def test_a_deleted_contact_gains_no_child(world: World, now: datetime, seeds: range) -> None:
    def scenario(schedule: Schedule) -> None:
        store, (contact_id,) = fresh(world, now)
        race(
            schedule,
            partial(opportunities.add_opportunity, store, contact_id, OpportunityDraft(name="K"), by=BY, now=now),
            partial(registration.delete_contact, store, contact_id, by=BY, now=now),
            may_raise=[NotFound],
        )
        assert stored(store, contact_id) is None
        assert store.opportunities.all_of(contact_id) == []

    explore(scenario, seeds)


@pytest.mark.feature("S1.27")
@many_seeds(10, torture=500)
def test_nobody_joins_a_list_that_is_being_deleted(world: World, now: datetime, seeds: range) -> None:
    def scenario(schedule: Schedule) -> None:
        store, (contact_id,) = fresh(world, now)
        list_id = lists.create_list(store, ListDraft(name="News"), by=a_caller(), now=now).list_id
        race(
            schedule,
            partial(
                associations.save_associations,
                store,
                contact_id,
                Associations(list_ids=(list_id,)),
                by=BY,
                now=now,
                if_match=None,
            ),
            partial(lists.delete_list, store, list_id, by=BY, now=now, if_match=None),
            may_raise=[ValidationFailed, RuleBroken],
        )
        assert store.lists.find(list_id) is None
        assert store.contacts.get(contact_id).list_ids == ()
        assert store.lists.page_of_members(list_id, limit=10) == ([], None)

    explore(scenario, seeds)
