"""What a customer provides: a document starts a term anew, and something new renews a refuted or expired profile (S2.76, S2.99)."""

from datetime import date, datetime

from contactbook.domain.base.days import today_in
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.kyc_record import ContactKyc, KycState
from contactbook.domain.contacts.record import Contact
from contactbook.domain.kyc.ends import HELD, is_due_to_expire, with_expiry
from contactbook.domain.kyc.proofs import rules_proven
from contactbook.domain.kyc.rules import document_of, is_provided, profile_of, rules_held
from contactbook.domain.kyc.stood import HashOf, told, told_for
from contactbook.domain.settings.kyc import Kyc


def documents_provided(
    contact: Contact, kyc: Kyc, classification: str, stored_at: datetime, *, zone: str, now: datetime
) -> Contact:
    """Return the contact after a file that was stored then has come in.

    If its profile asks for the document, the term starts on the day on which the file was stored, whenever somebody looks (S2.99),
    and the end of the document that it proves counts. A refuted or expired profile is renewed by a file that is newer than that (S2.76).
    """
    held = contact.kyc
    proven = rules_proven(contact, kyc, classification, stored_at, today_in(zone, now))
    if held is None or not proven:
        return contact
    day = today_in(zone, stored_at)
    if is_due_to_expire(contact, day):
        # It came after the end: the profile goes through the flow again, whether the job has come or not.
        return with_fields(contact, kyc=_renewed(with_fields(held, state=KycState.EXPIRED, since=None), day))
    if held.state in HELD:
        latest = max(day, held.documents_provided_on or day)
        shown = {document_of(rule.field) for rule in proven}
        kept = {document: end for document, end in held.proven_until.items() if document not in shown}
        provided = with_fields(held, documents_provided_on=latest, proven_until=kept)
        return with_expiry(with_fields(contact, kyc=provided), kyc)
    if held.since is not None and stored_at <= held.since:
        return contact
    return with_fields(contact, kyc=_renewed(held, day))


def _renewed(lost: ContactKyc, day: date) -> ContactKyc:
    return with_fields(lost, documents_provided_on=day, renewed=True)


def with_what_is_new(before: Contact, contact: Contact, kyc: Kyc, today: date, hash_of: HashOf, *, is_edit: bool) -> Contact:
    """Return the contact with what stood at its refutation or expiry, and if an edit has told something that did not (S2.76).

    What comes otherwise than by an edit, such as by a merge or the undo of an import, stands as if it had stood then.
    """
    held, was = contact.kyc, before.kyc
    if held is None or held.state in HELD:
        return contact
    if was is None or was.state in HELD:
        return _lost_now(before, contact, kyc, today, hash_of)
    if not is_edit and was == held and before.fields() == contact.fields():
        return contact
    had = told(before, hash_of)
    stood = frozenset(held.stood if held.stood is not None else had)
    if not is_edit:
        stood |= told(contact, hash_of) - had
    new = told_for(contact, kyc, today, hash_of) - stood
    is_informed = bool(new) and (held.informed or (is_edit and bool(new - had)))
    return with_fields(contact, kyc=with_fields(held, stood=tuple(sorted(stood)), informed=is_informed))


def _lost_now(before: Contact, contact: Contact, kyc: Kyc, today: date, hash_of: HashOf) -> Contact:
    """Return the contact whose profile was refuted or expired by this change, with what is told of it and the level of the profile."""
    held = contact.kyc
    if held is None:
        return contact
    stood = frozenset(held.stood or ()) | told(contact, hash_of)
    profile = profile_of(contact, kyc)
    # A document for which no scan is asked was renewed in time, and nobody could see it.
    unseen = before.kyc.proven_until if before.kyc and held.state is KycState.EXPIRED else {}
    is_renewed = any(
        document_of(rule.field) in unseen and rule.attachment_classification is None and is_provided(contact, rule, today)
        for rule in rules_held(contact, kyc)
    )
    level = held.level if held.level is not None else profile.level if profile else None
    lost = with_fields(held, stood=tuple(sorted(stood)), level=level, informed=is_renewed, proven_until={}, waits_for={})
    return with_fields(contact, kyc=lost)
