"""Updates of contacts: their tags, their copy in the top account, and the list of shared persons.

Each contact is read from its own tenant's store. A contact that needs no update is not read.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from typing import NamedTuple

from contactbook.domain.base.errors import ConcurrentUpdate, ContactbookError, RuleBroken, StorageUnavailable
from contactbook.domain.base.versions import with_fields
from contactbook.domain.consent.states import allows
from contactbook.domain.contacts.record import Contact
from contactbook.domain.settings.permissions import Behaviour
from contactbook.domain.sync.copies import SyncedCopy
from contactbook.domain.sync.matching import Member
from contactbook.domain.sync.runs import LargeGroup, SyncChange, with_change, with_unknown_stages
from contactbook.domain.sync.shared_persons import (
    Assessment,
    ConnectedContacts,
    MemberFacts,
    SharedPerson,
    assess,
    tags_in_top,
)
from contactbook.domain.sync.stages import unknown_stages
from contactbook.domain.sync.tags import managed_digest, managed_tags, retagged
from contactbook.observability import logger
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.stores import open_store
from contactbook.services.changes.commit import ContactChange
from contactbook.services.sync.connected_contacts import find_connected
from contactbook.services.sync.copies import add_copy
from contactbook.services.sync.run_context import RunContext, commit_with_facts, current_facts
from contactbook.services.sync.top_contacts import update_top_contact
from contactbook.storage.sync.copies import name_of_source


class _Changed(NamedTuple):
    """What is updated: the connected contacts, those that changed, and the keys that each of these had or has."""

    due: Collection[Member]
    members: frozenset[Member]
    keys: Mapping[Member, Collection[str]]


# Tags of one contact, those of persons included.
_MOST_TAGS = 100
_PERSON = "person:"


def update_contacts(
    context: RunContext,
    *,
    keys: Iterable[str],
    members: Iterable[Member] = (),
    others: Iterable[Member] = (),
    lost: Mapping[Member, Collection[str]] | None = None,
    once: bool = False,
) -> None:
    """Update tags and copies of every contact connected with these keys, and of the contacts. A dry run records the changes.

    A contact that none of the keys leads to is in no shared person, and neither are `others`, unless the keys lead to them.
    `lost` has the keys of contacts that changed. With `once`, contacts that this slice has updated before are left out.
    Raises LeaseLost if another worker has taken over the run.
    """
    members = frozenset(member for member in members if context.has_account(member.tenant_id))
    context.keys.clear()
    known = find_connected(
        context.group,
        context.settings,
        keys=keys,
        key_id=context.key_id,
        common_before=context.oversized,
        is_account=context.has_account,
        sought=members,
        found=context.keys,
    )
    wanted = assess(known, context.settings, context.names, context.key_id)
    unknown = unknown_stages([account for person in wanted.persons for account in person.accounts], context.settings)
    context.lease.run = with_unknown_stages(context.run, unknown)
    connected = {*known.child_contacts, *known.top_contacts}
    due = connected - context.updated if once else connected
    for member in sorted(due):
        _update_contact(context, member, known, wanted)
    for member in sorted(members - connected):
        _count_refusal(context, member, partial(tag_contact, context, member, None, frozenset()))
    _update_top_contacts(context, known, wanted, _Changed(due, frozenset({*members, *others}), lost or {}))
    for person in wanted.to_copy:
        if person.leader in due:
            _count_refusal(context, person.leader, partial(_copy_person, context, person, known.child_contacts))
    context.updated |= due
    covered = {*members, *others, *connected}
    if not context.run.dry_run:
        _save_persons(context, covered, wanted)
        _save_oversized(context, known, wanted)


def _update_contact(context: RunContext, member: Member, known: ConnectedContacts, wanted: Assessment) -> None:
    facts = known.child_contacts.get(member) or known.top_contacts[member]
    tags = wanted.tags.get(member, frozenset())
    if facts.managed != managed_digest(tags, tags):
        _count_refusal(context, member, partial(tag_contact, context, member, facts, tags))


def _update_top_contacts(context: RunContext, known: ConnectedContacts, wanted: Assessment, changed: _Changed) -> None:
    """Let the top account's contacts follow their persons: those that are connected, and those that the sync keeps for a changed contact."""
    tops = {member: facts for member, facts in known.top_contacts.items() if member in changed.due}
    gone = changed.members - known.child_contacts.keys() - known.top_contacts.keys()
    for contact_id, copy in _copies(context, tops, gone).items():
        member = Member(context.group.group_id, contact_id)
        persons, facts = wanted.persons_of_top.get(member, ()), known.top_contacts.get(member)
        if copy and copy.made and not context.settings.copy_to_top_account:
            # A copy from before follows its sources, and gets no new ones.
            persons = ()
        if copy or persons:
            keys = set(facts.keys) if facts else set[str]()
            left = {one: set(changed.keys.get(one, ())) - _keys_of(known, one) for one in changed.members}
            tenants = {one.tenant_id for one, lost in left.items() if keys & lost and one.tenant_id in context.names}
            work = partial(update_top_contact, context, contact_id, facts, persons, copy, tenants)
            _count_refusal(context, member, work)


def _keys_of(known: ConnectedContacts, member: Member) -> set[str]:
    facts = known.child_contacts.get(member)
    return set(facts.keys) if facts else set()


def _copies(context: RunContext, tops: Iterable[Member], gone: Iterable[Member]) -> dict[str, SyncedCopy | None]:
    """Return the top account's contacts to update by their ids, with what the sync remembers of each.

    One batch read of those that are connected, and one more for contacts that are connected with nobody any more.
    """
    ids = {member.contact_id for member in tops}
    gone_tops = {member.contact_id for member in gone if member.tenant_id == context.group.group_id}
    found = context.group.copies.get_many(ids | gone_tops) if ids | gone_tops else {}
    sources = {name_of_source(member) for member in gone if member.tenant_id in context.names}
    found |= {copy.contact_id: copy for copy in (context.group.copies.named(sources) if sources else ())}
    return {contact_id: found.get(contact_id) for contact_id in sorted(ids | found.keys())}


def _copy_person(context: RunContext, person: SharedPerson, known: Mapping[Member, MemberFacts]) -> None:
    copy = add_copy(context, person, known)
    if copy is not None:
        wanted = tags_in_top([person], context.settings, context.names)
        tag_contact(context, Member(context.group.group_id, copy.contact_id), None, wanted)


@retried_when_raced
def tag_contact(context: RunContext, member: Member, known: MemberFacts | None, wanted: frozenset[str]) -> None:
    """Give the contact exactly these tags of the sync (S4.10, S4.11, S4.21, S4.25, S4.28). `known` are the facts that decided.

    A closed contact stays unchanged (S2.114, S2.131). Raises RuleBroken `too_many_tags`.
    """
    store = open_store(member.tenant_id)
    contact = store.contacts.find(member.contact_id)
    if not isinstance(contact, Contact):
        # It was deleted or merged meanwhile: the group's facts follow, and a run reads the change.
        context.refresher.refresh(store, member.contact_id, known=known)
        return
    facts = current_facts(context, store, contact, known)
    if facts is None:
        return
    if contact.erasure is not None or allows(contact, store.settings.current().consent) is not Behaviour.COMPLETE:
        context.lease.run = with_fields(context.run, closed=context.run.closed + 1)
        return
    in_top = member.tenant_id == context.group.group_id
    tags, own = retagged(contact.tags, contact.sync_tags, wanted, in_top_account=in_top)
    if (tags, own) == (contact.tags, contact.sync_tags):
        return
    if len(tags) > _MOST_TAGS:
        raise RuleBroken(f"A contact has at most {_MOST_TAGS} tags.", code="too_many_tags")
    added, removed = set(tags) - set(contact.tags), set(contact.tags) - set(tags)
    if context.run.dry_run:
        context.plan(SyncChange(**member._asdict(), add=tuple(sorted(added)), remove=tuple(sorted(removed))))
        return
    after = with_fields(contact, tags=tags, sync_tags=own)
    managed = managed_digest(managed_tags(tags, own, in_top_account=in_top), own)
    change = ContactChange(before=contact, after=after, action="contact.tagged")
    run = with_change(context.run, member.tenant_id, added=len(added), removed=len(removed))
    commit_with_facts(context, store, change, facts=with_fields(facts, managed=managed), run=run)


def _count_refusal(context: RunContext, member: Member, work: Callable[[], None]) -> None:
    """Do the work. If a rule of the account refuses the change, log it and count it; other contacts go on."""
    try:
        work()
    except (StorageUnavailable, ConcurrentUpdate):
        raise
    except ContactbookError as error:
        logger.error("the sync could not change a contact", contact_id=member.contact_id, code=error.code)
        context.refuse(member, error.code)
        context.lease.run = with_fields(context.run, refused=context.run.refused + 1)


def _save_persons(context: RunContext, covered: set[Member], wanted: Assessment) -> None:
    """Save the group's shared persons whose first contact is one of those covered."""
    stored = context.group.shared_persons(covered)
    now_shared = {person.leader: person for person in wanted.persons if person.leader in covered}
    saved = [person for leader, person in now_shared.items() if stored.get(leader) != person]
    removed = [leader for leader in stored if leader not in now_shared]
    if saved or removed:
        # A worker that has lost the lease must not overwrite what its successor saved.
        context.lease.save(context.run)
        context.group.save_shared_persons(saved, removed)


def _save_oversized(context: RunContext, known: ConnectedContacts, wanted: Assessment) -> None:
    """Save which keys are too common to identify anybody, and which persons are too large to be one person."""
    found = {key: LargeGroup(**member._asdict()) for key, member in known.common_keys.items()}
    found |= {_person_name(member): LargeGroup(**member._asdict()) for member in wanted.too_large}
    covered = {*known.searched, *(_person_name(member) for member in known.child_contacts)}
    added = {name: group for name, group in found.items() if name not in context.oversized}
    removed = [name for name in context.oversized if name in covered and name not in found]
    if added or removed:
        context.lease.save(context.run)
        context.group.save_oversized(added, removed)
        context.oversized = {name: group for name, group in (context.oversized | added).items() if name not in removed}


def is_person(name: str) -> bool:
    """True if the name of something oversized is that of a person, and not a match key."""
    return name.startswith(_PERSON)


def _person_name(member: Member) -> str:
    return f"{_PERSON}{member.tenant_id}/{member.contact_id}"
