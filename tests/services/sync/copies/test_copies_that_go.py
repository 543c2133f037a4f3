"""A copy goes with its last source, loses what came from an erased one, and is not made again (S2.141, S4.27)."""

from datetime import datetime
from typing import Any

import pytest

from contactbook.domain.contacts.record import Contact, Origin
from contactbook.domain.sync.copies import LeftOutBecause
from contactbook.services.erasure.anonymization import anonymize_contact
from contactbook.services.settings.sections import save_section
from contactbook.services.sync.requests import left_out
from contactbook.services.sync.requests.administration import page_of_run_changes, page_of_run_refusals
from contactbook.storage.sync.copies import name_of_source
from tests.aws_in_process.jobs import drain_queues
from tests.builders.contacts import a_caller
from tests.builders.sync import TOP, Group
from tests.checks.residue import hits

EMAIL = "eleni@example.com"
SECOND = "second@example.com"


@pytest.fixture
def group(world: Any, now: datetime) -> Group:
    made = Group(world, now)
    made.configure(copy_to_top_account=True)
    for tenant_id in (TOP, *made.names):
        save_section(made.store(tenant_id), "anonymization", {"enabled": True}, by=a_caller(), now=now)
    return made


def erase(group: Group, tenant_id: str, contact: Contact) -> None:
    anonymize_contact(group.store(tenant_id), contact.contact_id, by=a_caller(), now=group.now, has_time=lambda: True)


def synced(group: Group, *, full: bool = False) -> list[Contact]:
    """Let a day pass. Return the top account's contacts that are not erased."""
    group.sync(full=full)
    drain_queues(group.world, "anonymization")
    group.follow_stream()
    return [contact for contact in group.all(TOP) if contact.erasure is None]


def shared(group: Group) -> tuple[Contact, Contact]:
    """Return a person whose first account knows a name and an address that the other does not know."""
    first = group.add("acme-corp", EMAIL, first_name="Eleni", last_name="Canary")
    first = group.change("acme-corp", first, emails=[{"address": EMAIL}, {"address": SECOND}])
    return first, group.add("acme2", EMAIL, first_name="Helen", last_name="Georgiou")


def emails(contact: Contact) -> list[str]:
    return [email.address for email in contact.emails]


def left(group: Group) -> list[LeftOutBecause]:
    return [one.because for one in left_out.page_of_left_out(group.store(TOP), limit=10, after=None)[0]]


def stored(group: Group) -> str:
    """Return everything that is stored of the top account and of its group."""
    return str([item for item in group.world.items() if f"#{TOP}#" in item["pk"]["S"]])


@pytest.mark.feature("S2.141", "S4.27")
@pytest.mark.parametrize("full", [False, True])
def test_a_copy_loses_what_only_an_erased_source_gave(group: Group, full: bool) -> None:
    first, _ = shared(group)
    (copy,) = synced(group)
    assert (copy.first_name, emails(copy)) == ("Eleni", [EMAIL, SECOND])
    erase(group, "acme-corp", first)
    (copy,) = synced(group, full=full)
    assert (copy.first_name, copy.last_name, emails(copy)) == ("Helen", "Georgiou", [EMAIL])
    for value in ("Eleni", "Canary", SECOND):
        assert value not in stored(group)


@pytest.mark.feature("S2.141", "S4.27")
@pytest.mark.parametrize("full", [False, True])
def test_who_was_erased_in_every_child_account_does_not_live_on_in_the_top_account(group: Group, full: bool) -> None:
    first, second = shared(group)
    (copy,) = synced(group)
    erase(group, "acme-corp", first)
    erase(group, "acme2", second)
    assert synced(group, full=full) == []
    assert group.store(TOP).contacts.get(copy.contact_id).erasure == "anonymized"
    for value in ("Eleni", "Canary", "Helen", "Georgiou", EMAIL, SECOND):
        assert value not in stored(group)
    assert left(group) == [LeftOutBecause.SOURCES_ERASED]


@pytest.mark.feature("S2.141", "S4.27")
@pytest.mark.parametrize("in_turn", [False, True])
def test_what_an_erased_source_gave_goes_at_once_where_a_rule_blocks_the_erasure(group: Group, in_turn: bool) -> None:
    first, second = shared(group)
    synced(group)
    body: dict[str, Any] = {"enabled": True, "conditions": [{"field": "kind", "is": "company"}]}
    save_section(group.store(TOP), "anonymization", body, by=a_caller(), now=group.now)
    for contact, tenant_id in ((first, "acme-corp"), (second, "acme2")):
        erase(group, tenant_id, contact)
        if in_turn:
            synced(group)
    (blocked,) = synced(group)
    assert (blocked.first_name, blocked.last_name, blocked.emails, blocked.anonymization_pending) == (None, None, (), True)


@pytest.mark.feature("S4.27")
@pytest.mark.parametrize("full", [False, True])
def test_a_copy_is_deleted_with_its_last_source(group: Group, full: bool) -> None:
    first, second = shared(group)
    synced(group)
    group.delete("acme2", second)
    (copy,) = synced(group)
    assert (copy.first_name, copy.tags) == ("Eleni", ())
    group.delete("acme-corp", first)
    assert synced(group, full=full) == []
    assert left(group) == [LeftOutBecause.SOURCES_GONE]


@pytest.mark.feature("S4.27")
@pytest.mark.parametrize("how", ["deleted", "erased"])
@pytest.mark.parametrize("full", [False, True])
def test_a_copy_that_was_deleted_or_erased_is_not_made_again(group: Group, how: str, full: bool) -> None:
    first, _ = shared(group)
    (copy,) = synced(group)
    if how == "deleted":
        group.delete(TOP, copy)
    else:
        erase(group, TOP, copy)
    # The same night, before anything has followed it, and later.
    group.change("acme-corp", first, phones=[{"number": "+35799123456"}])
    run = group.sync(full=full)
    assert [one for one in group.all(TOP) if one.erasure is None] == []
    because = f"copy_{how}"
    refused = page_of_run_refusals(group.store(TOP), run.sync_run_id, limit=10, after=None)[0]
    assert (run.left_out, [one.code for one in refused]) == (1, [because])
    assert synced(group, full=True) == []
    assert left(group) == [LeftOutBecause(because)]


@pytest.mark.feature("S4.27")
def test_a_person_that_is_deleted_and_made_again_in_the_children_is_left_out_too(group: Group) -> None:
    first, second = shared(group)
    (copy,) = synced(group)
    group.delete(TOP, copy)
    synced(group)
    group.delete("acme-corp", first)
    group.delete("acme2", second)
    synced(group)
    shared(group)
    assert synced(group) == []


@pytest.mark.feature("S4.27")
def test_a_copy_is_made_again_once_somebody_says_so(group: Group) -> None:
    shared(group)
    (copy,) = synced(group)
    group.delete(TOP, copy)
    synced(group)
    left_out.let_in(group.store(TOP), copy.contact_id, by=a_caller(), now=group.now)
    (again,) = synced(group)
    assert (again.contact_id != copy.contact_id, again.first_name) == (True, "Eleni")
    assert left(group) == []


@pytest.mark.feature("S4.27")
def test_who_is_made_by_hand_in_the_top_account_stands_for_the_person(group: Group) -> None:
    shared(group)
    (copy,) = synced(group)
    group.delete(TOP, copy)
    synced(group)
    mine = group.add(TOP, EMAIL, first_name="Mine")
    (found,) = synced(group)
    assert (found.contact_id, found.first_name, bool(found.tags)) == (mine.contact_id, "Mine", True)


@pytest.mark.feature("S4.27")
def test_a_contact_that_the_top_account_had_by_itself_stays(group: Group) -> None:
    mine = group.add(TOP, EMAIL, first_name="Mine")
    first, second = shared(group)
    synced(group)
    erase(group, "acme-corp", first)
    erase(group, "acme2", second)
    (found,) = synced(group)
    assert (found.contact_id, found.first_name, emails(found), found.tags) == (mine.contact_id, "Mine", [EMAIL], ())
    assert group.group.copies.get_many([mine.contact_id]) == {}


@pytest.mark.feature("S4.27")
def test_a_copy_follows_its_sources_and_keeps_what_a_user_wrote(group: Group) -> None:
    first, second = shared(group)
    (copy,) = synced(group)
    group.change(TOP, copy, first_name="Nelly", emails=[{"address": EMAIL}, {"address": "own@example.com"}])
    group.change("acme-corp", first, emails=[{"address": "new@example.com"}], last_name="Married")
    group.change("acme2", second, emails=[{"address": "new@example.com"}])
    (copy,) = synced(group)
    assert (copy.first_name, copy.last_name) == ("Nelly", "Married")
    assert emails(copy) == ["own@example.com", "new@example.com"]
    assert {tag for tag in copy.tags if tag.startswith("engaging")} == {"engaging-in-North-primary", "engaging-in-South"}
    again = group.store(TOP).contacts.get(copy.contact_id).version
    synced(group, full=True)
    assert group.store(TOP).contacts.get(copy.contact_id).version == again


@pytest.mark.feature("S4.27")
def test_the_copy_of_a_tenant_that_left_the_group_goes(group: Group) -> None:
    shared(group)
    synced(group)
    group.move("acme-corp", None)
    group.move("acme2", None)
    assert synced(group) == []


@pytest.mark.feature("S4.27")
def test_a_dry_run_says_what_would_become_of_copies_and_changes_nothing(group: Group) -> None:
    first, second = shared(group)
    (copy,) = synced(group)
    group.delete("acme2", second)
    group.delete("acme-corp", first)
    run = group.sync(dry_run=True)
    changes = page_of_run_changes(group.store(TOP), run.sync_run_id, limit=10, after=None, by=a_caller(), now=group.now)[0]
    assert [(one.contact_id, one.taken_back) for one in changes if one.tenant_id == TOP] == [(copy.contact_id, True)]
    assert [one.contact_id for one in group.all(TOP)] == [copy.contact_id]


@pytest.mark.feature("S2.141")
def test_what_is_remembered_holds_no_value_of_the_person(group: Group) -> None:
    first, _ = shared(group)
    synced(group)
    remembered = [item for item in group.world.items() if item["kind"]["S"] in ("synced_copy", "copy_pointer")]
    assert len(remembered) == 5
    for value in ("Eleni", "Canary", "eleni", "second", "example.com"):
        assert value not in str(remembered)
    assert name_of_source(first_member(first)) in str(remembered)


def first_member(contact: Contact) -> Any:
    from contactbook.domain.sync.matching import Member

    return Member("acme-corp", contact.contact_id)


@pytest.mark.feature("S2.141", "S4.27")
def test_nothing_of_who_was_erased_in_every_account_is_left_in_any_store(group: Group) -> None:
    values = ("Zqcanaryfirst", "Zqcanarylast", "Zqcanaryother", "zqcanarymail", "zqcanarysecond")
    first = group.add("acme-corp", "zqcanarymail@example.com", first_name=values[0], last_name=values[1])
    first = group.change("acme-corp", first, emails=[{"address": f"{name}@example.com"} for name in values[3:]])
    second = group.add("acme2", "zqcanarymail@example.com", first_name=values[0], last_name=values[2])
    assert [one.origin for one in synced(group)] == [Origin.TENANT_SYNC]
    assert {hit.partition(" as ")[0] for hit in hits(group.world, values)} == set(values)
    erase(group, "acme-corp", first)
    erase(group, "acme2", second)
    for _ in range(2):
        assert synced(group) == []
    assert hits(group.world, values) == []


@pytest.mark.feature("S4.6", "S4.27")
def test_an_address_that_identifies_nobody_leaves_nobody_out(group: Group) -> None:
    group.configure(copy_to_top_account=True, identify_nobody=(SECOND,))
    for tenant_id in ("acme-corp", "acme2"):
        contact = group.add(tenant_id, EMAIL, last_name="Georgiou")
        group.change(tenant_id, contact, emails=[{"address": EMAIL}, {"address": SECOND}])
    (copy,) = synced(group)
    group.delete(TOP, copy)
    assert synced(group) == []
    for tenant_id in ("acme-corp", "acme2"):
        contact = group.add(tenant_id, "petros@example.com", last_name="Petrou")
        group.change(tenant_id, contact, emails=[{"address": "petros@example.com"}, {"address": SECOND}])
    (other,) = synced(group)
    assert (other.last_name, left(group)) == ("Petrou", [LeftOutBecause.COPY_DELETED])
