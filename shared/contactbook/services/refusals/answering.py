"""A user's yes where the person said no: it needs evidence that is younger than the no (S5.5)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import FieldError, NotFound, RuleBroken, ValidationFailed
from contactbook.domain.consent.preferences import channels_in
from contactbook.domain.contacts.attachments import rested_on
from contactbook.domain.contacts.drafts import PreferencesDraft
from contactbook.domain.contacts.record import Contact
from contactbook.domain.permissions.standing import answered_at, is_own, own_no
from contactbook.domain.refusals.evidence import EvidenceDraft
from contactbook.domain.refusals.marks import AFFILIATE_MARKETING, DIRECT_MARKETING, PROCESSING, RefusedAddress, Scope, Through
from contactbook.services.refusals.standing import refused_addresses
from contactbook.storage.base.rows import Write
from contactbook.storage.tenant_store import TenantStore

# A scope that the request says yes to, and the pointer to the field that says so.
Wanted = Mapping[Scope, str]


def wanted_by(draft: PreferencesDraft, prefix: str = "") -> dict[Scope, str]:
    """Return the scopes that a request says yes to."""
    flags = {DIRECT_MARKETING: draft.direct_marketing, AFFILIATE_MARKETING: draft.affiliate_marketing}
    wanted = {scope: f"{prefix}/{scope}" for scope, stated in flags.items() if stated}
    channels = channels_in(draft)
    return wanted | {f"channel:{one.value}": f"{prefix}/channels/{one.value}" for one, stated in channels.items() if stated}


def require_answered(
    store: TenantStore, contact: Contact, wanted: Wanted, evidence: EvidenceDraft | None, *, by: Caller, now: datetime
) -> None:
    """Refuse a user's yes over a no of the person, or of a person at one of the contact's addresses, without younger evidence.

    Nothing is read for a settled contact. Raises RuleBroken `refusal_stands` with each field, ValidationFailed for evidence of
    the future.
    """
    if not wanted or is_own(by.actor):
        return
    if evidence is not None and evidence.said_at > now:
        raise ValidationFailed.of("/evidence/said_at", "in_the_future", "`said_at` must not be in the future.")
    marks = _marks(store, contact)
    stands = [
        FieldError(field, "refusal_stands", "The person refused this.")
        for scope, field in wanted.items()
        if any(evidence is None or no >= evidence.said_at for no in _nos(contact, scope, marks))
    ]
    if stands:
        raise RuleBroken(
            "The person refused this itself. Send `evidence` that it has said yes after its last no, or let it choose on its page.",
            code="refusal_stands",
            errors=stands,
        )


def require_no_own_evidence(evidence: EvidenceDraft | None, by: Caller) -> None:
    """Refuse evidence of the person itself: what it says needs none. Raises ValidationFailed `not_for_the_person`."""
    if evidence is not None and is_own(by.actor):
        raise ValidationFailed.of("/evidence", "not_for_the_person", "What the person says itself needs no evidence.")


def evidence_writes(store: TenantStore, contact_id: str | None, evidence: EvidenceDraft | None, *, now: datetime) -> list[Write]:
    """Return the writes that hold the evidence's document: an attachment of the contact, or a file of the library (S2.119).

    Raises ValidationFailed `unknown_attachment`.
    """
    attachment_id = evidence.attachment_id if evidence else None
    if attachment_id is None:
        return []
    # A new contact states it with its preferences.
    field = "/evidence/attachment_id" if contact_id else "/preferences/evidence/attachment_id"
    return writes_of_form(store, contact_id, attachment_id, field, now=now)


def writes_of_form(store: TenantStore, contact_id: str | None, attachment_id: str, field: str, *, now: datetime) -> list[Write]:
    """Return the writes that hold a document on which a consent rests from now on, as `evidence_writes`.

    A document that is held already needs none, but the condition that it is still in the library: removing an attachment changes the
    contact's version, which the change is saved on.
    """
    try:
        own = store.attachments.find(contact_id, attachment_id) if contact_id else None
        found = own or store.library.get(attachment_id)
    except NotFound as error:
        raise ValidationFailed.of(field, "unknown_attachment", "The attachment does not exist.") from error
    if found.rested_on_since is None:
        held = rested_on(found, now)
        if own and contact_id:
            return store.attachments.save_writes(contact_id, attachment_id, held, replacing=found.version)
        return [store.library.save_of(attachment_id, held, replacing=found.version)]
    return [] if own else [store.library.check_of(attachment_id)]


def _marks(store: TenantStore, contact: Contact) -> Sequence[RefusedAddress]:
    if contact.settled:
        return contact.refusals
    found = refused_addresses(store, [(contact, contact.reached_at())], (contact.contact_id, *contact.absorbed))
    return [mark for marks in found.values() for mark in marks]


def _nos(contact: Contact, scope: Scope, marks: Iterable[RefusedAddress]) -> list[datetime]:
    """Return when the person, or one with an address of the contact, said each no that its own yes has not answered since."""
    flags = {DIRECT_MARKETING: contact.preferences.direct_marketing, AFFILIATE_MARKETING: contact.preferences.affiliate_marketing}
    channels = {f"channel:{channel.value}": said for channel, said in contact.preferences.channels.items()}
    said = contact.consent if scope == PROCESSING else (flags | channels).get(scope)
    own = own_no(said) if said else None
    yes = answered_at(said) if said else None
    at_addresses = [
        mark.said_at
        for mark in marks
        if mark.through is not Through.BOUNCE and (scope in mark.scopes or PROCESSING in mark.scopes)
    ]
    return [*([own] if own else []), *(at for at in at_addresses if yes is None or yes <= at)]
