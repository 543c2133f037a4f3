"""The copy of a shared person in the top account (S4.20-S4.23). What becomes of it later is in `top_contacts.py`."""

from collections.abc import Callable, Sequence

from contactbook.domain.base.versions import with_fields
from contactbook.domain.consent.states import allows
from contactbook.domain.contacts.drafts import ContactDraft
from contactbook.domain.contacts.record import Contact, ContactKind, Origin
from contactbook.domain.settings.permissions import Behaviour
from contactbook.domain.sync.copies import Details, SyncedCopy, details_of, remembered
from contactbook.domain.sync.matching import Member, match_value
from contactbook.domain.sync.runs import LargeGroup, SyncChange, with_change
from contactbook.domain.sync.shared_persons import ConnectedContacts, MemberFacts, SharedPerson, tags_in_top
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.stores import open_store
from contactbook.services.changes.commit import ContactChange
from contactbook.services.contacts.registration import new_contact
from contactbook.services.sync.following_persons import update_top_contact
from contactbook.services.sync.member_facts import JOB, with_contact
from contactbook.services.sync.run_context import RunContext, commit_with_facts, current_facts
from contactbook.services.sync.sources import Source, in_order, stored_contacts, tokens_by
from contactbook.services.sync.stops import combined, refused_in_children
from contactbook.services.sync.taken_back import gone_because, leave_out, left_out
from contactbook.storage.sync.copies import name_of_source
from contactbook.storage.tenant_store import TenantStore


@retried_when_raced
def add_copy(context: RunContext, person: SharedPerson, known: ConnectedContacts) -> SyncedCopy | None:
    """Copy the person into the top account, with the details of its primary account (S4.20).

    Nobody is copied whose combined consent would close the copy at once, nor whose copy was erased or deleted: it is left out until
    somebody says otherwise. Return a copy of the person that is connected with it by no key any more: it follows the person now.
    Raises ValidationFailed or DuplicateContact if the rules of the top account refuse the copy.
    """
    stored = stored_contacts(context, person.contacts)
    found = in_order(((member, one) for member, one in stored.items() if one.erasure is None), {person.primary})
    if not {member for member, _ in found} >= set(person.contacts) or not all(
        _is_known(context, member, one, known.child_contacts.get(member)) for member, one in found
    ):
        # A contact changed since the group's facts were read. This run or the next one decides again.
        return None
    top = open_store(context.group.group_id)
    details = details_of([one for _, one in found], found[0][1].kind)
    for copy in _former_copies(context, top, person, _identifying(context, known, details)):
        if copy.left_out:
            if _was_of(context, known, copy, found, top.refusals.hash_of):
                context.refuse(person.leader, copy.left_out.value, counts="left_out")
                return None
        elif set(copy.members) & set(person.contacts):
            now_is = update_top_contact(context, copy.contact_id, known, None, [person], copy).copy
            if now_is and set(now_is.members) & set(person.contacts):
                return now_is
    _add(context, top, person, found, details)
    return None


def _identifying(context: RunContext, known: ConnectedContacts, details: Details) -> list[str]:
    """Return the emails and phones that say who somebody is. Whoever else has another one of them is somebody else (S4.6)."""
    shared = known.identify_nobody(context.oversized)
    reached_at = [*details.emails, *details.phones]
    return [one for one in reached_at if shared.isdisjoint(context.group.match_keys([match_value(one)], [context.key_id]))]


def _was_of(
    context: RunContext, known: ConnectedContacts, copy: SyncedCopy, found: Sequence[Source], hash_of: Callable[[str], str]
) -> bool:
    """True if a copy that is gone was of one of these contacts, or would be matched with one by the addresses that it had (S4.6)."""
    if {member for member, _ in found} & set(copy.members):
        return True
    if copy.kind not in (None, found[0][1].kind):
        return False
    had = {one for _, contact in found for one in contact.reached_at() if hash_of(one) in copy.addresses}
    shared = ([match_value(one) for one in contact.reached_at() if one in had] for _, contact in found)
    return any(tokens_by(context, known, values, found[0][1].kind) for values in shared)


def _former_copies(context: RunContext, top: TenantStore, person: SharedPerson, addresses: Sequence[str]) -> list[SyncedCopy]:
    """Return what is remembered of copies of this person: those that are gone come first, also those that went a moment ago."""
    names = [*map(name_of_source, person.contacts), *top.refusals.names_of(addresses)]
    copies = []
    for copy in context.group.copies.named(names):
        contact = None if copy.left_out else top.contacts.find(copy.contact_id)
        if copy.left_out is None and (because := gone_because(contact)):
            leave_out(context, copy, because)
            copies.append(left_out(copy, because, context.now))
        elif copy.left_out or isinstance(contact, Contact):
            copies.append(copy)
    return sorted(copies, key=lambda copy: copy.left_out is None)


def _add(context: RunContext, top: TenantStore, person: SharedPerson, found: Sequence[Source], details: Details) -> None:
    settings = top.settings.current()
    kind = found[0][1].kind
    contact = new_contact(settings, _draft(details, kind), origin=Origin.TENANT_SYNC, by=JOB, now=context.now)
    tags = tuple(sorted(tags_in_top([person], context.settings, context.names)))
    standing = combined(top, contact, found)
    owner = context.settings.copies_owned_by_group
    owner = owner if owner in settings.groups.groups else None
    contact = with_fields(
        contact, owned_by_group=owner, tags=tags, sync_tags=tags, consent=standing.consent, preferences=standing.preferences
    )
    if allows(contact, settings.consent) is not Behaviour.COMPLETE:
        return
    if context.run.dry_run:
        leader = LargeGroup(tenant_id=person.leader.tenant_id, contact_id=person.leader.contact_id)
        context.plan(SyncChange(tenant_id=top.tenant_id, contact_id=None, add=tags, copy_of=leader))
        return
    # Somebody who said no may be in an account no more, where nothing leads to it: every account is asked once.
    refused = refused_in_children(context, top, contact, found, gone=(), tenants=context.names)
    contact = refused.mark(contact)
    members = [member for member, _ in found]
    copy = remembered(SyncedCopy(contact_id=contact.contact_id), None, contact, members, top.refusals.hash_of)
    context.group.copies.save_pointers(copy)
    run = with_change(context.run, top.tenant_id, added=len(tags), removed=0, copied=1)
    facts = MemberFacts(
        tenant_id=top.tenant_id, contact_id=contact.contact_id, version=1, key_ids=context.key_ids, created_at=contact.created_at
    )
    change = ContactChange(
        before=None,
        after=contact,
        action="contact.created",
        details=refused.details,
        writes=(*refused.writes, *context.group.copies.writes_of(copy)),
        through=Origin.TENANT_SYNC.value,
    )
    commit_with_facts(context, top, change, facts=with_contact(context.group, facts, contact), run=run)
    context.copies[Member(top.tenant_id, contact.contact_id)] = copy


def _is_known(context: RunContext, member: Member, contact: Contact, known: MemberFacts | None) -> bool:
    # Who was merged meanwhile is another contact.
    same = known is not None and contact.contact_id == member.contact_id
    return same and current_facts(context, open_store(member.tenant_id), contact, known) is not None


def _draft(details: Details, kind: ContactKind) -> ContactDraft:
    points = {"emails": tuple(details.emails.values()), "phones": tuple(details.phones.values())}
    return ContactDraft.model_validate({**details.particulars, "kind": kind, **points})
