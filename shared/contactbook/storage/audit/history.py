"""The chained audit entries of contacts. The values behind an entry are an attribute of its item, which can be erased by itself."""

from collections.abc import Iterable

from contactbook.domain.audit.chain import Placed
from contactbook.domain.audit.entries import ContactEntry, Entry, EntryValues, SettingsEntry
from contactbook.domain.audit.looks import Look
from contactbook.domain.base.callers import Actor
from contactbook.domain.base.paging import After
from contactbook.storage.audit.looks import KIND, PAGE_KIND, look_of_row
from contactbook.storage.base import table
from contactbook.storage.base.audit_entries import KIND_OF_ENTRY, row_of_entry, values_of
from contactbook.storage.base.audit_index import page_of_everybody, page_of_user
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.base.rows import Absent, Put, Row

# A record of any kind in a tenant's audit.
AuditRecord = ContactEntry | Look | SettingsEntry


class HistoryRepository:
    """The history of the tenant's contacts. Nothing here can change or delete an entry."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def put_of(self, contact_id: str, entry: Entry, values: EntryValues) -> Put:
        """Return the write of one entry and its values, for the transaction of the change."""
        return Put(row_of_entry(self._keys, contact_id, entry, values), Absent())

    def page(
        self, contact_id: str, *, limit: int, after: After | None = None
    ) -> tuple[list[tuple[Entry, EntryValues | None]], After | None]:
        """Return a page of a contact's entries, newest first, each with its values unless erased. One query."""
        page = table.query(self._keys.contact_partition(contact_id), "HISTORY#", limit=limit, after=after, newest_first=True)
        return _entries(page.rows), page.after

    def page_up_to(self, contact_id: str, *, upto: str, limit: int) -> list[tuple[Entry, EntryValues | None]]:
        """Return a contact's entries up to a time part, newest first, as `page` does."""
        first = self._keys.beside_profile(contact_id, "HISTORY", "")
        page = table.query(first.pk, between=(first.sk, f"{first.sk}his_{upto}"), limit=limit, newest_first=True)
        return _entries(page.rows)

    def chain(self, contact_id: str) -> tuple[list[Placed], dict[str, EntryValues]]:
        """Return every entry of a contact, and the stored values by entry id. One query."""
        rows = table.query(self._keys.contact_partition(contact_id), "HISTORY#").rows
        entries = [Placed(stored_as=row.child_id, entry=row.read(Entry)) for row in rows]
        return entries, {one.entry_id: one for one in map(values_of, rows) if one}

    def page_of_month(
        self, month: str, *, user_id: str | None, between: tuple[str, str], limit: int
    ) -> tuple[list[AuditRecord], str | None]:
        """Return a page of records of every kind between two time parts of a month, newest first.

        A page may hold fewer records than `limit`. The second value is the time part up to which the month was read, or None if
        it has no more. One query by user, otherwise one for each bucket of the month, and one batch read.
        """
        if user_id is None:
            keys, last = page_of_everybody(self._keys, month, between=between, limit=limit)
        else:
            keys, last = page_of_user(self._keys, month, user_id, between=between, limit=limit)
        records = [_record(row) for row in table.get_many(keys)]
        # Two users may share the hash in the index.
        return [one for one in records if user_id is None or _actor_of(one).id == user_id], last


def _entries(rows: Iterable[Row]) -> list[tuple[Entry, EntryValues | None]]:
    return [(row.read(Entry), values_of(row)) for row in rows]


def _record(row: Row) -> AuditRecord:
    if row.kind == KIND_OF_ENTRY:
        return ContactEntry(contact_id=row.contact_id, entry=row.read(Entry), values=values_of(row))
    if row.kind in (KIND, PAGE_KIND):
        return look_of_row(row)
    return row.read(SettingsEntry)


def _actor_of(record: AuditRecord) -> Actor:
    return record.entry.actor if isinstance(record, ContactEntry) else record.actor
