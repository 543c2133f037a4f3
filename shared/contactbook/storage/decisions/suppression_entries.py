"""The entries of suppression lists. Emails and phones appear in keys as keyed hashes only.

An entry's key is its list and the hash of the list and its target. So a page of recipients is looked up with one batch read for each list, and
an entry that is added twice exists once.
"""

from collections.abc import Sequence

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.key_ring import KeyRing, keyed_hash
from contactbook.domain.base.paging import After
from contactbook.domain.base.unknown import without_unknown
from contactbook.domain.base.versions import with_fields
from contactbook.domain.decisions.skip_reasons import SkipReason
from contactbook.domain.decisions.suppression_lists import SuppressionEntry
from contactbook.domain.decisions.suppressions import EntryKind, Target
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key, TenantKeys, part
from contactbook.storage.base.rows import Absent, Check, Put, Remove, Row

_NOUN = "SUPPRESSION"


class SuppressionEntryRepository:
    """The entries of one tenant's suppression lists."""

    def __init__(self, keys: TenantKeys, key_ring: KeyRing) -> None:
        self._keys = keys
        self._key_ring = key_ring

    def entry_id(self, list_id: str, target: Target) -> str:
        """Return the id of this list's entry for this target: its kind and a keyed hash.

        It differs from list to list: nobody learns a hidden value by adding a guess to another list and comparing ids (S8.3).
        """
        return f"{target.kind.value}-{keyed_hash(self._key_ring, 'suppression', list_id, target.kind.value, target.value)}"

    def put_of(self, list_id: str, entry: SuppressionEntry) -> Put:
        """Return the write that saves an entry; an existing one is overwritten."""
        return Put(self._row(list_id, entry))

    def remove_of(self, list_id: str, entry_id: str) -> Remove:
        """Return the write that deletes an entry; a missing one is ignored."""
        return Remove(self._key(list_id, entry_id))

    def find(self, list_id: str, entry_id: str) -> SuppressionEntry | None:
        """Return this list's entry with this id, or None."""
        row = table.get(self._key(list_id, entry_id))
        return _entry(row) if row else None

    def look_up(self, wanted: Sequence[tuple[str, Target]]) -> list[tuple[Target, SkipReason]]:
        """Return which of these (list, target) pairs have an entry, with its reason. One batch read for each hundred."""
        return [(target, entry.reason) for target, entry in self.entries_of(wanted)]

    def entries_of(self, wanted: Sequence[tuple[str, Target]]) -> list[tuple[Target, SuppressionEntry]]:
        """Return the entries of these (list, target) pairs. Reads as `look_up`."""
        by_key = {self._key(list_id, self.entry_id(list_id, target)): target for list_id, target in wanted}
        rows = table.get_many(list(by_key))
        return [(by_key[row.key], _entry(row)) for row in rows]

    def check_absent(self, list_id: str, target: Target) -> Check:
        """Return the condition that this list has no entry for this target; it raises ConcurrentUpdate."""
        key = self._key(list_id, self.entry_id(list_id, target))
        return Check(key, Absent(), lambda _: ConcurrentUpdate("The recipient was suppressed meanwhile."))

    def page(self, list_id: str, *, limit: int, after: After | None) -> tuple[list[SuppressionEntry], After | None]:
        """Return a page of a list's entries. One query."""
        page = table.query(self._keys.partition(_NOUN, list_id), limit=limit, after=after)
        return [_entry(row) for row in page.rows], page.after

    def of_row(self, row: Row) -> SuppressionEntry:
        """Return the entry in a row."""
        return _entry(row)

    def erase_values(self, list_ids: Sequence[str], targets: Sequence[Target]) -> None:
        """Erase the values of the entries for these targets. The entries still apply through their keyed hashes (S2.141)."""
        keys = [self._key(list_id, self.entry_id(list_id, target)) for list_id in list_ids for target in targets]
        table.put_many([_erased(row) for row in table.get_many(keys)])

    def _row(self, list_id: str, entry: SuppressionEntry) -> Row:
        return Row(self._key(list_id, entry.entry_id), "suppression", entry.model_dump_json(exclude_defaults=True))

    def _key(self, list_id: str, entry_id: str) -> Key:
        return self._keys.item(_NOUN, list_id, part(entry_id))


def _entry(row: Row) -> SuppressionEntry:
    return SuppressionEntry.model_validate_json(row.document)


def _erased(row: Row) -> Row:
    entry = _entry(row)
    kept = entry if entry.kind in (EntryKind.CONTACT, EntryKind.DOMAIN) else with_fields(without_unknown(entry), value=None)
    return Row(row.key, row.kind, kept.model_dump_json(exclude_defaults=True))
