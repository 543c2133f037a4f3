"""Contacts in the table: the contact's own row, and the rows of its profile."""

import pytest

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.storage.base import table
from contactbook.storage.contacts.profiles import MergedContact, Profile
from contactbook.storage.tenant_store import TenantStore
from tests.builders.accounts import an_account
from tests.builders.children import a_note
from tests.builders.contacts import a_contact


def test_a_profile_is_the_contact_with_what_it_shows_or_with_everything(store: TenantStore) -> None:
    table.transact(
        [store.contacts.add_of(a_contact("con_1")), *store.accounts.add_writes("con_1", "acc_1", an_account(contact_id="con_1"))]
    )
    table.transact(store.notes.add_writes("con_1", "nte_1", a_note()))
    profile = store.contacts.profile("con_1")
    assert isinstance(profile, Profile)
    assert profile.contact == a_contact("con_1")
    assert store.accounts.all_in(profile.children) == [an_account(contact_id="con_1")]
    assert store.notes.all_in(profile.children) == []
    whole = store.contacts.with_every_child("con_1")
    assert isinstance(whole, Profile)
    assert store.accounts.all_in(whole.children) == [an_account(contact_id="con_1")]
    assert store.notes.all_in(whole.children) == [a_note()]


def test_a_contact_is_added_once(store: TenantStore) -> None:
    table.transact([store.contacts.add_of(a_contact("con_1"))])
    with pytest.raises(ConcurrentUpdate):
        table.transact([store.contacts.add_of(a_contact("con_1"))])


def test_saving_on_an_old_version_is_refused(store: TenantStore) -> None:
    table.transact([store.contacts.add_of(a_contact("con_1"))])
    table.transact([store.contacts.save_of(a_contact("con_1", version=2), replacing=1)])
    with pytest.raises(ConcurrentUpdate):
        table.transact([store.contacts.save_of(a_contact("con_1", version=2), replacing=1)])


def test_a_merged_contact_leads_to_its_survivor(store: TenantStore) -> None:
    table.transact([store.contacts.add_of(a_contact("con_1")), store.contacts.add_of(a_contact("con_2"))])
    table.transact([store.contacts.replace_by_merged(a_contact("con_1"), "con_2", "mrg_1")])
    assert store.contacts.find("con_1") == MergedContact(contact_id="con_1", merged_into="con_2", merge_id="mrg_1")
    with pytest.raises(NotFound):
        store.contacts.get("con_1")


def test_many_contacts_are_read_in_the_order_of_their_ids(store: TenantStore) -> None:
    for contact_id in ("con_1", "con_2"):
        table.transact([store.contacts.add_of(a_contact(contact_id))])
    found = store.contacts.get_many(["con_2", "con_3", "con_1"])
    assert [contact.contact_id for contact in found] == ["con_2", "con_1"]
