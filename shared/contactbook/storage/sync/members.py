"""The group's facts about each contact of its tenants, and the contacts under each match key."""

from collections.abc import Iterable
from dataclasses import dataclass

from contactbook.domain.base.paging import After
from contactbook.domain.base.values import Value
from contactbook.domain.sync.matching import Member
from contactbook.domain.sync.shared_persons import MemberFacts
from contactbook.storage.base import table
from contactbook.storage.base.group_keys import GroupKeys
from contactbook.storage.base.keys import Key
from contactbook.storage.base.limits import MOST_WRITES
from contactbook.storage.base.rows import Absent, AtVersion, Put, Remove, Row, Write

_MANAGED = '{"managed":true}'
_PLAIN = "{}"


class MemberChange(Value):
    """A contact that changed, with the match keys that it has and had."""

    change_id: str
    tenant_id: str
    contact_id: str
    keys: tuple[str, ...]

    @property
    def member(self) -> Member:
        """The contact that changed."""
        return Member(self.tenant_id, self.contact_id)


@dataclass(frozen=True)
class Entry:
    """One contact under a match key. `is_managed` is True if the contact has tags of the sync."""

    member: Member
    is_managed: bool


class MemberRepository:
    """The facts about the contacts of one tenant group, and the changes that the next run has to read."""

    def __init__(self, keys: GroupKeys) -> None:
        self._keys = keys

    def find(self, member: Member) -> MemberFacts | None:
        """Return the group's facts about the contact, or None."""
        row = table.get(self._keys.member(*member))
        return MemberFacts.model_validate_json(row.document) if row else None

    def get_many(self, wanted: Iterable[Member]) -> dict[Member, MemberFacts]:
        """Return the group's facts about contacts; unknown contacts are left out."""
        rows = table.get_many([self._keys.member(*member) for member in sorted(wanted)])
        found = [MemberFacts.model_validate_json(row.document) for row in rows]
        return {facts.member: facts for facts in found}

    def page_of_tenant(self, tenant_id: str, *, limit: int, after: After | None) -> tuple[list[MemberFacts], After | None]:
        """Return a page of the facts about one tenant's contacts, in the order of contact ids. One query."""
        page = table.query(self._keys.members_partition(tenant_id), limit=limit, after=after)
        return [MemberFacts.model_validate_json(row.document) for row in page.rows], page.after

    def entries(self, match_key: str, *, limit: int, after: After | None = None) -> tuple[list[Entry], After | None]:
        """Return a page of the contacts under a match key, those of the top account last. One query."""
        page = table.query(self._keys.match_partition(match_key), limit=limit, after=after)
        found = [Entry(Member(*self._keys.of_match_entry(row.key)), row.document == _MANAGED) for row in page.rows]
        return found, page.after

    def writes(self, before: MemberFacts | None, after: MemberFacts | None) -> list[Write]:
        """Return the writes that replace the facts `before` by `after`, with the entries under its match keys.

        They raise ConcurrentUpdate if the stored facts are no longer `before`.
        """
        known = after or before
        if known is None:
            return []
        added, removed = self._entry_writes(before, after)
        return [self._own_write(known.member, before, after), *added, *removed]

    def save(self, before: MemberFacts | None, after: MemberFacts | None, change: MemberChange | None) -> None:
        """Replace the facts `before` by `after`, and save the change for the next run. One transaction where 100 writes suffice.

        Raises ConcurrentUpdate as `writes`.
        """
        known = after or before
        if known is None:
            return
        own = [self._own_write(known.member, before, after), *([self.put_change(change)] if change else [])]
        added, removed = self._entry_writes(before, after)
        if len(own) + len(added) + len(removed) <= MOST_WRITES:
            table.transact([*own, *added, *removed])
            return
        # An entry counts only if the contact's facts name its key. So entries are written before the facts and removed after them.
        table.put_many([put.row for put in added])
        table.transact(own)
        table.remove_many([remove.key for remove in removed])

    def put_change(self, change: MemberChange) -> Put:
        """Return the write that saves the change for the next run."""
        key = Key(self._keys.changes(), change.change_id)
        return Put(Row(key, "match_change", change.model_dump_json(exclude_defaults=True)))

    def page_of_changes(self, *, limit: int, after: After | None = None) -> tuple[list[MemberChange], After | None]:
        """Return a page of the contacts that changed, oldest first. One query."""
        page = table.query(self._keys.changes(), limit=limit, after=after)
        return [MemberChange.model_validate_json(row.document) for row in page.rows], page.after

    def remove_changes(self, changes: Iterable[MemberChange]) -> None:
        """Delete the changes that a run has read. A newer change of the same contact has its own id and stays."""
        table.remove_many([Key(self._keys.changes(), change.change_id) for change in changes])

    def _own_write(self, member: Member, before: MemberFacts | None, after: MemberFacts | None) -> Write:
        key = self._keys.member(*member)
        expect = AtVersion(before.version) if before else Absent()
        if after is None:
            return Remove(key, expect)
        return Put(Row(key, "match_member", after.model_dump_json(exclude_defaults=True), version=after.version), expect)

    def _entry_writes(self, before: MemberFacts | None, after: MemberFacts | None) -> tuple[list[Put], list[Remove]]:
        old, new = self._entries(before), self._entries(after)
        added = [
            Put(Row(Key(*entry), "match_entry", document))
            for entry, document in sorted(new.items())
            if old.get(entry) != document
        ]
        return added, [Remove(Key(*entry)) for entry in sorted(old.keys() - new.keys())]

    def _entries(self, facts: MemberFacts | None) -> dict[tuple[str, str], str]:
        if facts is None:
            return {}
        document = _MANAGED if facts.managed else _PLAIN
        keys = [self._keys.match_entry(match_key, *facts.member) for match_key in facts.keys]
        return {(key.pk, key.sk): document for key in keys}
