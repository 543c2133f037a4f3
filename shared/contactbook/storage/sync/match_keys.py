"""The match keys of one tenant group, one item each, with the facts about the contacts that carry them.

Most keys are carried by one contact. The item of such a key names it as its owner, so that one conditional write saves it without
a read; only a key that another contact carries refuses the write and is read. The version of an owned item is the contact's
version, so that what comes late or twice changes nothing newer. The version of a shared item is a digest of its document.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.paging import After
from contactbook.domain.base.values import Moment, Value
from contactbook.domain.sync.matching import Member
from contactbook.domain.sync.outlines import FactsOutline
from contactbook.domain.sync.runs import LargeGroup
from contactbook.domain.sync.shared_persons import NO_TIES, MemberFacts
from contactbook.storage.base import table
from contactbook.storage.base.group_keys import GroupKeys
from contactbook.storage.base.rows import Absent, AtVersion, Expectation, Owned, Put, Remove, Row

_TRIES = 8


class _Held(Value):
    """The document of a match key."""

    members: tuple[MemberFacts, ...] = ()
    # Of a key that too many contacts carry: one of them, and since when the others are no longer kept.
    oversized: LargeGroup | None = None
    since: Moment | None = None


class _Outlines(Value):
    """The document of a match key, with of the facts only what they were made from."""

    members: tuple[FactsOutline, ...] = ()


# The digest of the sync's tags, as a document of facts writes it.
_MANAGED = '"managed":'


class KeyChanged(ConcurrentUpdate):
    """Another writer has changed the match key. `stored` is its item now, None for none."""

    def __init__(self, stored: Row | None) -> None:
        super().__init__("Another request changed the record at the same time. Try again.")
        self.stored = stored


@dataclass(frozen=True)
class MatchKey:
    """A match key with the facts about its contacts. An oversized key keeps none of them and identifies nobody."""

    name: str
    members: Mapping[Member, MemberFacts] = field(default_factory=dict)
    oversized: LargeGroup | None = None
    since: datetime | None = None
    row: Row | None = None

    def with_facts(self, facts: MemberFacts) -> "MatchKey":
        """Return the key with these facts, or the same key where it has them or newer ones."""
        known = self.members.get(facts.member)
        if self.oversized or (known and (known.version > facts.version or known == facts)):
            return self
        return MatchKey(self.name, {**self.members, facts.member: facts}, row=self.row)

    def without(self, member: Member, version: int) -> "MatchKey":
        """Return the key without the contact, or the same key where it has newer facts about it, or none."""
        known = self.members.get(member)
        if known is None or known.version > version:
            return self
        return MatchKey(self.name, {one: facts for one, facts in self.members.items() if one != member}, row=self.row)

    def among(self, is_account: Callable[[str], bool]) -> "MatchKey":
        """Return the key with the contacts of these accounts only."""
        left = {member: facts for member, facts in self.members.items() if is_account(member.tenant_id)}
        return self if len(left) == len(self.members) else replace(self, members=left)


@dataclass(frozen=True)
class OutlinedKey:
    """A match key, with of its contacts what the facts about them were made from."""

    members: Mapping[Member, FactsOutline]
    row: Row


class MatchKeyRepository:
    """The match keys of one tenant group."""

    def __init__(self, keys: GroupKeys) -> None:
        self._keys = keys

    def get_many(self, names: Iterable[str]) -> dict[str, MatchKey]:
        """Return the match keys of these names. A key that nobody carries is empty. One batch read for each hundred."""
        names = tuple(names)
        rows = {row.key.sk: row for row in table.get_many([self._keys.match_key(name) for name in names])}
        return {name: _read(name, rows.get(name)) for name in names}

    def outlines(self, names: Iterable[str]) -> dict[str, OutlinedKey]:
        """Return of the match keys of these names what their facts were made from. Those that nobody carries are left out.

        Reads as `get_many`.
        """
        rows = table.get_many([self._keys.match_key(name) for name in names])
        found = [(row, row.read(_Outlines).members) for row in rows]
        return {row.key.sk: OutlinedKey({Member(one.tenant_id, one.contact_id): one for one in all_}, row) for row, all_ in found}

    def page(
        self, place: str, *, limit: int, after: After | None, is_idle: Callable[[str, str], bool] = lambda *_: False
    ) -> tuple[list[MatchKey], After | None]:
        """Return a page of the match keys of one partition, in the order of their names. One query.

        Left out is a key that asks for nothing: the one contact that carries it has no tag of the sync, and `is_idle(name, tenant_id)`
        says so of the key's name and the contact's account. It is not parsed.
        """
        page = table.query(self._keys.match_partition(place), limit=limit, after=after)
        return [_read(row.key.sk, row) for row in page.rows if not _is_idle(row, is_idle)], page.after

    def of_row(self, row: Row) -> MatchKey:
        """Return the match key in a row."""
        return _read(row.key.sk, row)

    def add(self, name: str, facts: MemberFacts) -> MatchKey:
        """Save the facts under a key that the contact carries. Return the key as it is then.

        Costs one write, and a read and a write more if another contact carries the key. Older facts than the stored ones are
        ignored.
        """
        owned = Owned(_name(facts.member), facts.version, or_absent=True)
        alone = MatchKey(name).with_facts(facts.with_ties(NO_TIES))
        try:
            table.put(Put(self._row(alone), owned, KeyChanged))
        except KeyChanged as changed:
            return self._change(name, changed.stored, lambda found: found.with_facts(facts.with_ties(NO_TIES)))
        return alone

    def drop(self, name: str, member: Member, version: int) -> MatchKey:
        """Remove a contact from a key that it no longer carries in this version. Return the key as it is then."""
        try:
            table.remove(Remove(self._keys.match_key(name), Owned(_name(member), version), KeyChanged))
        except KeyChanged as changed:
            return self._change(name, changed.stored, lambda found: found.without(member, version))
        return MatchKey(name)

    def close(self, key: MatchKey, now: datetime) -> None:
        """Keep of a key that too many contacts carry only that it is oversized."""
        first = min(key.members)
        held = _Held(oversized=LargeGroup(tenant_id=first.tenant_id, contact_id=first.contact_id), since=now)
        table.put(Put(self._row_of(key.name, held, None)))

    def write_of(self, before: MatchKey, after: MatchKey) -> Put | Remove | None:
        """Return the write that replaces a key as it was read; None if it stays. Raises KeyChanged."""
        if after is before:
            return None
        expect = _as_read(before.row)
        if not after.members:
            return Remove(self._keys.match_key(after.name), expect, KeyChanged)
        return Put(self._row(after), expect, KeyChanged)

    def saved(self, key: MatchKey) -> MatchKey:
        """Return the key as it is read once the write of `write_of` is committed."""
        return replace(key, row=self._row(key)) if key.members else key

    def remove_many(self, names: Iterable[str]) -> None:
        """Delete match keys, whatever they hold."""
        table.remove_many([self._keys.match_key(name) for name in names])

    def _change(self, name: str, stored: Row | None, change: Callable[[MatchKey], MatchKey]) -> MatchKey:
        for _ in range(_TRIES):
            found = _read(name, stored)
            changed = change(found)
            write = self.write_of(found, changed)
            try:
                if isinstance(write, Put):
                    table.put(write)
                elif write:
                    table.remove(write)
            except KeyChanged as raced:
                stored = raced.stored
            else:
                return changed
        raise KeyChanged(stored)

    def _row(self, key: MatchKey) -> Row:
        held = _Held(members=tuple(facts for _, facts in sorted(key.members.items())))
        return self._row_of(key.name, held, held.members[0] if len(held.members) == 1 else None)

    def _row_of(self, name: str, held: _Held, owner: MemberFacts | None) -> Row:
        document = held.model_dump_json(exclude_defaults=True)
        version = owner.version if owner else int.from_bytes(hashlib.sha256(document.encode()).digest()[:6])
        return Row(
            self._keys.match_key(name), "match_entry", document, version=version, owner=_name(owner.member) if owner else None
        )


def _read(name: str, row: Row | None) -> MatchKey:
    if row is None:
        return MatchKey(name)
    held = row.read(_Held)
    return MatchKey(name, {facts.member: facts for facts in held.members}, held.oversized, held.since, row)


def _is_idle(row: Row, is_idle: Callable[[str, str], bool]) -> bool:
    """True of the key of one contact without the sync's tags: what is a default is not written, so its document does not name them."""
    return row.owner is not None and _MANAGED not in row.document and is_idle(row.key.sk, row.owner.partition("#")[0])


def _as_read(row: Row | None) -> Expectation:
    if row is None:
        return Absent()
    return Owned(row.owner, row.version) if row.owner else AtVersion(row.version)


def _name(member: Member) -> str:
    return f"{member.tenant_id}#{member.contact_id}"
