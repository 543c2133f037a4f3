"""Transactions in the table, in the partition of their account."""

from typing import Any

import pytest

from contactbook.domain.accounts.transactions import Transaction
from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.versions import next_version
from contactbook.storage.base import table
from contactbook.storage.tenant_store import TenantStore
from tests.builders.contacts import NOW, USER


def a_transaction(transaction_id: str = "txn_1", **fields: Any) -> Transaction:
    stated = {"external_id": "inv-1", "amount": "12.50", "currency": "EUR", "occurred_at": NOW}
    posted = {"transaction_id": transaction_id, "account_id": "acc_1", "posted_at": NOW, "posted_by": USER}
    return Transaction.model_validate({**stated, **posted, **fields})


def test_a_transaction_is_found_by_its_external_id_on_its_own_account(store: TenantStore) -> None:
    table.transact(store.transactions.add_writes(a_transaction()))
    assert store.transactions.find_external("acc_1", "inv-1") == a_transaction()
    assert store.transactions.find_external("acc_2", "inv-1") is None


def test_one_external_id_is_posted_once(store: TenantStore) -> None:
    table.transact(store.transactions.add_writes(a_transaction()))
    with pytest.raises(ConcurrentUpdate):
        table.transact(store.transactions.add_writes(a_transaction("txn_2")))


def test_an_account_has_unbilled_transactions_until_each_is_billed(store: TenantStore) -> None:
    transaction = a_transaction()
    table.transact(store.transactions.add_writes(transaction))
    assert store.transactions.has_unbilled(["acc_2", "acc_1"])
    table.transact(store.transactions.billed_writes(next_version(transaction, billed=True), replacing=1))
    assert not store.transactions.has_unbilled(["acc_1"])


def test_transactions_of_the_suspense_account_are_on_no_other(store: TenantStore) -> None:
    table.transact(store.transactions.add_writes(a_transaction(suspense=True)))
    assert store.transactions.page("acc_1", limit=10, after=None) == ([], None)
    assert [found.transaction_id for found in store.transactions.page_of_suspense(limit=10, after=None)[0]] == ["txn_1"]
    assert store.transactions.find_external("acc_1", "inv-1", suspense=True) == a_transaction(suspense=True)
