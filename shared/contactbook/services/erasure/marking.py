"""The first phase of anonymization: check what blocks it, then blank the contact and close it (S2.131-S2.137)."""

from collections.abc import Sequence
from datetime import datetime

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.days import today_in
from contactbook.domain.base.errors import NotFound
from contactbook.domain.base.values import Part
from contactbook.domain.base.versions import require_version, with_fields
from contactbook.domain.contacts.record import Contact, Erasure
from contactbook.domain.erasure.anonymization import (
    DISABLED,
    AnonymizationCheck,
    blanked,
    blockers,
    certificate_of,
    checked,
    require_unblocked,
    unmet_conditions,
)
from contactbook.domain.erasure.deleted import items_of
from contactbook.domain.erasure.runs import AnonymizationOutcome, RunContact
from contactbook.domain.lists.lists import MOST_LISTS_AT_ONCE
from contactbook.domain.segments.criteria_parsing import parsed_conditions
from contactbook.domain.segments.named_lists import named_lists
from contactbook.domain.settings.permissions import Anonymization, GroupRight
from contactbook.domain.settings.sections import Settings
from contactbook.services.base.named_records import require_lists
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import seen, visible_profile
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.services.decisions.suppressions import erase_values, keep_from_being_contacted
from contactbook.services.erasure.deletion import deleted_instead
from contactbook.services.refusals.following import mark_holders
from contactbook.services.refusals.former_addresses import MERGES, ever_held
from contactbook.storage.contacts.profiles import Profile
from contactbook.storage.tenant_store import TenantStore

# Lists that the transaction of the mark removes. A contact with more leaves some of its lists in changes before.
_LISTS_AT_ONCE = 20


def check_conditions(store: TenantStore, before: Settings, section: Part, now: datetime) -> None:  # noqa: ARG001 - every check has this signature
    """Raise ValidationFailed if the conditions of the settings are not valid criteria (S2.136), or name a list that does not exist."""
    if isinstance(section, Anonymization):
        parsed_conditions(section.conditions, before.custom_fields)
        require_lists(store, named_lists(list(section.conditions), under="/conditions"))


def check_anonymization(store: TenantStore, contact_id: str, *, by: Caller, now: datetime) -> AnonymizationCheck:
    """Return every blocker at once, and which consents anonymize. Changes nothing. Raises NotFound, Deleted, Merged.

    Settings that do not allow the action do not stop what a consent asks for (S2.137, S2.139). A contact that waits for the job
    shows what stopped the job last.
    """
    try:
        profile = visible_profile(store, contact_id, by=by)
    except NotFound as missing:
        raise deleted_instead(store, contact_id, missing, by=by) from missing
    contact = profile.contact
    found = blockers_of(store, profile, now)
    settings = store.settings.current()
    if not contact.anonymization_pending and not settings.anonymization.enabled:
        found.append(DISABLED)
    if contact.anonymization_pending and not found and (refusal := store.job_refusals.find(contact_id)):
        found.append(refusal)
    return checked(contact, found, settings.consent)


def would_become(store: TenantStore, contact_id: str, *, now: datetime) -> RunContact:
    """Return what a run would do with the contact now. Changes nothing."""
    profile = store.contacts.profile(contact_id)
    if isinstance(profile, Profile):
        # One whose erasure has begun has nothing left that could block it.
        found = [] if profile.contact.erasure else blockers_of(store, profile, now)
    else:
        found = ["merged" if profile else "not_found"]
    outcome = AnonymizationOutcome.BLOCKED if found else AnonymizationOutcome.WOULD_ANONYMIZE
    return RunContact(contact_id=contact_id, outcome=outcome, blockers=tuple(found))


def blockers_of(store: TenantStore, profile: Profile, now: datetime) -> list[str]:
    """Return why the contact cannot be anonymized now; empty if it can."""
    settings = store.settings.current()
    accounts = store.accounts.all_in(profile.children)
    return blockers(
        profile.contact,
        accounts,
        store.opportunities.all_in(profile.children),
        # Read after the contact: one added since then has changed the contact's version, on which the mark is saved.
        store.engagements.all_of(profile.contact.contact_id),
        unbilled=store.transactions.has_unbilled([account.account_id for account in accounts]),
        conditions=parsed_conditions(settings.anonymization.conditions, settings.custom_fields),
        today=today_in(settings.localization.time_zone, now),
    )


def _unmet(store: TenantStore, profile: Profile, now: datetime) -> list[str]:
    settings = store.settings.current()
    return unmet_conditions(
        parsed_conditions(settings.anonymization.conditions, settings.custom_fields),
        profile.contact,
        store.accounts.all_in(profile.children),
        store.opportunities.all_in(profile.children),
        today_in(settings.localization.time_zone, now),
    )


@retried_when_raced
def mark_contact(
    store: TenantStore,
    contact_id: str,
    *,
    by: Caller,
    now: datetime,
    if_match: int | None = None,
    though_blocked: bool = False,
) -> Erasure:
    """Blank the contact and close it for every use, in one transaction; return how far its erasure is.

    The transaction frees the contact's claims and removes it from its lists. Its addresses stay suppressed, known by their keyed
    hashes only. A contact that is marked already stays as it is. `though_blocked` is for one that was erased before and came back with a
    restored table (S8.7). Raises RuleBroken `anonymization_blocked` with every reason, VersionMismatch, NotFound, Merged.
    """
    profile = visible_profile(store, contact_id, by=by)
    contact = seen(store, profile.contact, by=by, right=GroupRight.EDIT)
    if contact.erasure is not None:
        return contact.erasure
    require_version(contact.version, if_match)
    if not though_blocked:
        found = blockers_of(store, profile, now)
        require_unblocked(found, _unmet(store, profile, now) if "settings_condition" in found else ())
    removed = {kind: count for kind, count in items_of(contact).items() if kind != "contact"}
    contact = _with_few_lists(store, contact, by, now)
    _refuse_every_address(store, contact, store.accounts.all_in(profile.children), now)
    certificate = certificate_of(contact_id, by.actor, now, erased=removed, redacted={"contact": 1})
    change = ContactChange(
        before=contact,
        after=blanked(contact, now),
        action="contact.anonymization_started",
        writes=(store.erasure_certificates.put_of(certificate, is_new=True),),
        conceals=True,
    )
    commit_change(store, change, by=by, now=now)
    erase_values(store, contact, store.accounts.all_in(profile.children))
    return Erasure.ERASING


def _refuse_every_address(store: TenantStore, contact: Contact, accounts: Sequence[Account], now: datetime) -> None:
    """Refuse every address that the person has or had, and mark who else holds a former one: while the history tells which they were.

    The stream marks who holds a present one.
    """
    former = ever_held(store, contact, passing_over=MERGES)
    keep_from_being_contacted(store, contact, accounts, former=former, now=now)
    for address in former:
        if address not in contact.reached_at():
            mark_holders(store, address, now)


def _with_few_lists(store: TenantStore, contact: Contact, by: Caller, now: datetime) -> Contact:
    """Return the contact with no more lists than the transaction of the mark can remove: some leave in each change before."""
    while len(contact.list_ids) > _LISTS_AT_ONCE:
        kept = contact.list_ids[:-MOST_LISTS_AT_ONCE]
        change = ContactChange(contact, with_fields(contact, list_ids=kept), "contact.lists_changed", conceals=True)
        contact = commit_change(store, change, by=by, now=now)
    return contact
