"""Stops travel up to the copy in the top account, yeses do not (S5.3, S5.4, S4.27)."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from contactbook.domain.base.callers import Actor, ActorType
from contactbook.domain.contacts.record import Contact
from contactbook.domain.decisions.suppression_lists import EntriesDraft, SuppressionListDraft
from contactbook.domain.permissions.said import Said
from contactbook.domain.refusals.marks import AFFILIATE_MARKETING, DIRECT_MARKETING, UNUSABLE, Through
from contactbook.domain.refusals.refusals import RefusalEvent
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.services.decisions import suppression_lists
from contactbook.services.refusals.recording import RECORDED, recorded
from tests.builders.contacts import a_caller
from tests.builders.sync import TOP, Group

EMAIL = "eleni@example.com"
BOTH = (AFFILIATE_MARKETING, DIRECT_MARKETING)
SCOPES = {
    Through.BOUNCE: (UNUSABLE,),
    Through.COMPLAINT: BOTH,
    Through.SMS_STOP: ("channel:sms",),
    Through.ONE_CLICK: (DIRECT_MARKETING,),
    Through.PORTAL: (DIRECT_MARKETING,),
}


@pytest.fixture
def group(world: Any, now: datetime) -> Group:
    made = Group(world, now)
    made.configure(copy_to_top_account=True)
    return made


def refuse(group: Group, tenant_id: str, contact: Contact, through: Through, address: str = EMAIL) -> datetime:
    """Record a no at the address, as feedback and links do."""
    group.now += timedelta(seconds=1)
    store = group.store(tenant_id)
    contact = store.contacts.get(contact.contact_id)
    event = RefusalEvent(
        event_id=f"{through}-{group.now}", through=through, scopes=SCOPES[through], at=group.now, contact_id=contact.contact_id
    )
    found = recorded(store, event, [address], contact)
    change = ContactChange(contact, found.mark(contact), RECORDED, details=found.details, writes=found.writes)
    commit_change(store, change, by=a_caller(), now=group.now)
    return group.now


def suppress(group: Group, tenant_id: str, **entry: str) -> datetime:
    group.now += timedelta(seconds=1)
    store = group.store(tenant_id)
    found = next(iter(store.suppression_lists.all()), None) or suppression_lists.create_list(
        store, SuppressionListDraft(name="Never", always=True), by=a_caller(), now=group.now
    )
    draft = EntriesDraft.model_validate({"entries": [entry]})
    suppression_lists.add_entries(store, found.suppression_list_id, draft, by=a_caller(), now=group.now)
    return group.now


def shared(group: Group, **said: Any) -> tuple[Contact, Contact]:
    return group.add("acme-corp", EMAIL, **said), group.add("acme2", EMAIL, **said)


def copy_of(group: Group) -> Contact:
    (copy,) = group.all(TOP)
    return copy


def marks(group: Group) -> set[tuple[Through, tuple[str, ...], datetime]]:
    return {(mark.through, mark.scopes, mark.said_at) for mark in copy_of(group).refusals}


def ledger(group: Group, contact: Contact) -> list[tuple[datetime, Said]]:
    entries, _ = group.store(TOP).history.page(contact.contact_id, limit=100, after=None)
    return [(entry.at, said) for entry, _ in entries for said in entry.said]


def say_by_itself(group: Group, tenant_id: str, contact: Contact, *, value: bool) -> datetime:
    """The person sets direct marketing in its portal."""
    group.now += timedelta(seconds=1)
    store = group.store(tenant_id)
    before = store.contacts.get(contact.contact_id)
    said = before.preferences.direct_marketing.model_copy(
        update={
            "value": value,
            "asked": True,
            "changed_at": group.now,
            "changed_by": Actor(type=ActorType.CONTACT, id=contact.contact_id),
            "changed_through": "portal",
            "refused_at": None,
        }
    )
    after = before.model_copy(update={"preferences": before.preferences.model_copy(update={"direct_marketing": said})})
    change = ContactChange(before, after, "preferences.changed")
    commit_change(store, change, by=a_caller(actor=Actor(type=ActorType.CONTACT, id=contact.contact_id)), now=group.now)
    return group.now


@pytest.mark.feature("S5.3", "S5.4", "S4.27")
@pytest.mark.parametrize("made", ["before", "after"])
@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("through", SCOPES, ids=lambda through: through.value)
def test_a_no_at_an_address_reaches_the_copy_with_its_time(group: Group, through: Through, full: bool, made: str) -> None:
    first, _ = shared(group)
    if made == "before":
        group.sync()
    at = refuse(group, "acme-corp", first, through)
    group.sync(full=full)
    assert marks(group) == {(through, SCOPES[through], at)}
    told = [(said.scope, said.through, said.at, said.of_address) for _, said in ledger(group, copy_of(group))]
    assert told == [(scope, Through.SYNC, at, True) for scope in SCOPES[through]]
    standing = group.store(TOP).refusals.standing([group.store(TOP).refusals.name_of(EMAIL)])
    assert standing[0].scopes == SCOPES[through]


@pytest.mark.feature("S5.3", "S4.27")
@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("made", ["before", "after"])
@pytest.mark.parametrize("by", ["email", "contact_id", "domain"])
def test_an_entry_of_a_suppression_list_reaches_the_copy(group: Group, by: str, made: str, full: bool) -> None:
    first, _ = shared(group)
    if made == "before":
        group.sync()
    entry = {"email": EMAIL, "contact_id": first.contact_id, "domain": "example.com"}[by]
    at = suppress(group, "acme-corp", **{by: entry})
    group.sync(full=full or by == "domain")
    assert marks(group) == {(Through.SYNC, BOTH, at)}


@pytest.mark.feature("S5.4", "S4.27")
@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("own_contact", [False, True])
def test_a_no_of_a_contact_that_was_deleted_since_reaches_the_copy(group: Group, own_contact: bool, full: bool) -> None:
    if own_contact:
        group.add(TOP, EMAIL)
    first, _ = shared(group)
    group.sync()
    at = refuse(group, "acme-corp", first, Through.COMPLAINT)
    group.delete("acme-corp", first)
    group.sync(full=full)
    assert marks(group) == {(Through.COMPLAINT, BOTH, at)}


@pytest.mark.feature("S5.4", "S4.27")
def test_a_no_of_a_contact_that_was_deleted_before_the_copy_reaches_it(group: Group) -> None:
    gone = group.add("other", EMAIL)
    at = refuse(group, "other", gone, Through.ONE_CLICK)
    group.delete("other", gone)
    shared(group)
    group.sync()
    assert marks(group) == {(Through.ONE_CLICK, (DIRECT_MARKETING,), at)}


@pytest.mark.feature("S5.3", "S4.27")
def test_a_no_in_the_last_account_that_has_the_person_reaches_the_copy(group: Group) -> None:
    first, second = shared(group)
    group.sync()
    group.delete("acme2", second)
    group.sync()
    at = refuse(group, "acme-corp", first, Through.ONE_CLICK)
    group.sync()
    assert marks(group) == {(Through.ONE_CLICK, (DIRECT_MARKETING,), at)}


@pytest.mark.feature("S5.3", "S4.27")
def test_a_no_that_the_person_says_itself_stays_its_own_in_the_top_account(group: Group) -> None:
    first, _ = shared(group)
    group.sync()
    at = say_by_itself(group, "acme-corp", first, value=False)
    group.sync()
    flag = copy_of(group).preferences.direct_marketing
    assert (flag.value, flag.changed_at, flag.changed_through) == (False, at, "portal")
    said = [said for _, said in ledger(group, copy_of(group)) if said.scope == DIRECT_MARKETING and not said.of_address]
    assert [(one.through, one.at, one.own) for one in said] == [(Through.SYNC, at, True)]


@pytest.mark.feature("S5.3")
def test_what_the_person_said_to_the_top_account_after_its_no_stays(group: Group) -> None:
    first, second = shared(group)
    group.sync()
    say_by_itself(group, "acme-corp", first, value=False)
    group.sync()
    say_by_itself(group, TOP, copy_of(group), value=True)
    refuse(group, "acme2", second, Through.BOUNCE)
    group.sync()
    assert copy_of(group).preferences.direct_marketing.value
    say_by_itself(group, "acme2", second, value=False)
    group.sync()
    assert not copy_of(group).preferences.direct_marketing.value


@pytest.mark.feature("S4.24", "S5.3")
def test_stops_that_reached_the_copy_once_are_written_no_more(group: Group) -> None:
    first, second = shared(group)
    refuse(group, "acme-corp", first, Through.COMPLAINT)
    suppress(group, "acme2", contact_id=second.contact_id)
    group.sync()
    before = copy_of(group).version
    assert [group.sync().permissions_changed, group.sync(full=True).permissions_changed] == [0, 0]
    assert copy_of(group).version == before


@pytest.mark.feature("S5.3", "S5.4", "S4.27")
@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("through", [Through.PORTAL, Through.ONE_CLICK])
def test_without_copies_a_no_reaches_the_own_contact_of_the_top_account(group: Group, through: Through, full: bool) -> None:
    group.configure(copy_to_top_account=False)
    mine = group.add(TOP, EMAIL, preferences={"direct_marketing": True})
    first, _ = shared(group, preferences={"direct_marketing": True})
    group.sync()
    if through is Through.PORTAL:
        say_by_itself(group, "acme-corp", first, value=False)
    else:
        refuse(group, "acme-corp", first, through)
    group.sync(full=full)
    after = copy_of(group)
    assert (after.contact_id, after.tags) == (mine.contact_id, ())
    assert {mark.through for mark in after.refusals} == {through}
    assert after.preferences.direct_marketing.value is (through is not Through.PORTAL)
    version = after.version
    group.sync(full=True)
    assert copy_of(group).version == version
