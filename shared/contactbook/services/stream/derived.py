"""The rows that are derived from contacts: search terms, name days and duplicate keys, written together."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from contactbook.domain.contacts.record import Contact
from contactbook.services.merges import duplicate_keys
from contactbook.services.name_days import celebrants
from contactbook.services.search import index
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key
from contactbook.storage.base.rows import Row
from contactbook.storage.merges.duplicates import KIND_OF_KEY
from contactbook.storage.stream.changes import RowChange
from contactbook.storage.tenant_store import TenantStore

# A change is followed within seconds. One that comes later may be a batch that somebody brings again.
_LATE = timedelta(minutes=15)
_DERIVE: tuple[Callable[[TenantStore, Contact], list[Row]], ...] = (
    index.derived_rows,
    celebrants.derived_rows,
    duplicate_keys.derived_rows,
)


def follow_changes(store: TenantStore, changes: Sequence[RowChange], now: datetime) -> None:
    """Write and delete the rows that the changed contacts gained and lost. Only the last state of each row is written.

    What a version before this one stored goes when the duplicate keys change, or with the contact. Idempotent: each row depends on
    its contact alone. A change that takes rows away, or that comes late, may have come again after younger ones: it does only what
    the contact as it is now agrees with. That is one batch read.
    """
    writes: dict[Key, Row | None] = {}
    owners: dict[Key, str] = {}
    doubtful: set[str] = set()
    for change in changes:
        before, after = _rows(store, change.old_contact), _rows(store, change.new_contact)
        found: dict[Key, Row | None] = {}
        if any(row.kind == KIND_OF_KEY for key, row in before.items() if key not in after):
            found |= dict.fromkeys(_former(store, change.old_contact) - after.keys())
        found |= dict.fromkeys(before.keys() - after.keys())
        if found or (after and _is_late(change, now)):
            doubtful.add(change.contact_id)
        found |= {key: row for key, row in after.items() if key not in before}
        owners |= dict.fromkeys(found, change.contact_id)
        writes |= found
    if doubtful:
        standing = {key for contact in store.contacts.get_many(sorted(doubtful)) for key in _rows(store, contact)}
        writes = {
            key: row for key, row in writes.items() if owners[key] not in doubtful or (row is not None) == (key in standing)
        }
    _save(writes)


def _is_late(change: RowChange, now: datetime) -> bool:
    return change.at is not None and now - change.at > _LATE


def derive_again(store: TenantStore, changes: Sequence[RowChange], now: datetime) -> None:  # noqa: ARG001 - every consumer has this signature
    """Write the rows of each contact, and delete those that only a version before this one stores."""
    writes: dict[Key, Row | None] = {}
    for change in changes:
        after = _rows(store, change.new_contact)
        writes |= dict.fromkeys((_former(store, change.new_contact) | _rows(store, change.old_contact).keys()) - after.keys())
        writes |= after
    _save(writes)


def _save(writes: dict[Key, Row | None]) -> None:
    saved = [row for row in writes.values() if row]
    if writes:
        table.write_many(
            sorted(saved, key=lambda row: _order(row.key)), sorted(writes.keys() - {row.key for row in saved}, key=_order)
        )


def _former(store: TenantStore, contact: Contact | None) -> set[Key]:
    return {row.key for row in duplicate_keys.former_rows(store, contact)} if contact else set()


def _rows(store: TenantStore, contact: Contact | None) -> dict[Key, Row]:
    if contact is None:
        return {}
    return {row.key: row for derive in _DERIVE for row in derive(store, contact)}


def _order(key: Key) -> tuple[str, str]:
    return key.pk, key.sk
