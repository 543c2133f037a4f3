"""A contact's audit entries, chained, with the values behind each kept beside it."""

from contactbook.domain.audit import Entry, EntryValues
from contactbook.storage import table
from contactbook.storage.keys import Key, TenantKeys
from contactbook.storage.rows import Absent, Put, Row


class HistoryRepository:
    """The history of the tenant's contacts. There is no way here to change or delete an entry."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def puts_of(self, contact_id: str, entry: Entry, values: EntryValues) -> list[Put]:
        """The writes of one entry and its values, for the transaction that makes the change."""
        entry_row = Row(self._keys.beside_profile(contact_id, "HISTORY", entry.entry_id), "history", entry.model_dump_json())
        puts = [Put(entry_row, Absent())]
        if values.changes:
            key = self._keys.beside_profile(contact_id, "VALUES", entry.entry_id)
            puts.append(Put(Row(key, "history_values", values.model_dump_json(exclude_defaults=True)), Absent()))
        return puts

    def page(
        self, contact_id: str, *, limit: int, after: dict[str, str] | None = None
    ) -> tuple[list[tuple[Entry, EntryValues | None]], dict[str, str] | None]:
        """Entries of one contact, newest first, each with its values where they were not erased: one query and one batch read."""
        page = table.query(self._keys.contact_partition(contact_id), "HISTORY#", limit=limit, after=after, newest_first=True)
        entries = [Entry.model_validate_json(row.document) for row in page.rows]
        keys = [self._keys.beside_profile(contact_id, "VALUES", entry.entry_id) for entry in entries]
        values = {_entry_id(row.key): EntryValues.model_validate_json(row.document) for row in table.get_many(keys)}
        return [(entry, values.get(entry.entry_id)) for entry in entries], page.after


def _entry_id(key: Key) -> str:
    return key.sk.partition("#")[2]
