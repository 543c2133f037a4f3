"""KYC profiles: assign, verify, refute, change and expire them, and list those that expire soon (S2.71-S2.109)."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from contactbook.domain.audit.entries import Change
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.days import today_in
from contactbook.domain.base.paging import After
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.attachments import AttachmentState
from contactbook.domain.contacts.record import Contact
from contactbook.domain.kyc import profiles as rules
from contactbook.domain.kyc.view import KycStanding, kyc_standing
from contactbook.domain.settings.kyc import Kyc
from contactbook.domain.settings.permissions import GroupRight
from contactbook.domain.settings.sections import Settings
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import editable_contact, visible_contact
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.services.contacts import attachments
from contactbook.storage.kyc.expiries import page_of_due
from contactbook.storage.tenant_store import TenantStore


class KycView(KycStanding):
    """A contact's KYC profile, at the contact's version."""

    contact_id: str
    version: int


def read_kyc(store: TenantStore, contact_id: str, *, by: Caller, now: datetime) -> KycView:
    """Return the contact's profile and what it still needs. Raises NotFound, Merged."""
    return kyc_view(visible_contact(store, contact_id, by=by), store.settings.current(), now)


def kyc_view(contact: Contact, settings: Settings, now: datetime) -> KycView:
    """Return the KYC profile of a contact as a caller sees it."""
    standing = kyc_standing(contact, settings, now)
    return KycView.model_validate(standing.model_dump() | {"contact_id": contact.contact_id, "version": contact.version})


def assign_profile(
    store: TenantStore, contact_id: str, profile: str, reason: str | None, *, by: Caller, now: datetime, if_match: int | None
) -> KycView:
    """Assign the profile that a user picked (S2.73). Raises as `domain.kyc.profiles.assign`."""
    return _act(
        store,
        contact_id,
        "kyc.assigned",
        lambda contact, kyc, today: rules.assign(contact, kyc, profile, today, reason),
        reason,
        by,
        now,
        if_match,
    )


def verify_profile(
    store: TenantStore, contact_id: str, reason: str | None, *, by: Caller, now: datetime, if_match: int | None
) -> KycView:
    """Verify what the customer provided (S2.89), after confirming its uploads. Raises as `domain.kyc.profiles.verify`."""
    before = editable_contact(store, contact_id, by=by, if_match=if_match)
    documents = attachments.confirm_uploads(store, contact_id, by=by, now=now)
    classifications = {document.classification for document in documents if document.state is AttachmentState.STORED}
    # Confirming an upload changes the contact's version. The caller's version was checked before that.
    expected = None if any(document.stored_at == now for document in documents) else before.version if if_match else None

    def verify(contact: Contact, kyc: Kyc, today: date) -> Contact:
        return rules.verify(contact, kyc, classifications, today, reason)

    return _act(store, contact_id, "kyc.verified", verify, reason, by, now, expected)


def refute_profile(
    store: TenantStore, contact_id: str, reason: str | None, *, by: Caller, now: datetime, if_match: int | None
) -> KycView:
    """Refute what the customer provided (S2.90). Raises as `domain.kyc.profiles.refute`."""
    return _act(store, contact_id, "kyc.refuted", lambda contact, *_: rules.refute(contact, reason), reason, by, now, if_match)


def change_profile(
    store: TenantStore, contact_id: str, profile: str, reason: str | None, *, by: Caller, now: datetime, if_match: int | None
) -> KycView:
    """Change the contact to another profile (S2.92-S2.97). Raises as `domain.kyc.profiles.change`."""
    return _act(
        store,
        contact_id,
        "kyc.changed",
        lambda contact, kyc, today: rules.change(contact, kyc, profile, today, reason),
        reason,
        by,
        now,
        if_match,
    )


def page_of_expiring(
    store: TenantStore,
    *,
    profile: str | None,
    within_days: int,
    by: Caller,
    now: datetime,
    limit: int,
    after: After | None,
) -> tuple[list[KycView], After | None]:
    """Return customers whose profile ends within some days, by date (S2.108): one query of the due index and one batch read."""
    settings = store.settings.current()
    last = _today(settings, now) + timedelta(days=within_days)
    contact_ids, next_page = page_of_due(store.keys, up_to=last, limit=limit, after=after)
    contacts = [
        contact
        for contact in store.contacts.get_many(contact_ids)
        if contact.kyc and profile in (None, contact.kyc.profile) and may(by, contact, GroupRight.SELECT, settings.groups)
    ]
    return [kyc_view(contact, settings, now) for contact in contacts], next_page


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
) -> KycView:
    contact = editable_contact(store, contact_id, by=by, if_match=if_match)
    settings = store.settings.current()
    after = step(contact, settings.kyc, _today(settings, now))
    repeats = reason is not None and contact.kyc is not None and contact.kyc.reason == reason
    # The audit entry names only fields that differ; a repeated reason is added to it.
    details = [Change(field="kyc.reason", from_=reason, to=reason)] if repeats else []
    change = ContactChange(before=contact, after=after, action=action, details=details)
    return kyc_view(commit_change(store, change, by=by, now=now), settings, now)


@retried_when_raced
def expire_if_due(store: TenantStore, contact_id: str, *, by: Caller, now: datetime) -> bool:
    """Expire the contact's profile if it is due (S2.100-S2.105); return True if it was.

    The transaction is saved on the contact's version. If a verification or a new document comes first, the rule decides again.
    """
    found = store.contacts.find(contact_id)
    if not isinstance(found, Contact) or found.erasure:
        return False
    if not rules.is_due_to_expire(found, _today(store.settings.current(), now)):
        return False
    commit_change(store, ContactChange(before=found, after=rules.expire(found), action="kyc.expired"), by=by, now=now)
    return True


def _today(settings: Settings, now: datetime) -> date:
    return today_in(settings.localization.time_zone, now)
