"""Everything that is connected with some contacts, read from the group's match keys. No contact itself is read."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from contactbook.domain.sync.matching import Member, match_value
from contactbook.domain.sync.settings import SyncSettings
from contactbook.domain.sync.shared_persons import NO_TIES, ConnectedContacts, MemberFacts
from contactbook.storage.sync.match_keys import MatchKey
from contactbook.storage.sync.tenant_groups import GroupStore


@dataclass
class _Search:
    group: GroupStore
    settings: SyncSettings
    key_id: str
    common_before: Collection[str]
    is_account: Callable[[str], bool]
    sought: Collection[Member]
    found: dict[str, MatchKey]
    known: dict[Member, MemberFacts] = field(default_factory=dict)
    searched: set[str] = field(default_factory=set)
    common_keys: dict[str, Member] = field(default_factory=dict)
    common_keys_in_top: set[str] = field(default_factory=set)
    nobody: frozenset[str] = frozenset()

    def run(self, keys: Iterable[str]) -> ConnectedContacts:
        frontier = self._own(keys)
        while frontier:
            self.searched |= frontier
            found = self.group.key_items.get_many(sorted(frontier))
            self.found |= found
            frontier = {key for one in found.values() for key in self._followed(one)} - self.searched
        self._add_ties()
        top = self.group.group_id
        return ConnectedContacts(
            child_contacts={member: facts for member, facts in self.known.items() if member.tenant_id != top},
            top_contacts={member: facts for member, facts in self.known.items() if member.tenant_id == top},
            searched=frozenset(self.searched),
            common_keys=self.common_keys,
            common_keys_in_top=frozenset(self.common_keys_in_top),
            nobody=self.nobody,
        )

    def _followed(self, key: MatchKey) -> set[str]:
        """Take up the contacts under a key; return the keys to search next."""
        identified = self._identified(key)
        taken = [facts for member, facts in key.members.items() if member in identified]
        self._take(taken)
        return {name for facts in taken if self._is_searched(facts) for name in self._own(facts.keys)}

    def _take(self, found: Iterable[MemberFacts]) -> None:
        for facts in found:
            known = self.known.get(facts.member)
            if known is None or known.version < facts.version:
                self.known[facts.member] = facts

    def _identified(self, key: MatchKey) -> set[Member]:
        """Return the contacts under a key that it leads to: none, or only those with tags, if too many carry it."""
        if key.oversized:
            self.common_keys[key.name] = Member(key.oversized.tenant_id, key.oversized.contact_id)
            return set()
        top = self.group.group_id
        members = key.among(self.is_account).members
        carriers = {member: facts for member, facts in members.items() if key.name in facts.keys}
        children = {member for member in carriers if member.tenant_id != top}
        tops = set(carriers) - children
        managed = {member for member, facts in carriers.items() if facts.managed}
        if len(children) > self.settings.largest_person:
            self.common_keys[key.name] = min(children)
            # A key that became too common no longer identifies anybody: contacts tagged because of it may lose the tag.
            return (managed if key.name not in self.common_before else set()) | (children & set(self.sought))
        if len(tops) > self.settings.largest_person:
            self.common_keys_in_top.add(key.name)
            tops &= managed | set(self.sought)
        return children | tops

    def _is_searched(self, facts: MemberFacts) -> bool:
        # The keys of the top account's contacts matter only if persons are copied there.
        return facts.tenant_id != self.group.group_id or self.settings.copy_to_top_account

    def _own(self, keys: Iterable[str]) -> set[str]:
        return {key for key in keys if key.startswith(f"{self.key_id}.") and key not in self.nobody}

    def _add_ties(self) -> None:
        if len(self.known) > 1:
            ties = self.group.members.ties(self.known)
            self.known = {member: facts.with_ties(ties.get(member, NO_TIES)) for member, facts in self.known.items()}


def find_connected(
    group: GroupStore,
    settings: SyncSettings,
    *,
    keys: Iterable[str],
    key_id: str,
    common_before: Collection[str],
    is_account: Callable[[str], bool],
    sought: Collection[Member] = (),
    found: dict[str, MatchKey] | None = None,
) -> ConnectedContacts:
    """Return all contacts connected with these keys, of those hashed with `key_id`. Reads go level by level, in batches.

    A key that is too common is not searched further, and one that the settings say identifies nobody not at all. One that became too common since `common_before` yields only the contacts
    with tags of the sync, and those that are `sought`. Only contacts of tenants that are accounts of the group are returned. The keys
    that were read are added to `found`.
    """
    values = [match_value(address) for address in settings.identify_nobody]
    nobody = frozenset(group.match_keys(values, [key_id]))
    search = _Search(group, settings, key_id, common_before, is_account, sought, {} if found is None else found, nobody=nobody)
    return search.run(keys)
