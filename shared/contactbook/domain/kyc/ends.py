"""When a held profile ends: its term, and the printed ends of the documents that count (S2.98-S2.106)."""

from datetime import date, timedelta

from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.kyc_record import ContactKyc, KycState
from contactbook.domain.contacts.record import Contact
from contactbook.domain.kyc.proofs import proven_by_a_scan
from contactbook.domain.kyc.rules import DOCUMENTS, counts_expiry, document_of, expiry_of, profile_named, rules_for
from contactbook.domain.settings.kyc import Kyc, KycProfile

HELD = frozenset({KycState.PENDING_VERIFICATION, KycState.VERIFIED})
# Why a profile ends, where no document is the cause.
PERIOD = "period"


def is_due_to_expire(contact: Contact, today: date) -> bool:
    """True if the held profile ends today or ended before; `today` is in the tenant's time zone (S2.105)."""
    held = contact.kyc
    return held is not None and held.state in HELD and held.expires_on is not None and held.expires_on <= today


def expire(contact: Contact) -> Contact:
    """Return the contact with its profile expired (S2.100-S2.102). The profile keeps the cause of its expiry."""
    held = contact.kyc
    return with_fields(contact, kyc=with_fields(held, state=KycState.EXPIRED, since=None)) if held else contact


def standing_on(contact: Contact, today: date) -> Contact:
    """Return the contact as its profile stands today: a profile that has ended is expired, before the job says so (S2.105)."""
    return expire(contact) if is_due_to_expire(contact, today) else contact


def with_expiry(contact: Contact, kyc: Kyc) -> Contact:
    """Return the contact with the end of its held profile: the earliest of its term and of the documents that count."""
    held = contact.kyc
    profile = profile_named(kyc, held.profile) if held else None
    if held is None or profile is None or held.state not in HELD:
        return contact
    start = max(held.assigned_on, held.documents_provided_on or held.assigned_on)
    ends: list[tuple[date, str]] = (
        [(_days_after(start, profile.expires_after_days), PERIOD)] if profile.expires_after_days else []
    )
    ends += [
        (end, document)
        for document, end in _ends_of_documents(contact, kyc, profile).items()
        if not _is_waited_for(held, document, end)
    ]
    expires_on, because = min(ends) if ends else (None, None)
    return with_fields(contact, kyc=with_fields(held, expires_on=expires_on, expires_because=because))


def waiting_for_documents(contact: Contact, kyc: Kyc, today: date) -> Contact:
    """Return the contact with its profile pending until new ones come of the documents that have ended already (S2.92)."""
    held = contact.kyc
    profile = profile_named(kyc, held.profile) if held else None
    if held is None or profile is None:
        return contact
    ended = {document: end for document, end in _ends_of_documents(contact, kyc, profile).items() if end <= today}
    waiting = with_fields(held, state=KycState.PENDING_VERIFICATION, waits_for=ended)
    return with_expiry(with_fields(contact, kyc=waiting), kyc)


def with_ends_kept(before: Contact, contact: Contact) -> Contact:
    """Return the contact with the ends of the documents that its profile was held with (S2.101, S2.103).

    Who gives another number or a later date, or takes a document away, proves nothing by that: the earlier end counts, until a scan
    proves the new one or an agent verifies it.
    """
    held, was = contact.kyc, before.kyc
    if held is None or was is None or held.state not in HELD or was.state not in HELD:
        return contact
    kept = dict(held.proven_until)
    for document in DOCUMENTS.values():
        end, printed = _end_that_counts(before, document), expiry_of(contact, document)
        if end is None or proven_by_a_scan(before, document) == proven_by_a_scan(contact, document):
            continue
        if printed is None or printed > end:
            kept[document] = end
        else:
            kept.pop(document, None)
    return with_fields(contact, kyc=with_fields(held, proven_until=kept)) if kept != held.proven_until else contact


def _ends_of_documents(contact: Contact, kyc: Kyc, profile: KycProfile) -> dict[str, date]:
    """Return the end of each document that must be renewed for the profile."""
    documents = [document_of(rule.field) for rule in rules_for(kyc, contact.kind, profile) if counts_expiry(rule)]
    return {document: end for document in documents if document and (end := _end_that_counts(contact, document))}


def _is_waited_for(held: ContactKyc, document: str, end: date) -> bool:
    """True if the document had ended before the profile was given, and nobody has proven a new one."""
    is_pending = held.state is KycState.PENDING_VERIFICATION
    return is_pending and document in held.waits_for and end <= held.waits_for[document]


def _end_that_counts(contact: Contact, document: str) -> date | None:
    """Return the end of a document of a held profile: the earlier one of what is printed and of what was proven."""
    proven = contact.kyc.proven_until.get(document) if contact.kyc else None
    return min((end for end in (proven, expiry_of(contact, document)) if end is not None), default=None)


def _days_after(start: date, days: int) -> date:
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return date.max
