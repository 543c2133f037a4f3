"""What the sync remembers of its copies in the top account: of those that are there, and of those that are gone.

Each copy is found by its own id, and by pointers: one for each of its sources (their ids) and each of its addresses (keyed hashes). A
pointer leads to all copies that have its name, and counts only while a copy still has it, so an old one does no harm.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from contactbook.domain.base.paging import After
from contactbook.domain.sync.copies import SyncedCopy
from contactbook.domain.sync.matching import Member
from contactbook.storage.base import table
from contactbook.storage.base.group_keys import GroupKeys
from contactbook.storage.base.keys import Key
from contactbook.storage.base.rows import NO_FIELDS, Put, Remove, Row, Write

# Between the ids of the copies that a pointer leads to.
_AND = ","


def pointers_of(copy: SyncedCopy) -> set[str]:
    """Return the names under which the copy is found: its sources and its addresses."""
    return {name_of_source(member) for member in copy.members} | set(copy.addresses)


def name_of_source(member: Member) -> str:
    """Return the name under which a copy of this contact is found."""
    return f"{member.tenant_id}#{member.contact_id}"


class CopyRepository:
    """The copies of one tenant group."""

    def __init__(self, keys: GroupKeys) -> None:
        self._keys = keys

    def get_many(self, contact_ids: Iterable[str], *, names: Iterable[str] = ()) -> dict[str, SyncedCopy]:
        """Return the copies with these ids, and those that have one of these sources or addresses, also those that are gone.

        One batch read for each hundred names, or fifty ids, and one more if a name leads to a copy of another id.
        """
        ids, wanted = set(contact_ids), set(names)
        rows = table.get_many([*self._places(ids), *self._pointers(wanted)])
        further = {owner for row in rows if row.kind == "copy_pointer" for owner in _owners(row)} - ids
        named = _copies(table.get_many(self._places(further))) if further else {}
        return _copies(rows) | {one: copy for one, copy in named.items() if pointers_of(copy) & wanted}

    def named(self, names: Iterable[str]) -> list[SyncedCopy]:
        """Return the copies that have one of these sources or addresses. Reads as `get_many`."""
        return [copy for _, copy in sorted(self.get_many((), names=names).items())]

    def save_pointers(self, copy: SyncedCopy, before: SyncedCopy | None = None) -> None:
        """Let the copy be found by the sources and addresses that it did not have before. Save them before the copy.

        One batch read and one batch write for those that are new.
        """
        self._save_pointers({copy.contact_id: pointers_of(copy) - (pointers_of(before) if before else set())})

    def restore_pointers(self, copies: Iterable[SyncedCopy]) -> None:
        """Let each of these copies be found by all its sources and addresses. One batch read for each hundred."""
        self._save_pointers({copy.contact_id: pointers_of(copy) for copy in copies})

    def _save_pointers(self, names_of: Mapping[str, Collection[str]]) -> None:
        keys = {name: self._keys.copy_of(name) for name in sorted({name for names in names_of.values() for name in names})}
        stored = {row.key: _owners(row) for row in table.get_many(list(keys.values()))} if keys else {}
        rows = []
        for name, key in keys.items():
            owners = stored.get(key, [])
            new = [one for one, names in names_of.items() if name in names and one not in owners]
            rows += [Row(key, "copy_pointer", NO_FIELDS, owner=_AND.join([*owners, *new]))] if new else []
        table.put_many(rows)

    def remove_pointers(self, copy: SyncedCopy) -> None:
        """Let nothing lead to a copy that is forgotten. Other copies may be found as before."""
        rows = table.get_many(self._pointers(pointers_of(copy)))
        others = {row: [owner for owner in _owners(row) if owner != copy.contact_id] for row in rows}
        kept = [replace(row, owner=_AND.join(some)) for row, some in others.items() if some]
        table.write_many(kept, [row.key for row, some in others.items() if not some])

    def writes_of(self, copy: SyncedCopy) -> list[Write]:
        """Return the writes that save the copy. One that is gone moves to those that are left out."""
        document = copy.model_dump_json(exclude_defaults=True)
        if copy.left_out is None:
            return [Put(Row(self._keys.copy(copy.contact_id), "synced_copy", document))]
        key = self._keys.left_out_copy(copy.contact_id)
        return [Remove(self._keys.copy(copy.contact_id)), Put(Row(key, "synced_copy", document))]

    def forget_of(self, copy: SyncedCopy) -> Write:
        """Return the write that forgets a copy. One that is gone may then be made again."""
        is_gone = copy.left_out is not None
        return Remove(self._keys.left_out_copy(copy.contact_id) if is_gone else self._keys.copy(copy.contact_id))

    def page(self, *, limit: int, after: After | None) -> tuple[list[SyncedCopy], After | None]:
        """Return a page of the copies that are there. One query."""
        return self._page(self._keys.copies(), limit, after)

    def page_of_left_out(self, *, limit: int, after: After | None) -> tuple[list[SyncedCopy], After | None]:
        """Return a page of the copies that are gone, oldest first. One query."""
        return self._page(self._keys.left_out(), limit, after)

    def find_left_out(self, contact_id: str) -> SyncedCopy | None:
        """Return a copy that is gone, or None."""
        row = table.get(self._keys.left_out_copy(contact_id))
        return row.read(SyncedCopy) if row else None

    def _places(self, contact_ids: Iterable[str]) -> list[Key]:
        return [key for one in sorted(contact_ids) for key in (self._keys.copy(one), self._keys.left_out_copy(one))]

    def _pointers(self, names: Iterable[str]) -> list[Key]:
        return [self._keys.copy_of(name) for name in sorted(names)]

    def _page(self, partition: str, limit: int, after: After | None) -> tuple[list[SyncedCopy], After | None]:
        page = table.query(partition, limit=limit, after=after)
        return [row.read(SyncedCopy) for row in page.rows], page.after


def _owners(row: Row) -> list[str]:
    return row.owner.split(_AND) if row.owner else []


def _copies(rows: Iterable[Row]) -> dict[str, SyncedCopy]:
    copies = [row.read(SyncedCopy) for row in rows if row.kind == "synced_copy"]
    return {copy.contact_id: copy for copy in copies}
