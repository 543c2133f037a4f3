"""Everything that is connected with some contacts, read from the group's match keys. No contact itself is read."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from contactbook.domain.base.paging import After, every
from contactbook.domain.sync.matching import Member
from contactbook.domain.sync.settings import SyncSettings
from contactbook.domain.sync.shared_persons import ConnectedContacts, MemberFacts
from contactbook.storage.sync.members import Entry
from contactbook.storage.sync.tenant_groups import GroupStore

_PAGE = 1000


@dataclass
class _Search:
    group: GroupStore
    settings: SyncSettings
    key_id: str
    common_before: Collection[str]
    known: dict[Member, MemberFacts] = field(default_factory=dict)
    searched: set[str] = field(default_factory=set)
    common_keys: dict[str, Member] = field(default_factory=dict)
    common_keys_in_top: set[str] = field(default_factory=set)

    def run(self, keys: Iterable[str], members: Iterable[Member]) -> ConnectedContacts:
        found = self._load(members) | {key for key in keys if key.startswith(f"{self.key_id}.")}
        while frontier := found - self.searched:
            self.searched |= frontier
            found = self._load(member for key in sorted(frontier) for member in self._members_under(key))
        top = self.group.group_id
        return ConnectedContacts(
            child_contacts={member: facts for member, facts in self.known.items() if member.tenant_id != top},
            top_contacts={member: facts for member, facts in self.known.items() if member.tenant_id == top},
            searched=frozenset(self.searched),
            common_keys=self.common_keys,
            common_keys_in_top=frozenset(self.common_keys_in_top),
        )

    def _load(self, wanted: Iterable[Member]) -> set[str]:
        """Load the facts about these contacts; return the keys to search next."""
        loaded = self.group.members.get_many(set(wanted) - self.known.keys())
        self.known |= loaded
        return {
            key
            for facts in loaded.values()
            if self._is_searched(facts)
            for key in facts.keys
            if key.startswith(f"{self.key_id}.")
        }

    def _is_searched(self, facts: MemberFacts) -> bool:
        # The keys of the top account's contacts matter only if persons are copied there.
        return facts.tenant_id != self.group.group_id or self.settings.copy_to_top_account

    def _members_under(self, key: str) -> list[Member]:
        most = self.settings.largest_person
        entries, after = self.group.members.entries(key, limit=2 * most + 2)
        children = [entry.member for entry in entries if entry.member.tenant_id != self.group.group_id]
        if len(children) > most:
            self.common_keys[key] = children[0]
            # A key that became too common no longer identifies anybody: contacts tagged because of it may lose the tag.
            return self._managed_under(key, entries, after) if key not in self.common_before else []
        tops = [entry.member for entry in entries if entry.member.tenant_id == self.group.group_id]
        if len(tops) > most:
            self.common_keys_in_top.add(key)
            tops = self._managed_under(key, [entry for entry in entries if entry.member in set(tops)], after)
        return [*children, *tops]

    def _managed_under(self, key: str, entries: list[Entry], after: After | None) -> list[Member]:
        """Return the contacts with tags of the sync: among these entries, and on the pages after them."""
        further = every(lambda start: self.group.members.entries(key, limit=_PAGE, after=start), after=after) if after else ()
        return [entry.member for entry in (*entries, *further) if entry.is_managed]


def find_connected(
    group: GroupStore,
    settings: SyncSettings,
    *,
    keys: Iterable[str],
    members: Iterable[Member],
    key_id: str,
    common_before: Collection[str],
) -> ConnectedContacts:
    """Return all contacts connected with these through keys hashed with `key_id`. Reads go level by level, in batches.

    A key that is too common is not searched further. One that became too common since `common_before` yields only the contacts
    with tags of the sync.
    """
    return _Search(group, settings, key_id, common_before).run(keys, members)
