"""The audit entries about what a tenant has besides its contacts: one partition for what it configures, one for its jobs."""

from collections.abc import Sequence

from contactbook.domain.audit.entries import AuditKind, EntryValues
from contactbook.domain.audit.tenant_entries import TenantEntry, TenantRecord
from contactbook.storage.base import table
from contactbook.storage.base.audit_entries import values_of
from contactbook.storage.base.audit_index import keys_of_user_alone, place_beside, time_part
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.base.rows import Absent, Put, Row

# A page of records, newest first, and the time part down to which it was read; None if nothing older is left.
Read = tuple[list[TenantRecord], str | None]
_NOUN = "TENANT-HISTORY"
_PREFIX = "his"


class TenantHistoryRepository:
    """The entries of one tenant. Nothing here can change or delete an entry."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def put_of(self, kind: AuditKind, entry: TenantEntry, values: EntryValues) -> Put:
        """Return the write of an entry and its values, for the transaction of the change."""
        row = Row(
            self._keys.item(_NOUN, kind.value, entry.entry_id),
            "tenant_history",
            entry.model_dump_json(exclude_defaults=True),
            gsi2=place_beside(self._keys, kind, entry.entry_id, entry.actor),
            # The key names the entry already.
            values=values.model_dump_json(exclude_defaults=True, exclude={"entry_id"}),
        )
        return Put(row, Absent())

    def page(self, kind: AuditKind, *, user_id: str | None, between: tuple[str, str], limit: int) -> Read:
        """Return entries between two time parts, by one user or by everybody. One query, and by a user one batch read."""
        if user_id is not None:
            keys, last = keys_of_user_alone(self._keys, kind, user_id, between=between, limit=limit)
            records = _records(table.get_many(keys))
            # Two users may share the hash in the index.
            return [one for one in records if one.entry.actor.id == user_id], last
        first, upto = between
        bounds = (f"{_PREFIX}_{first}", f"{_PREFIX}_{upto}")
        page = table.query(self._keys.partition(_NOUN, kind.value), between=bounds, limit=limit, newest_first=True)
        return _records(page.rows), time_part(page.rows[-1].child_id) if page.after else None


def _records(rows: Sequence[Row]) -> list[TenantRecord]:
    return [TenantRecord(entry=row.read(TenantEntry), values=values_of(row)) for row in rows]
