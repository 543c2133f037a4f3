"""Accounts in the table."""

import pytest

from contactbook.domain.base.errors import NotFound
from contactbook.storage.base import table
from contactbook.storage.tenant_store import TenantStore
from tests.builders.accounts import an_account


def test_an_account_is_found_by_its_own_id(store: TenantStore) -> None:
    table.transact(store.accounts.add_writes("con_1", "acc_1", an_account(contact_id="con_1")))
    assert store.accounts.contact_of("acc_1") == "con_1"
    assert store.accounts.get("con_1", "acc_1") == an_account(contact_id="con_1")


def test_a_removed_account_is_found_by_neither_id(store: TenantStore) -> None:
    table.transact(store.accounts.add_writes("con_1", "acc_1", an_account(contact_id="con_1")))
    table.transact(store.accounts.remove_writes("con_1", "acc_1"))
    assert store.accounts.find("con_1", "acc_1") is None
    with pytest.raises(NotFound):
        store.accounts.contact_of("acc_1")


def test_an_account_of_another_tenant_is_not_found(store: TenantStore, other_store: TenantStore) -> None:
    table.transact(other_store.accounts.add_writes("con_1", "acc_1", an_account(contact_id="con_1")))
    with pytest.raises(NotFound):
        store.accounts.contact_of("acc_1")
