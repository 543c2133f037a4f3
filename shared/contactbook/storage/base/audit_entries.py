"""The item of a chained audit entry: the entry, its place in the index, and the values that can be erased by themselves."""

import json

from contactbook.domain.audit.entries import AuditKind, Entry, EntryValues
from contactbook.storage.base.audit_index import place_of
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.base.rows import Row

KIND_OF_ENTRY = "history"


def row_of_entry(keys: TenantKeys, contact_id: str, entry: Entry, values: EntryValues) -> Row:
    """Return the item of an entry, with its values if it has any."""
    # The key names the entry already.
    stored = values.model_dump_json(exclude_defaults=True, exclude={"entry_id"}) if values.changes else None
    return Row(
        keys.beside_profile(contact_id, "HISTORY", entry.entry_id),
        KIND_OF_ENTRY,
        entry.model_dump_json(exclude_defaults=True),
        gsi2=place_of(keys, AuditKind.CHANGES, entry.entry_id, entry.at, entry.actor),
        values=stored,
    )


def values_of(row: Row) -> EntryValues | None:
    """Return the values in the item of an entry, or None if it has none or they are erased."""
    if row.values is None:
        return None
    return EntryValues.model_validate(json.loads(row.values) | {"entry_id": row.child_id})
