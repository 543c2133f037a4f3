"""Lists and their members in the table."""

import pytest

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.paging import every
from contactbook.domain.lists.lists import ContactList
from contactbook.storage.base import table
from contactbook.storage.tenant_store import TenantStore
from tests.builders.contacts import NOW, a_contact


def a_list(list_id: str = "lst_1", *, version: int = 1) -> ContactList:
    return ContactList(list_id=list_id, name="Newsletter", version=version, created_at=NOW, updated_at=NOW)


def test_members_are_paged_and_a_removed_one_is_gone(store: TenantStore) -> None:
    for contact_id in ("con_1", "con_2", "con_3"):
        table.transact(store.contacts.list_writes(contact_id, (), ("lst_1",)))
    table.transact([store.lists.forget_member_of("lst_1", "con_2")])
    found = every(lambda start: store.lists.page_of_members("lst_1", limit=1, after=start))
    assert list(found) == ["con_1", "con_3"]


def test_a_write_that_needs_an_unchanged_list_is_refused_after_a_change(store: TenantStore) -> None:
    table.transact([store.lists.add_of("lst_1", a_list())])
    table.transact([store.lists.save_of("lst_1", a_list(version=2), replacing=1)])
    with pytest.raises(ConcurrentUpdate):
        table.transact([store.lists.check_of(a_list()), store.contacts.add_of(a_contact("con_1"))])
    assert store.contacts.find("con_1") is None


def test_lists_are_paged_in_the_order_of_their_ids(store: TenantStore) -> None:
    for list_id in ("lst_2", "lst_1"):
        table.transact([store.lists.add_of(list_id, a_list(list_id))])
    assert [found.list_id for found in store.lists.page(limit=10)[0]] == ["lst_1", "lst_2"]
