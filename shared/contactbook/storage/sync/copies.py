"""What the sync remembers of its copies in the top account: of those that are there, and of those that are gone.

Each copy is found by its own id, and by pointers: one for each of its sources (their ids) and each of its addresses (keyed hashes). A
pointer counts only while the copy still names it, so an old one does no harm.
"""

from collections.abc import Iterable

from contactbook.domain.base.paging import After
from contactbook.domain.sync.copies import SyncedCopy
from contactbook.domain.sync.matching import Member
from contactbook.storage.base import table
from contactbook.storage.base.group_keys import GroupKeys
from contactbook.storage.base.rows import NO_FIELDS, Put, Remove, Row, Write


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

    def get_many(self, contact_ids: Iterable[str]) -> dict[str, SyncedCopy]:
        """Return the copies with these ids, also those that are gone. One batch read for each fifty."""
        wanted = sorted(contact_ids)
        keys = [key for one in wanted for key in (self._keys.copy(one), self._keys.left_out_copy(one))]
        return {copy.contact_id: copy for row in table.get_many(keys) for copy in [row.read(SyncedCopy)]}

    def named(self, names: Iterable[str]) -> list[SyncedCopy]:
        """Return the copies that have one of these sources or addresses. One batch read, and one more if there are any."""
        wanted = set(names)
        rows = table.get_many([self._keys.copy_of(name) for name in sorted(wanted)])
        found = self.get_many({row.owner for row in rows if row.owner}) if rows else {}
        return [copy for _, copy in sorted(found.items()) if pointers_of(copy) & wanted]

    def save_pointers(self, copy: SyncedCopy, before: SyncedCopy | None = None) -> None:
        """Let the copy be found by the sources and addresses that it did not name before. Save them before the copy."""
        new = pointers_of(copy) - (pointers_of(before) if before else set())
        table.put_many([Row(self._keys.copy_of(name), "copy_pointer", NO_FIELDS, owner=copy.contact_id) for name in sorted(new)])

    def remove_pointers(self, names: Iterable[str]) -> None:
        """Delete pointers of a copy that is forgotten."""
        table.remove_many([self._keys.copy_of(name) for name in sorted(names)])

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

    def _page(self, partition: str, limit: int, after: After | None) -> tuple[list[SyncedCopy], After | None]:
        page = table.query(partition, limit=limit, after=after)
        return [row.read(SyncedCopy) for row in page.rows], page.after
