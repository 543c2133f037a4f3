"""Everything that is connected with some contacts, read from the group's match keys: no contact is opened for it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from contactbook.domain.sync.matching import Member
from contactbook.domain.sync.settings import SyncSettings
from contactbook.domain.sync.shared_persons import MemberFacts, Surroundings
from contactbook.storage.sync.tenant_groups import Entry, GroupStore


@dataclass
class _Search:
    group: GroupStore
    settings: SyncSettings
    key_id: str
    crowded_before: Collection[str]
    known: dict[Member, MemberFacts] = field(default_factory=dict)
    searched: set[str] = field(default_factory=set)
    crowded: dict[str, Member] = field(default_factory=dict)
    crowded_in_top: set[str] = field(default_factory=set)

    def around(self, keys: Iterable[str], members: Iterable[Member]) -> Surroundings:
        found = self._load(members) | {key for key in keys if key.startswith(f"{self.key_id}.")}
        while frontier := found - self.searched:
            self.searched |= frontier
            found = self._load(member for key in sorted(frontier) for member in self._members_under(key))
        top = self.group.group_id
        return Surroundings(
            children={member: facts for member, facts in self.known.items() if member.tenant_id != top},
            tops={member: facts for member, facts in self.known.items() if member.tenant_id == top},
            searched=frozenset(self.searched),
            crowded=self.crowded,
            crowded_in_top=frozenset(self.crowded_in_top),
        )

    def _load(self, wanted: Iterable[Member]) -> set[str]:
        """Get to know these contacts; the keys that lead on from them."""
        loaded = self.group.members(set(wanted) - self.known.keys())
        self.known |= loaded
        return {
            key for facts in loaded.values() if self._leads_on(facts) for key in facts.keys if key.startswith(f"{self.key_id}.")
        }

    def _leads_on(self, facts: MemberFacts) -> bool:
        # Who else a copy stands for matters only where there are copies.
        return facts.tenant_id != self.group.group_id or self.settings.copy_to_top_account

    def _members_under(self, key: str) -> list[Member]:
        most = self.settings.largest_person
        entries, more = self.group.entries(key, limit=2 * most + 2)
        children = [entry.member for entry in entries if entry.member.tenant_id != self.group.group_id]
        if len(children) > most:
            self.crowded[key] = children[0]
            # Whoever had tags by a key that is nobody's own any more may have to lose them.
            return self._managed_under(key, entries, more) if key not in self.crowded_before else []
        tops = [entry.member for entry in entries if entry.member.tenant_id == self.group.group_id]
        if len(tops) > most:
            self.crowded_in_top.add(key)
            tops = self._managed_under(key, [entry for entry in entries if entry.member in set(tops)], more)
        return [*children, *tops]

    def _managed_under(self, key: str, entries: list[Entry], more: dict[str, str] | None) -> list[Member]:
        managed = [entry.member for entry in entries if entry.is_managed]
        while more:
            entries, more = self.group.entries(key, limit=1000, after=more)
            managed += [entry.member for entry in entries if entry.is_managed]
        return managed


def surroundings_of(
    group: GroupStore,
    settings: SyncSettings,
    *,
    keys: Iterable[str],
    members: Iterable[Member],
    key_id: str,
    crowded_before: Collection[str],
) -> Surroundings:
    """All contacts connected with these, through keys hashed with `key_id`; level by level, so the reads go in batches.

    A key that is too common is not searched further; one that became so since `crowded_before` yields those with tags.
    """
    return _Search(group, settings, key_id, crowded_before).around(keys, members)
