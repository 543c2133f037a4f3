"""The top account's side of a shared person: its copy there, and its permissions (S4.20-S4.23, decision 7).

A copy is no consent: a yes to one tenant is no yes to another. Only the stops of the child accounts reach the top account, where they
beat what it has itself.
"""

from collections.abc import Mapping, Sequence

from contactbook.domain.base.comparable import comparable_email
from contactbook.domain.base.versions import with_fields
from contactbook.domain.consent.states import Standing, allows, combine, standing_of, stops_of
from contactbook.domain.contacts.details import MAXIMUM_POINTS, Email, Phone
from contactbook.domain.contacts.drafts import ContactDraft
from contactbook.domain.contacts.record import PARTICULARS, Contact, Origin
from contactbook.domain.settings.permissions import Behaviour
from contactbook.domain.sync.matching import Member
from contactbook.domain.sync.runs import LargeGroup, SyncChange, with_change
from contactbook.domain.sync.shared_persons import MemberFacts, SharedPerson, tags_in_top
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.stores import open_store
from contactbook.services.changes.commit import ContactChange
from contactbook.services.consent import answers as consents
from contactbook.services.contacts.registration import new_contact
from contactbook.services.jobs.anonymization_requests import request_anonymization
from contactbook.services.sync.member_facts import JOB, with_contact
from contactbook.services.sync.run_context import RunContext, commit_with_facts, current_facts
from contactbook.storage.tenant_store import TenantStore


@retried_when_raced
def add_copy(context: RunContext, person: SharedPerson, known: Mapping[Member, MemberFacts]) -> None:
    """Copy the person into the top account, with the details of its primary account (S4.20).

    Nobody is copied whose combined consent would close the copy at once. Raises ValidationFailed or DuplicateContact if the
    rules of the top account refuse the copy.
    """
    found = _contacts_of(person)
    if len(found) < len(person.members) or not all(_is_known(context, contact, known[member]) for member, contact in found):
        # A contact changed since the group's facts were read. This run or the next one decides again.
        return
    top = open_store(context.group.group_id)
    settings = top.settings.current()
    contact = new_contact(settings, _draft([contact for _, contact in found]), origin=Origin.TENANT_SYNC, by=JOB, now=context.now)
    tags = tuple(sorted(tags_in_top([person], context.settings, context.names)))
    standing = _combined(top, contact, found)
    owner = context.settings.copies_owned_by_group
    owner = owner if owner in settings.groups.groups else None
    contact = with_fields(
        contact, owned_by_group=owner, tags=tags, sync_tags=tags, consent=standing.consent, preferences=standing.preferences
    )
    if allows(contact, settings.consent) is not Behaviour.COMPLETE:
        return
    if context.run.dry_run:
        leader = LargeGroup(tenant_id=person.leader.tenant_id, contact_id=person.leader.contact_id)
        context.planned.append(SyncChange(tenant_id=top.tenant_id, contact_id=None, add=tags, copy_of=leader))
        return
    run = with_change(context.run, top.tenant_id, added=len(tags), removed=0, copied=1)
    facts = MemberFacts(
        tenant_id=top.tenant_id, contact_id=contact.contact_id, version=1, key_ids=context.key_ids, created_at=contact.created_at
    )
    change = ContactChange(before=None, after=contact, action="contact.created")
    commit_with_facts(context, top, change, facts=with_contact(context.group, facts, contact), run=run)


@retried_when_raced
def combine_permissions(context: RunContext, known: MemberFacts, person: SharedPerson) -> None:
    """Merge the child accounts' permissions, withdrawals above all, into the top account's contact (decision 7)."""
    top = open_store(known.tenant_id)
    contact = top.contacts.find(known.contact_id)
    if not isinstance(contact, Contact) or contact.erasure is not None:
        return
    standing = _combined(top, contact, _contacts_of(person))
    if (standing.consent, standing.preferences) == (contact.consent, contact.preferences) or context.run.dry_run:
        return
    facts = current_facts(context, top, contact, known)
    if facts is None:
        return
    settings = top.settings.current().consent
    after = with_fields(contact, consent=standing.consent, preferences=standing.preferences)
    after = with_fields(
        after, anonymization_pending=contact.anonymization_pending or allows(after, settings) is Behaviour.ANONYMIZE
    )
    change = ContactChange(before=contact, after=after, action="preferences.changed")
    if after.consent.state is not contact.consent.state:
        change = consents.consent_change(top, contact, after, by=JOB, now=context.now, through=Origin.TENANT_SYNC.value)
    run = with_change(context.run, top.tenant_id, added=0, removed=0, permissions=1)
    committed = commit_with_facts(context, top, change, facts=with_contact(context.group, facts, after), run=run)
    if committed.anonymization_pending and not contact.anonymization_pending:
        request_anonymization(top, committed.contact_id, asked_by=JOB.actor)


def _contacts_of(person: SharedPerson) -> list[tuple[Member, Contact]]:
    """Return the person's contacts as stored now: those of the primary account first, then the oldest."""
    found: list[tuple[Member, Contact]] = []
    for member in person.contacts:
        contact = open_store(member.tenant_id).contacts.find(member.contact_id)
        if isinstance(contact, Contact) and contact.erasure is None:
            found.append((member, contact))
    found.sort(key=lambda one: (one[0].tenant_id != person.primary, one[1].created_at, one[0]))
    return found


def _is_known(context: RunContext, contact: Contact, known: MemberFacts) -> bool:
    return current_facts(context, open_store(known.tenant_id), contact, known) is not None


def _combined(top: TenantStore, contact: Contact, found: Sequence[tuple[Member, Contact]]) -> Standing:
    others = [stops_of(standing_of(other)) for _, other in found]
    # A consent form is a document of its own account. No other account can show it.
    apart = [with_fields(other, consent=with_fields(other.consent, form_attachment_id=None)) for other in others]
    return combine([standing_of(contact), *apart], settings=top.settings.current().consent)


def _draft(found: Sequence[Contact]) -> ContactDraft:
    """Return the draft of the copy: the details of the first contact, and the emails and phones of every account.

    The copy takes the top account's first type of email and phone, because each account has types of its own.
    """
    source = found[0]
    emails = {comparable_email(email.address): Email(address=email.address) for contact in found for email in contact.emails}
    phones = {phone.number: Phone(number=phone.number) for contact in found for phone in contact.phones}
    return ContactDraft.model_validate(
        # Categories, groups and identifiers belong to the child account alone.
        {name: getattr(source, name) for name in PARTICULARS}
        | {
            "kind": source.kind,
            "emails": tuple(emails.values())[:MAXIMUM_POINTS],
            "phones": tuple(phones.values())[:MAXIMUM_POINTS],
        }
    )
