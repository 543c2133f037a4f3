"""The chained audit entries of contacts. The values behind each entry are a separate item beside it."""

from contactbook.domain.audit.chain import Placed
from contactbook.domain.audit.entries import ContactEntry, Entry, EntryValues, SettingsEntry
from contactbook.domain.audit.looks import Look
from contactbook.domain.base.paging import After
from contactbook.storage.audit.looks import KIND, PAGE_KIND, look_of_row
from contactbook.storage.base import table
from contactbook.storage.base.audit_index import page_of_month, places_of, time_part
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Absent, Put, Row

# A record of any kind in a tenant's audit.
AuditRecord = ContactEntry | Look | SettingsEntry


class HistoryRepository:
    """The history of the tenant's contacts. Nothing here can change or delete an entry."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def puts_of(self, contact_id: str, entry: Entry, values: EntryValues) -> list[Put]:
        """Return the writes of one entry and its values, for the transaction of the change."""
        gsi2, gsi3 = places_of(self._keys, entry.entry_id, entry.at, entry.actor)
        key = self._keys.beside_profile(contact_id, "HISTORY", entry.entry_id)
        entry_row = Row(key, "history", entry.model_dump_json(), gsi2=gsi2, gsi3=gsi3)
        puts = [Put(entry_row, Absent())]
        if values.changes:
            key = self._keys.beside_profile(contact_id, "VALUES", entry.entry_id)
            puts.append(Put(Row(key, "history_values", values.model_dump_json(exclude_defaults=True)), Absent()))
        return puts

    def page(
        self, contact_id: str, *, limit: int, after: After | None = None
    ) -> tuple[list[tuple[Entry, EntryValues | None]], After | None]:
        """Return a page of a contact's entries, newest first, each with its values unless erased. One query, one batch read."""
        page = table.query(self._keys.contact_partition(contact_id), "HISTORY#", limit=limit, after=after, newest_first=True)
        entries = [Entry.model_validate_json(row.document) for row in page.rows]
        return self._with_values(contact_id, entries), page.after

    def page_up_to(self, contact_id: str, *, upto: str, limit: int) -> list[tuple[Entry, EntryValues | None]]:
        """Return a contact's entries up to a time part, newest first, as `page` does."""
        first = self._keys.beside_profile(contact_id, "HISTORY", "")
        page = table.query(first.pk, between=(first.sk, f"{first.sk}his_{upto}"), limit=limit, newest_first=True)
        return self._with_values(contact_id, [Entry.model_validate_json(row.document) for row in page.rows])

    def chain(self, contact_id: str) -> tuple[list[Placed], dict[str, EntryValues]]:
        """Return every entry of a contact, and the stored values by entry id. Two queries."""
        pk = self._keys.contact_partition(contact_id)
        rows = table.query(pk, "HISTORY#").rows
        entries = [Placed(stored_as=_entry_id(row.key), entry=Entry.model_validate_json(row.document)) for row in rows]
        values = [EntryValues.model_validate_json(row.document) for row in table.query(pk, "VALUES#").rows]
        return entries, {one.entry_id: one for one in values}

    def page_of_month(
        self, month: str, *, user_id: str | None, between: tuple[str, str], limit: int
    ) -> tuple[list[AuditRecord], str | None]:
        """Return a page of records of every kind between two time parts of a month, newest first.

        The second value is the time part of the last record, or None if the month has no more. One query and at most two batch
        reads.
        """
        keys = [row.key for row in page_of_month(self._keys, month, user_id=user_id, between=between, limit=limit).rows]
        rows = table.get_many(keys)
        values_keys = {row.key: Key(row.key.pk, f"VALUES#{_entry_id(row.key)}") for row in rows if row.kind == "history"}
        values = {row.key: EntryValues.model_validate_json(row.document) for row in table.get_many(list(values_keys.values()))}
        records = [_record(row, values.get(values_keys[row.key]) if row.key in values_keys else None) for row in rows]
        return records, time_part(keys[-1].sk) if len(keys) == limit else None

    def _with_values(self, contact_id: str, entries: list[Entry]) -> list[tuple[Entry, EntryValues | None]]:
        keys = [self._keys.beside_profile(contact_id, "VALUES", entry.entry_id) for entry in entries]
        values = (
            {_entry_id(row.key): EntryValues.model_validate_json(row.document) for row in table.get_many(keys)} if keys else {}
        )
        return [(entry, values.get(entry.entry_id)) for entry in entries]


def _record(row: Row, values: EntryValues | None) -> AuditRecord:
    if row.kind == "history":
        contact_id = row.key.pk.rpartition("#")[2]
        return ContactEntry(contact_id=contact_id, entry=Entry.model_validate_json(row.document), values=values)
    if row.kind in (KIND, PAGE_KIND):
        return look_of_row(row)
    return SettingsEntry.model_validate_json(row.document)


def _entry_id(key: Key) -> str:
    return key.sk.partition("#")[2]
