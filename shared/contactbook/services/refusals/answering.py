"""A user's yes where the person said no: it needs evidence that is younger than the no (S5.5)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import FieldError, NotFound, RuleBroken, ValidationFailed
from contactbook.domain.base.versions import with_fields
from contactbook.domain.consent.preferences import channels_in
from contactbook.domain.contacts.attachments import Attachment, AttachmentState, stored
from contactbook.domain.contacts.drafts import PreferencesDraft
from contactbook.domain.contacts.record import Contact
from contactbook.domain.permissions.scopes import channel_scope, is_topic, said_about, topic_of_scope
from contactbook.domain.permissions.standing import answers_mark, is_own, own_no
from contactbook.domain.permissions.topics import topic_nos
from contactbook.domain.refusals.evidence import EvidenceDraft
from contactbook.domain.refusals.marks import AFFILIATE_MARKETING, DIRECT_MARKETING, PROCESSING, RefusedAddress, Scope, Through
from contactbook.services.base.uploads import taken_over
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
    return wanted | {channel_scope(one): f"{prefix}/channels/{one.value}" for one, stated in channels.items() if stated}


def require_answered(
    store: TenantStore,
    contact: Contact,
    wanted: Wanted,
    evidence: EvidenceDraft | None,
    *,
    by: Caller,
    now: datetime,
    told_in: str = "/evidence",
) -> None:
    """Refuse a user's yes over a no of the person, or of a person at one of the contact's addresses, without younger evidence.

    Nothing is read for a settled contact. `told_in` points to the evidence. Raises RuleBroken `refusal_stands` with each field, or with the
    time of evidence that is older than the no, ValidationFailed for evidence of the future.
    """
    require_past(evidence, now, told_in)
    if not wanted or is_own(by.actor):
        return
    marks = marks_of_contact(store, contact)
    stands = [
        refused_field(field, scope, evidence, told_in)
        for scope, field in wanted.items()
        if any(is_open(no, evidence) for no in standing_nos(contact, scope, marks))
    ]
    if stands:
        raise RuleBroken(
            "The person refused this, or a user did for another contact with the address. Send `evidence` that the person has said yes "
            "after the last no, or let it choose on its page.",
            code="refusal_stands",
            errors=list(dict.fromkeys(stands)),
        )


def require_past(evidence: EvidenceDraft | None, now: datetime, told_in: str = "/evidence") -> None:
    """Raise ValidationFailed `in_the_future` for evidence of what was not said yet."""
    if evidence is not None and evidence.said_at > now:
        raise ValidationFailed.of(f"{told_in}/said_at", "in_the_future", "`said_at` must not be in the future.")


def is_open(no: datetime, evidence: EvidenceDraft | None) -> bool:
    """True if the evidence does not answer what was refused at that time: it must be younger."""
    return evidence is None or no >= evidence.said_at


def refused_field(field: str, scope: Scope, evidence: EvidenceDraft | None, told_in: str = "/evidence") -> FieldError:
    """Return the error of a field that says yes over a no, or of the time of evidence that is older than the no.

    Its code is `topic_left` for a list (S5.7), else `refusal_stands`.
    """
    code = "topic_left" if is_topic(scope) else "refusal_stands"
    if evidence is not None:
        return FieldError(f"{told_in}/said_at", code, "`said_at` must be later than the person's last no.")
    return FieldError(field, code, "The person left this list." if is_topic(scope) else "The person refused this.")


def require_no_own_evidence(evidence: EvidenceDraft | None, by: Caller) -> None:
    """Refuse evidence of the person itself: what it says needs none. Raises ValidationFailed `not_for_the_person`."""
    if evidence is not None and is_own(by.actor):
        raise ValidationFailed.of("/evidence", "not_for_the_person", "What the person says itself needs no evidence.")


def evidence_writes(
    store: TenantStore, contact_id: str | None, evidence: EvidenceDraft | None, told_in: str = "/evidence", *, now: datetime
) -> list[Write]:
    """Return the writes that hold the evidence's document: an attachment of the contact, or a file of the library (S2.119).

    Raises ValidationFailed `unknown_attachment`.
    """
    attachment_id = evidence.attachment_id if evidence else None
    if attachment_id is None:
        return []
    return writes_of_form(store, contact_id, attachment_id, f"{told_in}/attachment_id", now=now)


def writes_of_form(store: TenantStore, contact_id: str | None, attachment_id: str, field: str, *, now: datetime) -> list[Write]:
    """Return the writes that hold a document on which a consent rests from now on, as `evidence_writes`.

    A document that is held already needs none, but the condition that it is still in the library: removing an attachment changes the
    contact's version, which the change is saved on. One whose file has arrived is taken over first; one that was only announced is none.
    """
    try:
        own = store.attachments.find(contact_id, attachment_id) if contact_id else None
        found = own or store.library.get(attachment_id)
    except NotFound as error:
        raise ValidationFailed.of(field, "unknown_attachment", "The attachment does not exist.") from error
    there = _uploaded(store, found, field, now)
    if there.rested_on_since is None or there is not found:
        held = with_fields(there, version=found.version + 1, rested_on_since=found.rested_on_since or now)
        if own and contact_id:
            return store.attachments.save_writes(contact_id, attachment_id, held, replacing=found.version)
        return [store.library.save_of(attachment_id, held, replacing=found.version)]
    return [] if own else [store.library.check_of(attachment_id)]


def _uploaded(store: TenantStore, attachment: Attachment, field: str, now: datetime) -> Attachment:
    """Return the attachment with its file, which is taken over if it has arrived. Raises ValidationFailed `unknown_attachment`."""
    if attachment.state is not AttachmentState.PENDING:
        return attachment
    taken = taken_over(store, attachment, now)
    if taken is None:
        message = "The file of this attachment was announced and is not uploaded yet. Upload it first."
        raise ValidationFailed.of(field, "unknown_attachment", message)
    # The uploaded file is removed within a day, as is the copy if the change is not saved.
    return stored(attachment, taken.stored_at, taken.file_key)


def marks_at_addresses(
    store: TenantStore, contacts: Sequence[Contact], said_by: Collection[str] = ()
) -> dict[str, tuple[RefusedAddress, ...]]:
    """Return by contact what is refused at its addresses. One batch read, for those that are not settled; none if all are."""
    found = refused_addresses(store, [(contact, contact.reached_at()) for contact in contacts], said_by)
    return {
        contact.contact_id: tuple(mark for address in contact.reached_at() for mark in found.get(address, ()))
        for contact in contacts
    }


def marks_of_contact(store: TenantStore, contact: Contact) -> tuple[RefusedAddress, ...]:
    """Return what is refused at the contact's addresses. Nothing is read for a settled contact."""
    return marks_at_addresses(store, [contact], contact.own_ids())[contact.contact_id]


def standing_nos(contact: Contact, scope: Scope, marks: Iterable[RefusedAddress]) -> list[datetime]:
    """Return when the person, or one with an address of the contact, said each no that its own yes has not answered since."""
    if is_topic(scope):
        return topic_nos(contact, topic_of_scope(scope), marks)
    said = said_about(contact, scope)
    own = own_no(said) if said else None
    at_addresses = [
        mark.said_at
        for mark in marks
        if mark.through is not Through.BOUNCE
        and (scope in mark.scopes or PROCESSING in mark.scopes)
        and not (said and answers_mark(contact, said, mark))
    ]
    return [*([own] if own else []), *at_addresses]
