"""The keys that find duplicates. They are derived from the contacts by the stream, and can be rebuilt at any time."""

from collections.abc import Sequence
from datetime import datetime

from contactbook.domain.contacts.record import Contact
from contactbook.domain.merges.duplicates import duplicate_keys
from contactbook.storage.merges.duplicates import stored_contact
from contactbook.storage.stream.changes import RowChange
from contactbook.storage.tenant_store import TenantStore


def follow_changes(store: TenantStore, changes: Sequence[RowChange], now: datetime) -> None:  # noqa: ARG001 - every consumer has this signature
    """Write the keys that each changed contact gained, and remove those that it lost. Idempotent."""
    for change in changes:
        old, new = stored_contact(change.old), stored_contact(change.new)
        before, after = _keys(old), _keys(new)
        contact = new or old
        if contact and before != after:
            store.duplicates.replace(contact.contact_id, store.duplicates.hashes_of(before), store.duplicates.hashes_of(after))


def _keys(contact: Contact | None) -> tuple[tuple[str, ...], ...]:
    return duplicate_keys(contact) if contact else ()
