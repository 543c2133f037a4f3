"""The ties of each contact of a tenant group, and the changes that the next run has to read."""

from collections.abc import Iterable

from contactbook.domain.base.paging import After
from contactbook.domain.base.values import Value
from contactbook.domain.sync.matching import Member
from contactbook.domain.sync.shared_persons import NO_TIES, Ties
from contactbook.storage.base import table
from contactbook.storage.base.group_keys import GroupKeys
from contactbook.storage.base.keys import Key
from contactbook.storage.base.rows import Row


class MemberChange(Value):
    """A contact that changed, with the match keys that it has and had, and who else carries a key that it lost.

    `refused_before` is True for a no at an address that it had before: the keys as they are now do not tell of it.
    """

    change_id: str
    tenant_id: str
    contact_id: str
    keys: tuple[str, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    refused_before: bool = False

    @property
    def member(self) -> Member:
        """The contact that changed."""
        return Member(self.tenant_id, self.contact_id)


class MemberRepository:
    """The ties of the contacts of one tenant group, and the changes that the next run has to read."""

    def __init__(self, keys: GroupKeys) -> None:
        self._keys = keys

    def ties(self, wanted: Iterable[Member]) -> dict[Member, Ties]:
        """Return the ties of contacts; those without any are left out. One batch read for each hundred."""
        keys = {self._keys.ties(*member): member for member in sorted(wanted)}
        return {keys[row.key]: row.read(Ties) for row in table.get_many(list(keys))}

    def save_ties(self, member: Member, ties: Ties) -> None:
        """Save the ties of a contact; a contact without any has no item."""
        if ties == NO_TIES:
            self.remove_ties([member])
        else:
            table.put_many([Row(self._keys.ties(*member), "match_member", ties.model_dump_json(exclude_defaults=True))])

    def remove_ties(self, members: Iterable[Member]) -> None:
        """Delete the ties of contacts."""
        table.remove_many([self._keys.ties(*member) for member in members])

    def save_changes(self, changes: Iterable[MemberChange]) -> None:
        """Save changes for the next run. Idempotent: a change that is read twice does no harm."""
        partition = self._keys.changes()
        table.put_many(
            [
                Row(Key(partition, change.change_id), "match_change", change.model_dump_json(exclude_defaults=True))
                for change in changes
            ]
        )

    def page_of_changes(self, *, limit: int, after: After | None = None) -> tuple[list[MemberChange], After | None]:
        """Return a page of the contacts that changed, oldest first. One query."""
        page = table.query(self._keys.changes(), limit=limit, after=after)
        return [MemberChange.model_validate_json(row.document) for row in page.rows], page.after

    def remove_changes(self, changes: Iterable[MemberChange]) -> None:
        """Delete the changes that a run has read. A newer change of the same contact has its own id and stays."""
        table.remove_many([Key(self._keys.changes(), change.change_id) for change in changes])
