"""A copy that no address leads to any more, or that an address of too many leads to, still follows its sources and is still known (S4.27)."""

from datetime import datetime
from typing import Any

import pytest

from contactbook.domain.contacts.record import Contact
from contactbook.domain.sync.runs import SyncRunDraft, SyncRunView
from contactbook.services.erasure.anonymization import anonymize_contact
from contactbook.services.sync.requests import administration
from contactbook.services.sync.requests.left_out import page_of_left_out
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
