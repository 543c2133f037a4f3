"""What is to be worked off: profiles by state, profiles that end soon, accounts above their maximum, and expiry runs (S2.72, S2.108)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.days import today_in
from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.base.paging import After
from contactbook.domain.base.values import Day, Moment, Money, Value
from contactbook.domain.contacts.access import may, sees_everybody
from contactbook.domain.contacts.kyc_record import KycState
from contactbook.domain.contacts.record import Contact
from contactbook.domain.kyc.expiry_runs import ExpiredProfile, KycExpiryRun, KycExpiryState
from contactbook.domain.kyc.rules import profile_named
from contactbook.domain.kyc.terms import AccountAbove, accounts_above, terms_of
from contactbook.domain.settings.permissions import GroupRight
from contactbook.services.kyc.profiles import KycView, kyc_view
from contactbook.storage.kyc.expiries import page_of_due
from contactbook.storage.kyc.standings import page_of_above_maximum, page_of_state
from contactbook.storage.tenant_store import TenantStore

_STATE, _CONTACT, _ACCOUNT = "state", "contact", "account"
# Sorts behind the id of every account.
_BEHIND_ALL = "~"


class ListedState(StrEnum):
    """A state of which somebody has to do something."""

    PENDING_VERIFICATION = "pending_verification"
    REFUTED = "refuted"
    EXPIRED = "expired"


class AboveMaximum(AccountAbove):
    """An account above its maximum, with its contact and the standing that sets the maximum."""

    contact_id: str
    profile: str | None
    state: KycState | None
    since: Moment | None
    maximum_credit_limit: Money | None


class ExpiredInRun(ExpiredProfile):
    """What a run did with one contact, and its accounts that are above the maximum now."""

    accounts_above_maximum: tuple[AccountAbove, ...] = ()


class ListedExpiryRun(Value):
    """A run of the expiry, as a caller sees it. Its counts are of the whole tenant: they are null for whom some contacts are hidden (S8.3)."""

    run_id: str
    day: Day
    state: KycExpiryState
    expired: int | None = None
    failed: int | None = None
    started_at: Moment
    finished_at: Moment | None = None


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
    """Return customers whose profile ends within some days, by date (S2.108): one query of the due index and one batch read.

    Raises ValidationFailed for a profile that is not defined.
    """
    settings = store.settings.current()
    if profile is not None and profile_named(settings.kyc, profile) is None:
        raise ValidationFailed.of(
            "/profile", "unknown_profile", "The settings do not define this profile. GET /v1/settings/kyc lists them."
        )
    last = today_in(settings.localization.time_zone, now) + timedelta(days=within_days)
    contact_ids, next_page = page_of_due(store.keys, up_to=last, limit=limit, after=after)
    found = _visible(store, contact_ids, by, GroupRight.SELECT)
    contacts = [one for one in found if one.kyc and profile in (None, one.kyc.profile)]
    return [kyc_view(contact, settings, now) for contact in contacts], next_page


def page_of_profiles(
    store: TenantStore,
    *,
    state: ListedState | None,
    since: datetime | None,
    by: Caller,
    now: datetime,
    limit: int,
    after: After | None,
) -> tuple[list[KycView], After | None]:
    """Return whose profile is pending, refuted or expired, since the given time, longest first: a query for each state, one batch read.

    A page may hold fewer contacts than `limit` without being the last.
    """
    position = dict(after or {})
    states = [KycState(one) for one in ([state] if state else ListedState)]
    begins = position.pop(_STATE, None)
    states = states[[one.value for one in states].index(begins) if begins else 0 :]
    found: list[tuple[KycState, str]] = []
    further: After | None = None
    for place, one in enumerate(states):
        contact_ids, end = page_of_state(store.keys, one, since=since, limit=limit - len(found), after=position or None)
        found += [(one, contact_id) for contact_id in contact_ids]
        position = {}
        is_last = place == len(states) - 1
        further = {_STATE: one.value, **end} if end else None if is_last else {_STATE: states[place + 1].value}
        if len(found) >= limit or end:
            break
    settings = store.settings.current()
    listed = {contact_id: one for one, contact_id in found}
    contacts = _visible(store, list(listed), by)
    # The index may lag: a contact that has left the state is not listed.
    kept = [contact for contact in contacts if contact.kyc and contact.kyc.state is listed[contact.contact_id]]
    return [kyc_view(contact, settings, now) for contact in kept], further


def page_of_accounts_above(
    store: TenantStore, *, by: Caller, limit: int, after: After | None
) -> tuple[list[AboveMaximum], After | None]:
    """Return accounts above their maximum, by contact and account: one query of the marked contacts and one batch read (S2.72)."""
    begins = after or {}
    contact_ids = page_of_above_maximum(store.keys, limit=limit + 1, since_id=begins.get(_CONTACT))
    found = [above for contact in _visible(store, contact_ids, by) for above in _above(store, contact)]
    place = (begins.get(_CONTACT, ""), begins.get(_ACCOUNT, ""))
    left = [above for above in found if (above.contact_id, above.account_id) > place]
    if len(left) > limit:
        last = left[limit - 1]
        return left[:limit], {_CONTACT: last.contact_id, _ACCOUNT: last.account_id}
    # Every account of these contacts is listed; the next page begins with the next contact.
    is_last = len(contact_ids) <= limit
    return left, None if is_last else {_CONTACT: contact_ids[-1], _ACCOUNT: _BEHIND_ALL}


def page_of_expiry_runs(
    store: TenantStore, *, by: Caller, limit: int, after: After | None
) -> tuple[list[ListedExpiryRun], After | None]:
    """Return the runs of the expiry, newest first: one query."""
    runs, further = store.kyc_expiry_runs.page(limit=limit, after=after)
    return [_listed_run(store, run, by) for run in runs], further


def read_expiry_run(
    store: TenantStore, run_id: str, *, by: Caller, limit: int, after: After | None
) -> tuple[ListedExpiryRun, list[ExpiredInRun], After | None]:
    """Return a run with a page of the contacts that the caller may view: a read, a query and a batch read. Raises NotFound."""
    run = store.kyc_expiry_runs.get(run_id)
    found, further = store.kyc_expiry_runs.page_of_contacts(run_id, limit=limit, after=after)
    kyc = store.settings.current().kyc
    contacts = {contact.contact_id: contact for contact in _visible(store, [one.contact_id for one in found], by)}
    items = [
        ExpiredInRun.model_validate(one.model_dump() | {"accounts_above_maximum": accounts_above(contact, kyc)})
        for one in found
        if (contact := contacts.get(one.contact_id))
    ]
    return _listed_run(store, run, by), items, further


def _listed_run(store: TenantStore, run: KycExpiryRun, by: Caller) -> ListedExpiryRun:
    settings = store.settings.current()
    hidden = set() if sees_everybody(by, settings.groups, settings.privacy_levels) else {"expired", "failed"}
    return ListedExpiryRun.model_validate(run.model_dump(exclude=hidden))


def _above(store: TenantStore, contact: Contact) -> list[AboveMaximum]:
    kyc, held = store.settings.current().kyc, contact.kyc
    stated = {
        "contact_id": contact.contact_id,
        "profile": held.profile if held else None,
        "state": held.state if held else None,
        "since": held.since if held else None,
        "maximum_credit_limit": terms_of(contact, kyc).maximum_credit_limit,
    }
    return [AboveMaximum.model_validate(one.model_dump() | stated) for one in accounts_above(contact, kyc)]


def _visible(store: TenantStore, contact_ids: Sequence[str], by: Caller, right: GroupRight = GroupRight.VIEW) -> list[Contact]:
    groups = store.settings.current().groups
    return [contact for contact in store.contacts.get_many(contact_ids) if may(by, contact, right, groups)]
