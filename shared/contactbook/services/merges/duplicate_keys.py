"""The keys by which duplicates meet follow the contacts: derived from the stream, rebuilt at any time."""

from collections.abc import Sequence
from datetime import datetime

from contactbook.domain.contacts.record import Contact
from contactbook.domain.merges.duplicates import keys_of
from contactbook.storage.base.rows import Row
from contactbook.storage.stream.changes import RowChange
from contactbook.storage.tenant_store import TenantStore


def follow_changes(store: TenantStore, changes: Sequence[RowChange], now: datetime) -> None:  # noqa: ARG001 - one shape for all
    """Write and remove the keys that each changed contact gained and lost."""
    for change in changes:
        before, after = _keys(change.old), _keys(change.new)
        row = change.new or change.old
        if row and before != after:
            store.duplicates.replace(
                row.key.pk.rpartition("#")[2], store.duplicates.hashes_of(before), store.duplicates.hashes_of(after)
            )


def _keys(row: Row | None) -> tuple[tuple[str, ...], ...]:
    if row is None or row.kind != "contact":
        return ()
    return keys_of(Contact.model_validate_json(row.document))
