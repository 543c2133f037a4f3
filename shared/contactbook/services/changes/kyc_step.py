"""What a change of a contact does to its KYC profile: it may assign it, revive it, or start its term anew (S2.74-S2.76)."""

from datetime import datetime

from contactbook.domain.base.days import today_in
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import Contact
from contactbook.domain.kyc.ends import HELD, standing_on, with_ends_kept
from contactbook.domain.kyc.profiles import assign_at_account, assigned_on_edit
from contactbook.domain.kyc.proofs import with_identifiers_since
from contactbook.domain.kyc.provision import with_what_is_new
from contactbook.domain.kyc.stood import HashOf
from contactbook.domain.kyc.terms import with_limits_judged
from contactbook.domain.settings.sections import Settings

# Actions that create or edit a customer's information, and so may assign a KYC profile (S2.74).
EDITS = ("contact.created", "contact.changed", "account.", "address.", "attachment.")


def with_kyc_facts(
    before: Contact | None,
    after: Contact,
    settings: Settings,
    action: str,
    now: datetime,
    hash_of: HashOf,
    *,
    takes_back: bool = False,
) -> Contact:
    """Return the contact with what its KYC profile is judged by later.

    That is since when its identifiers stand, which ends of documents count, and if something new came. A change that takes back an
    earlier one brings nothing new.
    """
    after = with_identifiers_since(before, after, now)
    if before is not None:
        is_edit = action.startswith(EDITS) and not takes_back
        today = today_in(settings.localization.time_zone, now)
        after = with_ends_kept(before, after)
        after = with_what_is_new(before, after, settings.kyc, today, hash_of, is_edit=is_edit)
    return _since_now(before, after, now)


def with_kyc(
    before: Contact | None, after: Contact, settings: Settings, action: str, now: datetime, picked: str | None
) -> Contact:
    """Return the contact with the profile that the change gives it; the one that a user `picked`, if it holds none (S2.73).

    Raises as `domain.kyc.profiles.assign` if the picked profile cannot be given.
    """
    if action.startswith(EDITS):
        today = today_in(settings.localization.time_zone, now)
        held = after.kyc.profile if after.kyc and after.kyc.state in HELD else None
        is_to_assign = picked is not None and picked != held
        kept = assign_at_account(after, settings.kyc, picked, today) if picked and is_to_assign else after
        after = _since_now(before, assigned_on_edit(kept, settings.kyc, today), now)
    return with_limits_judged(after, settings.kyc)


def with_account_opened(contact: Contact, settings: Settings, now: datetime) -> Contact:
    """Return the contact as it would be if it opened an account now. Nothing is stored."""
    opened = with_fields(contact, open_accounts=contact.open_accounts + 1, had_account=True)
    return standing_now(with_kyc(contact, opened, settings, "account.created", now, None), settings, now)


def standing_now(contact: Contact, settings: Settings, now: datetime) -> Contact:
    """Return the contact as its profile stands now, in the tenant's time zone: a profile that has ended is expired (S2.105)."""
    return standing_on(contact, today_in(settings.localization.time_zone, now))


def _since_now(before: Contact | None, after: Contact, now: datetime) -> Contact:
    """Return the contact with the time of its profile's state, where the change has made that state."""
    if after.kyc is None or after.kyc.since is not None or (before is not None and before.kyc == after.kyc):
        return after
    return with_fields(after, kyc=with_fields(after.kyc, since=now))
