"""Suppression lists and what they hold. Emails and phones are in keys as keyed hashes only.

An entry's key is its list and the hash of what it names, so that looking up a page of recipients is one batch read a list, and an
entry that is added twice is one. The tenant's automatic list (bounces and complaints) is one more list, with an id of its own.
"""

from collections.abc import Iterable, Sequence

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.key_ring import KeyRing, keyed_hash
from contactbook.domain.base.versions import with_fields
from contactbook.domain.decisions.notification_types import SkipReason
from contactbook.domain.decisions.suppressions import EntryKind, SuppressionEntry, SuppressionList, Target
from contactbook.storage.base import table
from contactbook.storage.base.children import ConfiguredRepository
from contactbook.storage.base.keys import Key, TenantKeys, part
from contactbook.storage.base.rows import Absent, Check, Row

AUTOMATIC = "automatic"
_NOUN = "SUPPRESSION"


class SuppressionListRepository(ConfiguredRepository[SuppressionList]):
    """The suppression lists of one tenant."""

    def __init__(self, keys: TenantKeys) -> None:
        super().__init__(keys, "SUPPRESSION-LIST", SuppressionList)


class SuppressionEntryRepository:
    """The entries of one tenant's suppression lists."""

    def __init__(self, keys: TenantKeys, key_ring: KeyRing) -> None:
        self._keys = keys
        self._key_ring = key_ring

    def entry_id(self, target: Target) -> str:
        """The id of the entry that names this: its kind and the keyed hash of its value."""
        return f"{target.kind.value}-{keyed_hash(self._key_ring, 'suppression', target.kind.value, target.value)}"

    def add_many(self, list_id: str, entries: Iterable[SuppressionEntry]) -> None:
        """Add entries; one that is there already is written again."""
        table.put_many([self._row(list_id, entry) for entry in entries])

    def find(self, list_id: str, target: Target) -> SuppressionEntry | None:
        """The entry of this list that names this, or None."""
        row = table.get(self._key(list_id, self.entry_id(target)))
        return _entry(row) if row else None

    def look_up(self, wanted: Sequence[tuple[str, Target]]) -> list[tuple[Target, SkipReason]]:
        """Which of these targets are in which of these lists, with the reason: one batch read a hundred."""
        by_key = {self._key(list_id, self.entry_id(target)): target for list_id, target in wanted}
        return [(by_key[row.key], _entry(row).reason) for row in table.get_many(list(by_key))]

    def check_absent(self, list_id: str, target: Target) -> Check:
        """The condition that this list does not name this; it raises ConcurrentUpdate."""
        key = self._key(list_id, self.entry_id(target))
        return Check(key, Absent(), lambda _: ConcurrentUpdate("The recipient was suppressed meanwhile."))

    def page(
        self, list_id: str, *, limit: int, after: dict[str, str] | None
    ) -> tuple[list[SuppressionEntry], dict[str, str] | None]:
        """Entries of a list: one query."""
        page = table.query(self._partition(list_id), limit=limit, after=after)
        return [_entry(row) for row in page.rows], page.after

    def remove_many(self, list_id: str, entry_ids: Sequence[str]) -> None:
        """Delete entries; one that is not there is no matter."""
        table.remove_many([self._key(list_id, entry_id) for entry_id in entry_ids])

    def exists(self, list_id: str, entry_id: str) -> bool:
        """Whether the list has the entry."""
        return table.get(self._key(list_id, entry_id)) is not None

    def erase_values(self, list_ids: Sequence[str], targets: Sequence[Target]) -> None:
        """Forget what the entries that name these say, but keep them working: only their keyed hash is left (S2.141)."""
        keys = [self._key(list_id, self.entry_id(target)) for list_id in list_ids for target in targets]
        table.put_many([_erased(row) for row in table.get_many(keys)])

    def _row(self, list_id: str, entry: SuppressionEntry) -> Row:
        return Row(self._key(list_id, entry.entry_id), "suppression", entry.model_dump_json(exclude_defaults=True))

    def _partition(self, list_id: str) -> str:
        return self._keys.partition(_NOUN, list_id)

    def _key(self, list_id: str, entry_id: str) -> Key:
        return self._keys.item(_NOUN, list_id, part(entry_id))


def _entry(row: Row) -> SuppressionEntry:
    return SuppressionEntry.model_validate_json(row.document)


def _erased(row: Row) -> Row:
    entry = _entry(row)
    kept = entry if entry.kind in (EntryKind.CONTACT, EntryKind.DOMAIN) else with_fields(entry, value=None)
    return Row(row.key, row.kind, kept.model_dump_json(exclude_defaults=True))
