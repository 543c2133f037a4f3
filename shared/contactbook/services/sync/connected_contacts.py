"""Everything that is connected with some contacts: by the group's match keys, and by what the sync remembers of its copies.

A copy leads to its sources, and they lead to it, also where no key does: a user may have taken their address from the copy.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace

from contactbook.domain.sync.copies import SyncedCopy
from contactbook.domain.sync.matching import Member, match_value, match_values
from contactbook.domain.sync.settings import SyncSettings
from contactbook.domain.sync.shared_persons import NO_TIES, ConnectedContacts, MemberFacts
from contactbook.services.sync.run_context import RunContext
from contactbook.services.sync.sources import stored_contacts
from contactbook.storage.sync.copies import name_of_source
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
        # A key that identifies nobody since the settings say so leads to those that have tags because of it.
        frontier = {key for key in keys if key.startswith(f"{self.key_id}.")}
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
        if key.name in self.nobody:
            sought = set(self.sought)
            return {member for member, facts in members.items() if facts.managed or member in sought}
        carriers = {member: facts for member, facts in members.items() if key.name in facts.keys}
        children = {member for member in carriers if member.tenant_id != top}
        tops = set(carriers) - children
        managed = {member for member, facts in carriers.items() if facts.managed}
        if len(children) > self.settings.largest_person:
            self.common_keys[key.name] = min(children)
            # A key that became too common no longer identifies anybody: contacts tagged because of it may lose the tag.
            return (managed if key.name not in self.common_before else set()) | (set(carriers) & set(self.sought))
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
    """Return all contacts connected with these keys, of those hashed with `key_id`. Reads go level by level, in batches; no contact is read.

    A key that is too common is not searched further, and nor is one that the settings say identifies nobody. Such a key, and one that became
    too common since `common_before`, yields only the contacts with tags of the sync, and those that are `sought`. Only contacts of tenants that are accounts of the group are returned. The keys
    that were read are added to `found`.
    """
    values = [match_value(address) for address in settings.identify_nobody]
    nobody = frozenset(group.match_keys(values, [key_id]))
    read = {} if found is None else found
    return _Search(group, settings, key_id, common_before, is_account, sought, read, nobody=nobody).run(keys)


def find_with_copies(
    context: RunContext, *, keys: Iterable[str], members: Collection[Member], changed: Collection[Member], once: bool
) -> ConnectedContacts:
    """Return all contacts connected with these keys, with the copies of what is due, and what is connected through these.

    Reads go as `find_connected`; one batch read of what is remembered by the ids of the top account's contacts and of sources, and again for
    each copy that no key connects with its sources.
    """
    wanted, apart, survivors = set(keys), set[Member](), dict[Member, Member]()
    while True:
        # Who is under a key of too many contacts alone is found only if it is sought.
        known = _found(context, wanted, {*members, *apart})
        known = replace(known, copies=_copies(context, known, changed, once=once))
        further = _apart(context, known) - apart
        stored = stored_contacts(context, further) if further else {}
        survivors |= {member: Member(member.tenant_id, contact.contact_id) for member, contact in stored.items()}
        values = {value for contact in stored.values() if contact.erasure is None for value in match_values(contact)}
        more = set(context.group.match_keys(sorted(values), [context.key_id]))
        if not more - known.searched and not more & {*known.common_keys, *known.common_keys_in_top, *known.nobody}:
            return replace(known, survivors=survivors)
        wanted |= more
        apart |= further


def _found(context: RunContext, keys: Iterable[str], members: Collection[Member]) -> ConnectedContacts:
    return find_connected(
        context.group,
        context.settings,
        keys=keys,
        key_id=context.key_id,
        common_before=context.oversized,
        is_account=context.has_account,
        sought=members,
        found=context.keys,
    )


def _apart(context: RunContext, known: ConnectedContacts) -> set[Member]:
    """Return the copies that no key has led to, and the sources that none has led to."""
    made = {member: copy for member, copy in known.copies.items() if copy.made and not copy.left_out}
    sources = {source for copy in made.values() for source in copy.members if context.has_account(source.tenant_id)}
    return (made.keys() - known.top_contacts.keys()) | (sources - known.child_contacts.keys())


def _copies(
    context: RunContext, known: ConnectedContacts, changed: Collection[Member], *, once: bool
) -> dict[Member, SyncedCopy]:
    """Return what is remembered of the top account's contacts that are due, and of those that are kept for contacts that are."""
    done = context.updated if once else frozenset[Member]()
    top = context.group.group_id
    gone = set(changed) - known.child_contacts.keys() - known.top_contacts.keys()
    ids = {member.contact_id for member in {*(known.top_contacts.keys() - done), *gone} if member.tenant_id == top}
    children = gone | (known.child_contacts.keys() - done if context.keeps_copies else set[Member]())
    # Also of sources whose copy is known: another copy may have them too.
    names = {name_of_source(member) for member in children if member.tenant_id in context.names}
    found = context.group.copies.get_many(ids, names=names) if ids or names else {}
    return {Member(top, contact_id): copy for contact_id, copy in sorted(found.items())}
