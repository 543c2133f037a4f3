"""The list of who celebrates on which day, derived from the stream."""

from collections.abc import Sequence
from datetime import datetime

from contactbook.domain.contacts.record import Contact
from contactbook.storage.stream.changes import RowChange
from contactbook.storage.tenant_store import TenantStore


def follow_changes(store: TenantStore, changes: Sequence[RowChange], now: datetime) -> None:  # noqa: ARG001 - every consumer has this signature
    """List each changed contact under its name day."""
    for change in changes:
        before, after = _name_day(change.old_contact), _name_day(change.new_contact)
        if before != after:
            store.celebrants.move(change.contact_id, before, after)


def _name_day(contact: Contact | None) -> str | None:
    return None if contact is None or contact.erasure else contact.name_day
