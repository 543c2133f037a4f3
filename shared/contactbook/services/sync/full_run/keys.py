"""The part of a full run that reads the match keys, one pass over a fixed number of sorted partitions."""

from collections.abc import Iterable

from contactbook.domain.base.paging import After
from contactbook.domain.sync.matching import Member, match_values
from contactbook.domain.sync.runs import EVERYBODY
from contactbook.domain.sync.shared_persons import MemberFacts
from contactbook.services.base.stores import open_store
from contactbook.services.sync.contact_updates import is_person, update_contacts
from contactbook.services.sync.match_keys import drop_keys
from contactbook.services.sync.run_context import RunContext
from contactbook.storage.sync.match_keys import MatchKey

# As many as one answer of DynamoDB holds.
_PAGE = 3000
_PERSONS = 100


def open_oversized(context: RunContext, _: str) -> After | None:
    """Delete the oversized keys. Those that too many contacts still carry become so again when the contacts are read."""
    left = {name for name, one in context.oversized.items() if not context.has_account(one.tenant_id)}
    context.group.save_oversized({}, left)
    names = [name for name in context.oversized if not is_person(name)]
    found = context.group.key_items.get_many(names)
    context.group.key_items.remove_many([name for name, key in found.items() if key.oversized])
    context.oversized = {name: one for name, one in context.oversized.items() if name not in left}
    return None


def forget_page(context: RunContext, place: str) -> After | None:
    """Forget what one page of match keys says of contacts whose changes nobody followed. They are read anew after this."""
    keys, after = context.group.key_items.page(place, limit=_PAGE, after=context.run.after)
    forgotten = {key.name: [facts for facts in key.members.values() if _is_forgotten(context, facts)] for key in keys}
    # A worker that has lost the lease must not delete what its successor read.
    context.lease.save(context.run)
    context.group.key_items.remove_many(
        [key.name for key in keys if key.members and len(forgotten[key.name]) == len(key.members)]
    )
    for key in keys:
        if len(forgotten[key.name]) < len(key.members):
            for facts in forgotten[key.name]:
                context.group.key_items.drop(key.name, facts.member, facts.version)
    members = {facts.member for some in forgotten.values() for facts in some}
    context.group.members.remove_ties(context.group.members.ties(members))
    return after


def _is_forgotten(context: RunContext, facts: MemberFacts) -> bool:
    return EVERYBODY in context.run.forgets or facts.tenant_id in context.run.forgets


def update_keys_page(context: RunContext, place: str) -> After | None:
    """Update every contact that shares one of a page of match keys, or has tags of the sync. Delete keys of an old secret."""

    def is_idle(name: str, tenant_id: str) -> bool:
        return name.partition(".")[0] in context.key_ids and context.has_account(tenant_id)

    keys, after = context.group.key_items.page(place, limit=_PAGE, after=context.run.after, is_idle=is_idle)
    keys = _without_strangers(context, keys)
    old = [key.name for key in keys if key.name.partition(".")[0] not in context.key_ids]
    if old and not context.run.dry_run:
        context.group.key_items.remove_many(old)
    shared = [key for key in keys if key.name not in old and (len(key.members) > 1 or key.oversized)]
    _drop_missing(context, shared)
    managed = {facts.member: facts for key in keys if key.name not in old for facts in key.members.values() if facts.managed}
    names = {key.name for key in shared} | {name for facts in managed.values() for name in facts.keys}
    if names:
        update_contacts(context, keys=names, members=managed, once=True)
    return after


def update_persons_page(context: RunContext, _: str) -> After | None:
    """Delete the shared persons of one page that are shared no longer."""
    persons, after = context.group.page_of_shared_persons(limit=_PERSONS, after=context.run.after)
    leaders = [person.leader for person in persons]
    names: set[str] = set()
    for tenant_id, contact_ids in _by_tenant(one for one in leaders if context.has_account(one.tenant_id)).items():
        for contact in open_store(tenant_id).contacts.get_many(contact_ids):
            names |= set(context.group.match_keys(match_values(contact), context.key_ids))
    if leaders:
        update_contacts(context, keys=names, others=leaders, once=True)
    return after


def update_copies_page(context: RunContext, _: str) -> After | None:
    """Update one page of copies that no key has led to: their sources may be gone, or in a tenant that left the group."""
    top = context.group.group_id
    copies, after = context.group.copies.page(limit=_PERSONS, after=context.run.after)
    if not context.run.dry_run:
        # A former version let a pointer lead to one copy only, so another one with the same source was lost.
        context.group.copies.restore_pointers(copies)
    left = {copy.contact_id for copy in copies} - {member.contact_id for member in context.updated if member.tenant_id == top}
    contacts = open_store(top).contacts.get_many(sorted(left)) if left else []
    names = {name for contact in contacts for name in context.group.match_keys(match_values(contact), context.key_ids)}
    if left:
        update_contacts(context, keys=names, members=[Member(top, contact_id) for contact_id in left], once=True)
    return after


def _without_strangers(context: RunContext, keys: list[MatchKey]) -> list[MatchKey]:
    """Return the keys without the contacts of tenants that left the group. A real run also deletes what the group knew of them."""
    strangers = [
        (key.name, facts) for key in keys for facts in key.members.values() if not context.has_account(facts.member.tenant_id)
    ]
    if strangers and not context.run.dry_run:
        for name, facts in strangers:
            context.group.key_items.drop(name, facts.member, facts.version)
        context.group.members.remove_ties({facts.member for _, facts in strangers})
    return [key.among(context.has_account) for key in keys]


def _drop_missing(context: RunContext, keys: Iterable[MatchKey]) -> None:
    """Remove contacts that no longer exist from the keys that others share with them."""
    facts = {member: one for key in keys for member, one in key.members.items()}
    for tenant_id, contact_ids in _by_tenant(facts).items():
        store = open_store(tenant_id)
        there = {contact.contact_id for contact in store.contacts.get_many(contact_ids) if contact.erasure is None}
        for contact_id in set(contact_ids) - there:
            _drop(context, facts[Member(tenant_id, contact_id)])


def _drop(context: RunContext, facts: MemberFacts) -> None:
    drop_keys(context.group, facts.member, facts.keys, version=facts.version)
    context.group.members.remove_ties([facts.member])


def _by_tenant(members: Iterable[Member]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for member in sorted(members):
        found.setdefault(member.tenant_id, []).append(member.contact_id)
    return found
