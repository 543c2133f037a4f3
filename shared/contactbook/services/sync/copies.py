"""The top account's side of a shared person: its copy there, and what it may be sent (S4.20-S4.23, decision 7).

A copy is no consent: whether the top account may contact the person is what `combine` makes of the top account's own record and
those of the child accounts, so that a stop in any of them reaches it.
"""

from collections.abc import Sequence

from contactbook.domain.base.versions import with_fields
from contactbook.domain.consent.states import Standing, allows, combine, standing_of
from contactbook.domain.contacts.points import comparable_email
from contactbook.domain.contacts.record import MAXIMUM_POINTS, PARTICULARS, Contact, ContactDraft, Email, Origin, Phone
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
from contactbook.services.sync.match_keys import JOB, as_contact_stands
from contactbook.services.sync.slice import Slice, commit, known_as_it_stands
from contactbook.storage.tenant_store import TenantStore


def add_copy(part: Slice, person: SharedPerson) -> None:
    """Copy the person into the top account, as its primary account knows it (S4.20).

    Nobody is copied whose consent, as combined, would close the copy at once. Raises ValidationFailed or DuplicateContact
    where the top account's own rules refuse the copy.
    """
    found = _contacts_of(person)
    if len(found) < len(person.members) or not all(_is_known(part, member, contact) for member, contact in found):
        # One of them changed since: the rest of this run, or the next one, decides again.
        return
    top = open_store(part.group.group_id)
    settings = top.settings.current()
    contact = new_contact(settings, _draft([contact for _, contact in found]), origin=Origin.TENANT_SYNC, by=JOB, now=part.now)
    tags = tuple(sorted(tags_in_top([person], part.settings, part.names)))
    standing = _combined(top, contact, found)
    contact = with_fields(contact, tags=tags, sync_tags=tags, consent=standing.consent, preferences=standing.preferences)
    if allows(contact, settings.consent) is not Behaviour.COMPLETE:
        return
    if part.run.dry_run:
        leader = LargeGroup(tenant_id=person.leader.tenant_id, contact_id=person.leader.contact_id)
        part.planned.append(SyncChange(tenant_id=top.tenant_id, contact_id=None, add=tags, copy_of=leader))
        return
    run = with_change(part.run, top.tenant_id, added=len(tags), removed=0, copied=1)
    facts = MemberFacts(
        tenant_id=top.tenant_id, contact_id=contact.contact_id, version=1, key_ids=part.key_ids, created_at=contact.created_at
    )
    change = ContactChange(before=None, after=contact, action="contact.created")
    commit(part, top, change, known=(None, as_contact_stands(part.group, facts, contact)), run=run)


@retried_when_raced
def combine_permissions(part: Slice, member: Member, person: SharedPerson) -> None:
    """Let what the person said in the child accounts reach the top account's contact: a withdrawal above all (decision 7)."""
    top = open_store(member.tenant_id)
    contact = top.contacts.find(member.contact_id)
    if not isinstance(contact, Contact) or contact.erasure is not None:
        return
    standing = _combined(top, contact, _contacts_of(person))
    if (standing.consent, standing.preferences) == (contact.consent, contact.preferences) or part.run.dry_run:
        return
    facts = known_as_it_stands(part, top, contact)
    if facts is None:
        return
    settings = top.settings.current().consent
    after = with_fields(contact, consent=standing.consent, preferences=standing.preferences)
    after = with_fields(
        after, anonymization_pending=contact.anonymization_pending or allows(after, settings) is Behaviour.ANONYMIZE
    )
    change = ContactChange(before=contact, after=after, action="preferences.changed")
    if after.consent.state is not contact.consent.state:
        change = consents.consent_change(top, contact, after, by=JOB, now=part.now, through=Origin.TENANT_SYNC.value)
    run = with_change(part.run, top.tenant_id, added=0, removed=0, permissions=1)
    known = (facts, as_contact_stands(part.group, facts, after))
    committed = commit(part, top, change, known=known, run=run)
    if committed.anonymization_pending and not contact.anonymization_pending:
        request_anonymization(top, committed.contact_id)


def _contacts_of(person: SharedPerson) -> list[tuple[Member, Contact]]:
    """The person's contacts as they stand, those of the primary account first, oldest first."""
    found: list[tuple[Member, Contact]] = []
    for member in person.contacts:
        contact = open_store(member.tenant_id).contacts.find(member.contact_id)
        if isinstance(contact, Contact) and contact.erasure is None:
            found.append((member, contact))
    found.sort(key=lambda one: (one[0].tenant_id != person.primary, one[1].created_at, one[0]))
    return found


def _is_known(part: Slice, member: Member, contact: Contact) -> bool:
    return known_as_it_stands(part, open_store(member.tenant_id), contact) is not None


def _combined(top: TenantStore, contact: Contact, found: Sequence[tuple[Member, Contact]]) -> Standing:
    others = [standing_of(other) for _, other in found]
    # A form is a document of the account that holds it; no other account can show it.
    apart = [with_fields(other, consent=with_fields(other.consent, form_attachment_id=None)) for other in others]
    return combine([standing_of(contact), *apart], settings=top.settings.current().consent)


def _draft(found: Sequence[Contact]) -> ContactDraft:
    """What the copy is made from: who the first contact says the person is, and how every account reaches it.

    The types of emails and phones are each account's own, so the copy takes the top account's first ones.
    """
    source = found[0]
    emails = {comparable_email(email.address): Email(address=email.address) for contact in found for email in contact.emails}
    phones = {phone.number: Phone(number=phone.number) for contact in found for phone in contact.phones}
    return ContactDraft.model_validate(
        # Categories, groups and identifiers are the child account's own.
        {name: getattr(source, name) for name in PARTICULARS}
        | {
            "kind": source.kind,
            "emails": tuple(emails.values())[:MAXIMUM_POINTS],
            "phones": tuple(phones.values())[:MAXIMUM_POINTS],
        }
    )
