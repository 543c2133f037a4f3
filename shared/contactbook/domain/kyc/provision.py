"""What a customer provides: a document starts a term anew, and something new renews a refuted or expired profile (S2.76, S2.99)."""

from datetime import date, datetime

from contactbook.domain.base.days import today_in
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import Contact
from contactbook.domain.kyc.profiles import HELD, with_expiry
from contactbook.domain.kyc.proofs import gives_new_document, gives_new_information
from contactbook.domain.settings.kyc import Kyc


def documents_provided(contact: Contact, kyc: Kyc, classification: str, stored_at: datetime, zone: str) -> Contact:
    """Return the contact after a file that was stored then has come in.

    If its profile asks for the document, the term starts on the day on which the file was stored, whenever somebody looks (S2.99).
    A refuted or expired profile is renewed by a file that is newer than that (S2.76).
    """
    held = contact.kyc
    if held is None or not gives_new_document(contact, kyc, classification, stored_at):
        return contact
    day = today_in(zone, stored_at)
    if held.state in HELD:
        latest = max(day, held.documents_provided_on or day)
        return with_expiry(with_fields(contact, kyc=with_fields(held, documents_provided_on=latest)), kyc)
    # The bucket dates files to the second.
    if held.since is not None and stored_at < held.since.replace(microsecond=0):
        return contact
    return with_fields(contact, kyc=with_fields(held, documents_provided_on=day, renewed=True))


def information_provided(before: Contact, contact: Contact, kyc: Kyc, today: date) -> Contact:
    """Return the contact after an edit: information that its refuted or expired profile requires renews it (S2.76)."""
    held = contact.kyc
    if held is None or held.state in HELD or held.renewed or not gives_new_information(before, contact, kyc, today):
        return contact
    return with_fields(contact, kyc=with_fields(held, renewed=True))
