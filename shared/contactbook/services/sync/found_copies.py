"""Everything that is connected with some contacts, by match keys and by what the sync remembers of its copies.

A copy leads to its sources, and they lead to it, also where no key does: a user may have taken their address from the copy.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from contactbook.domain.sync.copies import SyncedCopy
from contactbook.domain.sync.matching import Member, match_values
from contactbook.domain.sync.shared_persons import ConnectedContacts
from contactbook.services.sync.connected_contacts import find_connected
from contactbook.services.sync.run_context import RunContext
from contactbook.services.sync.sources import stored_contacts
from contactbook.storage.sync.copies import name_of_source


def find_with_copies(
    context: RunContext, *, keys: Iterable[str], members: Collection[Member], changed: Collection[Member], once: bool
) -> ConnectedContacts:
    """Return all contacts connected with these keys, with the copies of what is due, and what is connected through these.

    Reads go as `find_connected`; one batch read of what is remembered of the top account's contacts, one by the ids of sources where no
    copy is known of them, and again for each copy that no key connects with its sources.
    """
    wanted, read = set(keys), set[Member]()
    while True:
        known = _found(context, wanted, members)
        known = replace(known, copies=_copies(context, known, changed, once=once))
        apart = _apart(context, known) - read
        read |= apart
        stored = stored_contacts(context, apart) if apart else {}
        values = {value for contact in stored.values() if contact.erasure is None for value in match_values(contact)}
        more = set(context.group.match_keys(sorted(values), [context.key_id])) - known.searched
        if not more:
            return known
        wanted |= more


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
    found = context.group.copies.get_many(ids) if ids else {}
    children = gone | (known.child_contacts.keys() - done if context.keeps_copies else set[Member]())
    named = {source for copy in found.values() for source in copy.members}
    names = {name_of_source(member) for member in children - named if member.tenant_id in context.names}
    found |= {copy.contact_id: copy for copy in (context.group.copies.named(names) if names else ())}
    return {Member(top, contact_id): copy for contact_id, copy in sorted(found.items())}
