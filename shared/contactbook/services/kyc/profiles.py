"""KYC profiles: read, assign, verify, refute and change them (S2.71-S2.97)."""

from collections.abc import Callable
from datetime import date, datetime

from contactbook.domain.audit.entries import Change
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.days import today_in
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.kyc_record import KycState
from contactbook.domain.contacts.record import Contact
from contactbook.domain.kyc import profiles as rules
from contactbook.domain.kyc.ends import HELD
from contactbook.domain.kyc.proofs import Documents, asks_for_documents, documents_to_ask_for
from contactbook.domain.kyc.provision import documents_provided
from contactbook.domain.kyc.terms import AccountAbove, KycAllowances, accounts_above, allowances_of
from contactbook.domain.kyc.view import KycStanding, kyc_standing
from contactbook.domain.settings.kyc import Kyc
from contactbook.domain.settings.sections import Settings
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import editable_contact, visible_contact
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.services.changes.kyc_step import standing_now, with_account_opened
from contactbook.services.contacts import attachments
from contactbook.services.kyc.noticing import NOTHING_NOTICED, notice_documents, with_limits_known
from contactbook.storage.tenant_store import TenantStore


class KycView(KycStanding):
    """A contact's KYC profile, at the contact's version."""

    contact_id: str
    version: int


class KycDetails(KycView):
    """The same with what else a portal asks for.

    That is the documents that verification still needs, why an agent refuted it, and the accounts whose credit limit is above the
    maximum now (S2.72, S2.83).
    """

    missing_documents: tuple[str, ...] = ()
    refused_because: str | None = None
    accounts_above_maximum: tuple[AccountAbove, ...] = ()


def read_kyc(store: TenantStore, contact_id: str, *, by: Caller, now: datetime) -> KycDetails:
    """Return the contact's profile and what it still needs; changes nothing. A query for documents, where any are required.

    Raises NotFound, Merged.
    """
    return _details(store, visible_contact(store, contact_id, by=by), now)


def read_allowances(store: TenantStore, contact_id: str, *, by: Caller, now: datetime) -> KycAllowances:
    """Return what the contact may do (S2.71). Raises NotFound, Merged."""
    contact, settings = visible_contact(store, contact_id, by=by), store.settings.current()
    with_account = with_account_opened(contact, settings, now)
    return allowances_of(standing_now(contact, settings, now), with_account, settings.kyc)


def kyc_view(contact: Contact, settings: Settings, now: datetime) -> KycView:
    """Return the KYC profile of a contact as a caller sees it."""
    standing = kyc_standing(contact, settings, now)
    return KycView.model_validate(standing.model_dump() | {"contact_id": contact.contact_id, "version": contact.version})


def assign_profile(
    store: TenantStore, contact_id: str, profile: str, reason: str | None, *, by: Caller, now: datetime, if_match: int | None
) -> KycDetails:
    """Assign the profile that a user picked (S2.73), after confirming the uploads of one whose profile is refuted or expired.

    Raises as `domain.kyc.profiles.assign`.
    """
    before = editable_contact(store, contact_id, by=by, if_match=if_match)
    is_lost = before.kyc is not None and before.kyc.state not in HELD
    noticed = notice_documents(store, before, by=by, now=now) if is_lost else NOTHING_NOTICED

    def assign(contact: Contact, kyc: Kyc, today: date) -> Contact:
        # A document that was noticed just now may have revived the profile that it renewed.
        revived = noticed.is_new and contact.kyc is not None and contact.kyc.state in HELD
        if revived and before.kyc and contact.kyc:
            provided_on = contact.kyc.documents_provided_on
            contact = with_fields(contact, kyc=with_fields(before.kyc, renewed=True, documents_provided_on=provided_on))
        return rules.assign(contact, kyc, profile, today, reason)

    expected = noticed.version_to_expect(if_match)
    # What was noticed for the lost profile tells nothing if that one asked for no documents.
    return _act(store, contact_id, "kyc.assigned", assign, reason, by, now, expected, noticed.documents or None)


def verify_profile(
    store: TenantStore,
    contact_id: str,
    reason: str | None,
    *,
    by: Caller,
    now: datetime,
    if_match: int | None,
    profile: str | None = None,
) -> KycDetails:
    """Verify what the customer provided (S2.89), after confirming its uploads.

    With `profile`, only that one is. Raises as `domain.kyc.profiles.verify`.
    """
    before = editable_contact(store, contact_id, by=by, if_match=if_match)
    # First the state: a document that revives a refuted profile does not verify it.
    rules.require_pending(before, "verified", profile)
    noticed = notice_documents(store, before, by=by, now=now)

    def verify(contact: Contact, kyc: Kyc, today: date) -> Contact:
        return rules.verify(contact, kyc, noticed.documents, today, reason, judged=profile)

    expected = noticed.version_to_expect(if_match)
    return _act(store, contact_id, "kyc.verified", verify, reason, by, now, expected, noticed.documents)


def refute_profile(
    store: TenantStore,
    contact_id: str,
    reason: str | None,
    *,
    by: Caller,
    now: datetime,
    if_match: int | None,
    profile: str | None = None,
) -> KycDetails:
    """Refute what the customer provided (S2.90), all that has been uploaded by now.

    With `profile`, only that one is. Raises as `domain.kyc.profiles.refute`.
    """
    before = editable_contact(store, contact_id, by=by, if_match=if_match)
    rules.require_pending(before, "refuted", profile)
    noticed = notice_documents(store, before, by=by, now=now)
    expected = noticed.version_to_expect(if_match)

    def refute(contact: Contact, _: Kyc, __: date) -> Contact:
        return rules.refute(contact, reason, judged=profile)

    return _act(store, contact_id, "kyc.refuted", refute, reason, by, now, expected, noticed.documents)


def change_profile(
    store: TenantStore, contact_id: str, profile: str, reason: str | None, *, by: Caller, now: datetime, if_match: int | None
) -> KycDetails:
    """Change the contact to another profile (S2.92-S2.97), which counts the documents that are there.

    Raises as `domain.kyc.profiles.change`.
    """
    documents: dict[str, datetime] = {}

    def change(contact: Contact, kyc: Kyc, today: date) -> Contact:
        changed = rules.change(contact, kyc, profile, today, reason)
        if asks_for_documents(changed, kyc):
            documents.update(attachments.documents_of(store, contact_id, now=now))
        zone = store.settings.current().localization.time_zone
        for classification, stored_at in documents.items():
            changed = documents_provided(changed, kyc, classification, stored_at, zone=zone, now=now)
        return changed

    return _act(store, contact_id, "kyc.changed", change, reason, by, now, if_match, documents)


@retried_when_raced
def _act(
    store: TenantStore,
    contact_id: str,
    action: str,
    step: Callable[[Contact, Kyc, date], Contact],
    reason: str | None,
    by: Caller,
    now: datetime,
    if_match: int | None,
    documents: Documents | None = None,
) -> KycDetails:
    contact = with_limits_known(store, editable_contact(store, contact_id, by=by, if_match=if_match))
    settings = store.settings.current()
    after = step(contact, settings.kyc, _today(settings, now))
    repeats = reason is not None and contact.kyc is not None and contact.kyc.reason == reason
    # The audit entry names only fields that differ; a repeated reason is added to it.
    details = [Change(field="kyc.reason", from_=reason, to=reason)] if repeats else []
    change = ContactChange(before=contact, after=after, action=action, details=details)
    return _details(store, commit_change(store, change, by=by, now=now), now, documents)


def _details(store: TenantStore, contact: Contact, now: datetime, documents: Documents | None = None) -> KycDetails:
    """Return the details. The contact's documents are read unless they are given, and only where its profile requires any."""
    settings = store.settings.current()
    if documents is None:
        asks = asks_for_documents(contact, settings.kyc)
        documents = attachments.documents_of(store, contact.contact_id, now=now) if asks else {}
    contact = standing_now(contact, settings, now)
    is_refuted = contact.kyc is not None and contact.kyc.state is KycState.REFUTED
    return KycDetails.model_validate(
        kyc_view(contact, settings, now).model_dump()
        | {
            "missing_documents": documents_to_ask_for(contact, settings.kyc, documents, _today(settings, now)),
            "refused_because": contact.kyc.reason if contact.kyc and is_refuted else None,
            "accounts_above_maximum": accounts_above(contact, settings.kyc),
        }
    )


def _today(settings: Settings, now: datetime) -> date:
    return today_in(settings.localization.time_zone, now)
