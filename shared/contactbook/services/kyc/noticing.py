"""What has come in of a contact before its KYC profile is judged: its uploads, and the credit limits of older accounts."""

from dataclasses import dataclass
from datetime import date, datetime

from contactbook.domain.accounts.accounts import limits_of
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import Contact
from contactbook.domain.kyc.ends import PERIOD, is_due_to_expire
from contactbook.domain.kyc.proofs import Documents, asks_for_documents
from contactbook.services.contacts import attachments
from contactbook.storage.tenant_store import TenantStore


@dataclass(frozen=True)
class Noticed:
    """When the contact's documents were stored, and if one of them was noticed just now, which changed the contact."""

    documents: Documents
    is_new: bool

    def version_to_expect(self, if_match: int | None) -> int | None:
        """Return the version that the caller's next write expects. Its own was checked before a document changed the contact."""
        return None if self.is_new else if_match


NOTHING_NOTICED = Noticed({}, is_new=False)


def notice_documents(store: TenantStore, contact: Contact, *, by: Caller, now: datetime) -> Noticed:
    """Notice the uploads of a contact whose profile requires documents: one query, and a HEAD request for each pending file."""
    if not asks_for_documents(contact, store.settings.current().kyc):
        return NOTHING_NOTICED
    documents, is_new = attachments.confirm_uploads(store, contact.contact_id, by=by, now=now)
    return Noticed(documents, is_new=is_new)


def after_last_look(store: TenantStore, contact: Contact, today: date, *, by: Caller, now: datetime) -> Contact:
    """Return the contact with the uploads noticed that may hold off the end of its profile: before it expires, they count (S2.99).

    That is a document that starts the term anew, or one that proves a later end.
    """
    held = contact.kyc
    may_hold_off = held is not None and (held.expires_because == PERIOD or held.expires_because in held.proven_until)
    if may_hold_off and is_due_to_expire(contact, today) and notice_documents(store, contact, by=by, now=now).is_new:
        return store.contacts.get(contact.contact_id)
    return contact


def with_limits_known(store: TenantStore, contact: Contact) -> Contact:
    """Return the contact with the credit limits of its accounts. Only an older contact does not have them: that is one query."""
    if contact.credit_limits is not None or not contact.had_account:
        return contact
    return with_fields(contact, credit_limits=limits_of(store.accounts.all_of(contact.contact_id)))
