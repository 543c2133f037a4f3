"""A contact's audit entries, chained, with the values behind each kept beside it."""

from collections.abc import Sequence

from contactbook.domain.audit.chain import Placed
from contactbook.domain.audit.entries import Entry, EntryValues
from contactbook.storage.base import table
from contactbook.storage.base.audit_index import page_of_month, places_of
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Absent, Put, Row


class HistoryRepository:
    """The history of the tenant's contacts. There is no way here to change or delete an entry."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def puts_of(self, contact_id: str, entry: Entry, values: EntryValues) -> list[Put]:
        """The writes of one entry and its values, for the transaction that makes the change."""
        gsi2, gsi3 = places_of(self._keys, entry.entry_id, entry.at, entry.actor)
        key = self._keys.beside_profile(contact_id, "HISTORY", entry.entry_id)
        entry_row = Row(key, "history", entry.model_dump_json(), gsi2=gsi2, gsi3=gsi3)
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
        return self._with_values(contact_id, entries), page.after

    def page_up_to(self, contact_id: str, *, upto: str, limit: int) -> list[tuple[Entry, EntryValues | None]]:
        """Entries of one contact up to a time part, newest first, as `page` gives them."""
        first = self._keys.beside_profile(contact_id, "HISTORY", "")
        page = table.query(first.pk, between=(first.sk, f"{first.sk}his_{upto}"), limit=limit, newest_first=True)
        return self._with_values(contact_id, [Entry.model_validate_json(row.document) for row in page.rows])

    def chain(self, contact_id: str) -> tuple[list[Placed], dict[str, EntryValues]]:
        """Every entry of one contact, and what values there are by entry id: two queries."""
        pk = self._keys.contact_partition(contact_id)
        rows = table.query(pk, "HISTORY#").rows
        entries = [Placed(stored_as=_entry_id(row.key), entry=Entry.model_validate_json(row.document)) for row in rows]
        values = [EntryValues.model_validate_json(row.document) for row in table.query(pk, "VALUES#").rows]
        return entries, {one.entry_id: one for one in values}

    def keys_of_month(self, month: str, *, user_id: str | None, between: tuple[str, str], limit: int) -> list[Key]:
        """Keys of entries of every kind between two time parts of a month, newest first: one query."""
        found = page_of_month(self._keys, month, user_id=user_id, between=between, limit=limit)
        return [row.key for row in found.rows]

    def entries_at(self, keys: Sequence[Key]) -> list[tuple[Row, EntryValues | None]]:
        """Entries of every kind, each with its values where they were not erased: two batch reads at most."""
        rows = table.get_many(keys)
        behind = {row.key: Key(row.key.pk, f"VALUES#{_entry_id(row.key)}") for row in rows if row.kind == "history"}
        values = {row.key: EntryValues.model_validate_json(row.document) for row in table.get_many(list(behind.values()))}
        return [(row, values.get(behind[row.key]) if row.key in behind else None) for row in rows]

    def _with_values(self, contact_id: str, entries: list[Entry]) -> list[tuple[Entry, EntryValues | None]]:
        keys = [self._keys.beside_profile(contact_id, "VALUES", entry.entry_id) for entry in entries]
        values = (
            {_entry_id(row.key): EntryValues.model_validate_json(row.document) for row in table.get_many(keys)} if keys else {}
        )
        return [(entry, values.get(entry.entry_id)) for entry in entries]


def _entry_id(key: Key) -> str:
    return key.sk.partition("#")[2]
