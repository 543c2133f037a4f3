"""The chained audit entries of contacts. The values behind an entry are an attribute of its item, which can be erased by itself."""

from collections.abc import Iterable

from contactbook.domain.audit.chain import Placed
from contactbook.domain.audit.entries import AuditKind, ContactEntry, Entry, EntryValues
from contactbook.domain.audit.looks import Look
from contactbook.domain.audit.tenant_entries import TenantRecord
from contactbook.domain.base.paging import After
from contactbook.storage.audit.looks import look_of_row
from contactbook.storage.base import table
from contactbook.storage.base.audit_entries import KIND_OF_ENTRY, row_of_entry, values_of
from contactbook.storage.base.audit_index import page_of_everybody, page_of_user, time_part
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.base.rows import Absent, Put, Row

# A record of any kind in a tenant's audit.
AuditRecord = ContactEntry | Look | TenantRecord


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

    def after_of(self, contact_id: str, entry_id: str) -> After:
        """Return where the page after this entry begins, for `page`."""
        key = self._keys.beside_profile(contact_id, "HISTORY", entry_id)
        return {"pk": key.pk, "sk": key.sk}

    def page_between(self, contact_id: str, *, between: tuple[str, str], limit: int) -> tuple[list[ContactEntry], str | None]:
        """Return a contact's entries between two time parts, newest first, and the time part down to which they were read.

        None means that all of them were read. One query.
        """
        first, last = between
        prefix = self._keys.beside_profile(contact_id, "HISTORY", "")
        bounds = (f"{prefix.sk}his_{first}", f"{prefix.sk}his_{last}")
        page = table.query(prefix.pk, between=bounds, limit=limit, newest_first=True)
        found = [_contact_entry(row) for row in page.rows]
        return found, time_part(found[-1].entry.entry_id) if page.after else None

    def piece(self, contact_id: str, *, after_id: str, limit: int) -> tuple[list[Placed], dict[str, EntryValues], bool]:
        """Return a contact's entries after this id in the order of their ids, the values by entry id, and True if these are the last.

        An empty id stands for the beginning. One query.
        """
        prefix = self._keys.beside_profile(contact_id, "HISTORY", "")
        # `!` sorts before everything that an id can contain.
        page = table.query(prefix.pk, between=(f"{prefix.sk}{after_id}!", f"{prefix.sk}~"), limit=limit)
        entries = [Placed(stored_as=row.child_id, entry=row.read(Entry)) for row in page.rows]
        return entries, {one.entry_id: one for one in map(values_of, page.rows) if one}, page.after is None

    def page_of_month(
        self, kind: AuditKind, month: str, *, user_id: str | None, between: tuple[str, str], limit: int
    ) -> tuple[list[AuditRecord], str | None]:
        """Return a page of changes of contacts, or of looks, between two time parts of a month, newest first.

        A page may hold fewer records than `limit`. The second value is the time part up to which the month was read, or None if
        it has no more. One query by user, otherwise one for each bucket of the month, and one batch read.
        """
        if user_id is None:
            keys, last = page_of_everybody(self._keys, kind, month, between=between, limit=limit)
        else:
            keys, last = page_of_user(self._keys, kind, month, user_id, between=between, limit=limit)
        records: list[AuditRecord] = [_record(row) for row in table.get_many(keys)]
        # Two users may share the hash in the index.
        return [one for one in records if user_id is None or user_of(one) == user_id], last


def user_of(record: AuditRecord) -> str:
    """Return the id of who acted."""
    return record.actor.id if isinstance(record, Look) else record.entry.actor.id


def _entries(rows: Iterable[Row]) -> list[tuple[Entry, EntryValues | None]]:
    return [(row.read(Entry), values_of(row)) for row in rows]


def _contact_entry(row: Row) -> ContactEntry:
    return ContactEntry(contact_id=row.contact_id, entry=row.read(Entry), values=values_of(row))


def _record(row: Row) -> ContactEntry | Look:
    return _contact_entry(row) if row.kind == KIND_OF_ENTRY else look_of_row(row)
