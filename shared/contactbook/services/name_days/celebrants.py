"""Who celebrates on which day follows the contacts, derived from the stream."""

from collections.abc import Sequence
from datetime import datetime

from contactbook.domain.contacts.record import Contact
from contactbook.storage.base.rows import Row
from contactbook.storage.stream.changes import RowChange
from contactbook.storage.tenant_store import TenantStore


def follow_changes(store: TenantStore, changes: Sequence[RowChange], now: datetime) -> None:  # noqa: ARG001 - one shape for all
    """List each changed contact under its name day."""
    for change in changes:
        before, after = _name_day(change.old), _name_day(change.new)
        row = change.new or change.old
        if row and before != after:
            store.name_days.move_celebrant(row.key.pk.rpartition("#")[2], before, after)


def _name_day(row: Row | None) -> str | None:
    if row is None or row.kind != "contact":
        return None
    contact = Contact.model_validate_json(row.document)
    return None if contact.erasure else contact.name_day
