"""Transactions, in the partition of their account; merging the account's contact does not move them.

| item | sk |
|---|---|
| transaction | `TRANSACTION#<id>` |
| pointer from an external id | `EXTERNAL#<hash>` |
| marker of an unbilled transaction | `UNBILLED#<id>` |
"""

import hashlib
from collections.abc import Sequence

from contactbook.domain.accounts.transactions import Transaction
from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.paging import After
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Absent, AtVersion, Put, Remove, Row, Write

# The ledger of the suspense account; no account has this id.
_SUSPENSE = "SUSPENSE"


class TransactionRepository:
    """The transactions of one tenant's accounts and of its suspense account."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def find_external(self, account_id: str, external_id: str, *, suspense: bool = False) -> Transaction | None:
        """Return the transaction of this account with the external id, or None."""
        ledger = _SUSPENSE if suspense else account_id
        pointer = table.get(self._keys.item("ACCOUNT", ledger, _external(account_id, external_id)))
        row = table.get(self._keys.item("ACCOUNT", ledger, f"TRANSACTION#{pointer.document}")) if pointer else None
        return Transaction.model_validate_json(row.document) if row else None

    def add_writes(self, transaction: Transaction) -> list[Write]:
        """Return the writes that post the transaction. They raise ConcurrentUpdate if its external id was just used."""
        pointer = self._keys.item("ACCOUNT", _ledger(transaction), _external(transaction.account_id, transaction.external_id))
        writes: list[Write] = [
            Put(self._row(transaction), Absent()),
            Put(Row(pointer, "transaction_pointer", transaction.transaction_id), Absent(), _raced),
        ]
        if not transaction.billed:
            writes.append(Put(Row(self._unbilled(transaction), "unbilled", "{}"), Absent()))
        return writes

    def billed_writes(self, transaction: Transaction, *, replacing: int) -> list[Write]:
        """Return the writes that mark the transaction as billed."""
        return [Put(self._row(transaction), AtVersion(replacing), _raced), Remove(self._unbilled(transaction))]

    def page(self, account_id: str, *, limit: int, after: After | None) -> tuple[list[Transaction], After | None]:
        """Return transactions of an account, newest first: one query."""
        return self._page(account_id, limit, after)

    def page_of_suspense(self, *, limit: int, after: After | None) -> tuple[list[Transaction], After | None]:
        """Return transactions of the suspense account, newest first: one query."""
        return self._page(_SUSPENSE, limit, after)

    def has_unbilled(self, account_ids: Sequence[str]) -> bool:
        """True if any of these accounts has an unbilled transaction (S2.135): one query of one item for each account."""
        return any(
            table.query(self._keys.partition("ACCOUNT", account_id), "UNBILLED#", limit=1).rows for account_id in account_ids
        )

    def _page(self, ledger: str, limit: int, after: After | None) -> tuple[list[Transaction], After | None]:
        partition = self._keys.partition("ACCOUNT", ledger)
        page = table.query(partition, "TRANSACTION#", limit=limit, after=after, newest_first=True)
        return [Transaction.model_validate_json(row.document) for row in page.rows], page.after

    def _row(self, transaction: Transaction) -> Row:
        key = self._keys.item("ACCOUNT", _ledger(transaction), f"TRANSACTION#{transaction.transaction_id}")
        return Row(key, "transaction", transaction.model_dump_json(exclude_defaults=True), version=transaction.version)

    def _unbilled(self, transaction: Transaction) -> Key:
        return self._keys.item("ACCOUNT", _ledger(transaction), f"UNBILLED#{transaction.transaction_id}")


def _ledger(transaction: Transaction) -> str:
    return _SUSPENSE if transaction.suspense else transaction.account_id


def _external(account_id: str, external_id: str) -> str:
    return f"EXTERNAL#{hashlib.sha256(f'{account_id}#{external_id}'.encode()).hexdigest()}"


def _raced(_: Row | None) -> ConcurrentUpdate:
    return ConcurrentUpdate("Another request posted the same transaction at the same time.")
