"""Updates of contacts: their tags, the top account's contacts of their persons, and the list of shared persons.

Each contact is read from its own tenant's store. A contact that needs no update is not read.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import partial

from contactbook.domain.sync.matching import Member
from contactbook.domain.sync.runs import LargeGroup, with_unknown_stages
from contactbook.domain.sync.shared_persons import Assessment, ConnectedContacts, assess
from contactbook.domain.sync.stages import unknown_stages
from contactbook.domain.sync.tags import managed_digest
from contactbook.services.sync.connected_contacts import find_with_copies
from contactbook.services.sync.run_context import RunContext, refusals_counted
from contactbook.services.sync.tagging import tag_contact
from contactbook.services.sync.top_account import Changed, update_top_account

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
    changed = Changed(frozenset({*members, *others}), lost or {})
    context.keys.clear()
    known = find_with_copies(context, keys=keys, members=members, changed=changed.members, once=once)
    closed = {member for member, facts in known.child_contacts.items() if context.is_closed(facts)}
    wanted = assess(known, context.settings, context.key_id, closed)
    unknown = unknown_stages([account for person in wanted.persons for account in person.accounts], context.settings)
    context.lease.run = with_unknown_stages(context.run, unknown)
    connected = {*known.child_contacts, *known.top_contacts}
    due = connected - context.updated if once else connected
    for member in sorted(due & known.child_contacts.keys()):
        facts, tags = known.child_contacts[member], wanted.tags.get(member, frozenset())
        if facts.managed != managed_digest(tags, tags):
            refusals_counted(context, member, partial(tag_contact, context, member, facts, tags))
    for member in sorted(members - connected - known.copies.keys()):
        refusals_counted(context, member, partial(tag_contact, context, member, None, frozenset()))
    update_top_account(context, known, wanted, changed, due)
    if once:
        context.updated |= due
    covered = {*members, *others, *connected}
    if not context.run.dry_run:
        _save_persons(context, covered, wanted)
        _save_oversized(context, known, wanted)


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
