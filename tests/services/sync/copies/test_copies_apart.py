"""A copy that no address leads to any more, or that an address of too many leads to, still follows its sources and is still known (S4.27)."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from contactbook.domain.contacts.record import Contact
from contactbook.domain.merges.records import MergeDraft
from contactbook.domain.sync.runs import SyncRunDraft, SyncRunView
from contactbook.services.consent.answers import ConsentDraft, record_consent
from contactbook.services.erasure.anonymization import anonymize_contact
from contactbook.services.merges.merges import merge_contacts
from contactbook.services.settings.sections import save_section
from contactbook.services.sync.requests import administration
from contactbook.services.sync.requests.left_out import page_of_left_out
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key
from tests.aws_in_process.jobs import drain_queues
from tests.builders.contacts import a_caller
from tests.builders.sync import TOP, Group

EMAIL, OTHER, COMMON = "eleni@example.com", "other@example.com", "common@example.com"
LARGEST = 3


@pytest.fixture
def group(world: Any, now: datetime) -> Group:
    made = Group(world, now)
    made.configure(copy_to_top_account=True, largest_person=LARGEST)
    return made


def shared(group: Group, email: str = EMAIL) -> tuple[Contact, Contact]:
    return group.add("acme-corp", email, first_name="Eleni"), group.add("acme2", email, first_name="Helen")


def the_copy(group: Group) -> Contact:
    (copy,) = (one for one in group.all(TOP) if one.erasure is None)
    return copy


def emails(contact: Contact) -> set[str]:
    return {email.address for email in contact.emails}


def readdress(group: Group, tenant_id: str, contact: Contact, *addresses: str) -> Contact:
    return group.change(tenant_id, contact, emails=[{"address": one} for one in addresses])


def run_before_the_stream(group: Group, **asked: Any) -> SyncRunView:
    """A run that begins before the table's stream has told of what happened."""
    run = administration.request_run(group.store(TOP), SyncRunDraft(**asked), by=a_caller(), now=group.now)
    group.work()
    return administration.read_run(group.store(TOP), run.sync_run_id)


def reasons(group: Group) -> list[str]:
    return [one.because for one in page_of_left_out(group.store(TOP), limit=10, after=None)[0]]


@pytest.mark.feature("S4.24", "S4.27")
@pytest.mark.parametrize("how", ["deleted", "erased"])
def test_a_copy_that_no_address_leads_to_is_left_out_when_it_goes(group: Group, how: str) -> None:
    shared(group)
    group.sync()
    readdress(group, TOP, the_copy(group), "nobodys@example.com")
    group.sync()
    if how == "deleted":
        group.delete(TOP, the_copy(group))
    else:
        anonymize_contact(group.store(TOP), the_copy(group).contact_id, by=a_caller(), now=group.now, has_time=lambda: True)
    assert not group.sync().full
    assert reasons(group) == [f"copy_{how}"]


@pytest.mark.feature("S4.24", "S4.27")
def test_a_copy_follows_a_person_whose_address_was_too_common_for_a_while(group: Group) -> None:
    shared(group)
    group.sync()
    some = [group.add("other", EMAIL), group.add("other", EMAIL)]
    group.sync()
    assert the_copy(group).tags == ()
    readdress(group, "other", some[0], EMAIL, OTHER)
    group.delete("other", some[1])
    assert not group.sync().full
    assert emails(the_copy(group)) == {EMAIL, OTHER}


@pytest.mark.feature("S4.27")
def test_a_person_stays_left_out_whose_address_was_too_common_for_a_while(group: Group) -> None:
    contacts = shared(group)
    group.sync()
    group.delete(TOP, the_copy(group))
    some = [group.add("other", EMAIL), group.add("other", EMAIL)]
    group.sync()
    # Other contacts of the same person: only the address tells that its copy is gone.
    for tenant_id, contact in zip(("acme-corp", "acme2"), contacts, strict=True):
        group.delete(tenant_id, contact)
    group.add("acme2", EMAIL)
    run = group.sync()
    assert (run.full, run.copied, run.left_out) == (False, 0, 1)
    assert some
    assert group.all(TOP) == []


@pytest.mark.feature("S4.27")
@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("by", ["settings", "number"])
def test_a_copy_follows_whose_only_address_identifies_nobody(group: Group, by: str, full: bool) -> None:
    first, second = shared(group)
    if by == "settings":
        group.configure(copy_to_top_account=True, largest_person=LARGEST, identify_nobody=(COMMON,))
    for tenant_id in ("acme-corp", "acme2", "other", "other"):
        group.add(tenant_id, COMMON)
    group.sync()
    readdress(group, TOP, the_copy(group), COMMON)
    group.sync()
    readdress(group, "acme2", second, EMAIL, OTHER)
    group.change("acme-corp", first, first_name="Nora")
    group.sync(full=full)
    assert (the_copy(group).first_name, emails(the_copy(group))) == ("Nora", {COMMON, OTHER})


@pytest.mark.feature("S4.27", "S2.141")
def test_a_copy_loses_what_an_erased_source_gave_before_the_stream_has_told_of_it(group: Group) -> None:
    first, _ = shared(group)
    group.sync()
    readdress(group, TOP, the_copy(group))
    anonymize_contact(group.store("acme-corp"), first.contact_id, by=a_caller(), now=group.now, has_time=lambda: True)
    run = run_before_the_stream(group, full=True)
    assert (run.state, the_copy(group).first_name) == ("finished", "Helen")


@pytest.mark.feature("S4.12", "S4.24", "S4.27")
def test_a_full_run_elects_among_all_where_a_copy_has_no_address_and_the_stream_is_late(group: Group) -> None:
    first, _ = shared(group)
    group.sync()
    readdress(group, TOP, the_copy(group))
    group.sync()
    group.deal("other", group.add("other", EMAIL), "tour")
    group.world.take_stream_records()
    assert run_before_the_stream(group, full=True).state == "finished"
    assert group.tags("acme-corp", first) == {"multi", "secondary-shared-contact"}
    assert set(the_copy(group).tags) == {"multi", "engaging-in-North", "engaging-in-South", "engaging-in-West-primary"}


def lone_source(group: Group) -> Contact:
    """Return a contact with an address of its own, of whom a copy without any address is left."""
    first, second = shared(group)
    group.sync()
    readdress(group, TOP, the_copy(group))
    group.delete("acme2", second)
    group.sync()
    assert (the_copy(group).tags, the_copy(group).reached_at()) == ((), ())
    return first


@pytest.mark.feature("S4.24", "S4.27", "S2.141")
@pytest.mark.parametrize("how", ["deleted", "erased"])
def test_a_copy_without_address_goes_with_its_last_source_whom_nobody_shares(group: Group, how: str) -> None:
    save_section(group.store(TOP), "anonymization", {"enabled": True}, by=a_caller(), now=group.now)
    first = lone_source(group)
    if how == "deleted":
        group.delete("acme-corp", first)
    else:
        anonymize_contact(group.store("acme-corp"), first.contact_id, by=a_caller(), now=group.now, has_time=lambda: True)
    assert not group.sync().full
    drain_queues(group.world, "anonymization")
    assert [one for one in group.all(TOP) if one.erasure is None] == []


@pytest.mark.feature("S4.24", "S4.27", "S5.4")
def test_a_copy_without_address_follows_its_last_source_whom_nobody_shares(group: Group) -> None:
    first = lone_source(group)
    readdress(group, "acme-corp", first, OTHER)
    group.sync()
    assert emails(the_copy(group)) == {OTHER}
    record_consent(
        group.store("acme-corp"),
        first.contact_id,
        ConsentDraft.model_validate({"state": "rejected"}),
        by=a_caller(),
        now=group.now,
    )
    assert not group.sync().full
    assert the_copy(group).consent.state == "rejected"


def grown_together(group: Group, *, worked_with: bool) -> tuple[Contact, Contact]:
    """Return two copies of what is one person by now: the first has no address, and of the second users have changed the name."""
    group.configure(copy_to_top_account=True, largest_person=2 * LARGEST)
    first, _ = shared(group)
    group.sync()
    shared(group, OTHER)
    group.sync()
    one, other = sorted(group.all(TOP), key=lambda copy: copy.contact_id)
    if worked_with:
        other = group.change(TOP, other, first_name="Nelly")
    readdress(group, "acme-corp", first, EMAIL, OTHER)
    group.sync()
    readdress(group, TOP, group.store(TOP).contacts.get(one.contact_id), "nobodys@example.com")
    group.sync()
    return one, other


@pytest.mark.feature("S4.27")
def test_a_copy_is_still_found_once_a_second_one_is_gone(group: Group) -> None:
    kept, second = grown_together(group, worked_with=False)
    (source,) = (one for one in group.all("acme-corp") if emails(one) == {EMAIL, OTHER})
    assert group.store(TOP).contacts.find(second.contact_id) is None
    group.change("acme-corp", source, first_name="Nora")
    assert not group.sync().full
    assert (the_copy(group).contact_id, the_copy(group).first_name) == (kept.contact_id, "Nora")


@pytest.mark.feature("S4.24", "S4.27")
def test_one_of_two_copies_is_tagged_whichever_an_address_leads_to(group: Group) -> None:
    kept, second = grown_together(group, worked_with=True)
    group.add("other", EMAIL)
    readdress(group, TOP, group.store(TOP).contacts.get(second.contact_id), EMAIL)
    for full in (False, True):
        group.sync(full=full)
        assert group.tags(TOP, second) == set()
        engaging = {"engaging-in-North-primary", "engaging-in-South", "engaging-in-West"}
        assert group.tags(TOP, kept) == {"multi", *engaging}


@pytest.mark.feature("S4.24", "S4.27")
def test_a_copy_beside_a_contact_of_the_top_account_still_follows_its_sources(group: Group) -> None:
    first, second = shared(group)
    group.sync()
    copy = group.change(TOP, the_copy(group), first_name="Nelly", emails=[{"address": "nobodys@example.com"}])
    group.sync()
    group.add(TOP, EMAIL, first_name="Mine")
    group.sync()
    readdress(group, "acme2", second, OTHER)
    assert not group.sync().full
    (known,) = group.group.copies.get_many([copy.contact_id]).values()
    assert known.members == (("acme-corp", first.contact_id),)


@pytest.mark.feature("S4.24", "S4.27")
def test_a_full_run_lets_a_copy_be_found_again_whose_pointer_a_former_version_gave_to_another(group: Group) -> None:
    kept, second = grown_together(group, worked_with=True)
    rows = [row for row in (table.get(key) for key in pointers(group)) if row]
    table.put_many([replace(row, owner=second.contact_id) for row in rows])
    group.sync(full=True)
    owners = {row.owner for row in (table.get(key) for key in pointers(group)) if row}
    assert owners == {f"{second.contact_id},{kept.contact_id}"}


def pointers(group: Group) -> list[Key]:
    return [group.group.keys.copy_of(f"acme-corp#{one.contact_id}") for one in group.all("acme-corp")]


@pytest.mark.feature("S4.24", "S4.27")
def test_a_copy_without_address_follows_the_person_that_its_source_was_merged_into(group: Group) -> None:
    first, second = shared(group)
    group.sync()
    readdress(group, TOP, the_copy(group))
    group.delete("acme-corp", first)
    group.sync()
    survivor = group.add("acme2", OTHER)
    readdress(group, "other", group.add("other", OTHER), OTHER, COMMON)
    draft = MergeDraft.model_validate({"source_ids": [second.contact_id]})
    merge_contacts(group.store("acme2"), survivor.contact_id, draft, by=a_caller(), now=group.now)
    readdress(group, "acme2", survivor, OTHER)
    assert not group.sync().full
    assert emails(the_copy(group)) == {OTHER, COMMON}
