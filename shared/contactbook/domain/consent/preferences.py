"""The two marketing permissions of a contact (S2.44-S2.48)."""

from datetime import datetime

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.drafts import PreferencesDraft
from contactbook.domain.contacts.record import Preference, Preferences
from contactbook.domain.settings.permissions import PreferenceDefaults


def initial_preferences(
    draft: PreferencesDraft, defaults: PreferenceDefaults, *, by: Actor, through: str, now: datetime
) -> Preferences:
    """Return the flags of a new contact: as stated, else the tenant's defaults, marked as not asked (S2.45)."""
    return Preferences(
        direct_marketing=_initial(draft.direct_marketing, defaults.direct_marketing, by, through, now),
        affiliate_marketing=_initial(draft.affiliate_marketing, defaults.affiliate_marketing, by, through, now),
    )


def changed_preferences(
    preferences: Preferences, draft: PreferencesDraft, *, by: Actor, through: str, now: datetime
) -> Preferences:
    """Return the preferences after a statement. Only a real change updates the date and the user (S2.48)."""
    return with_fields(
        preferences,
        direct_marketing=_changed(preferences.direct_marketing, draft.direct_marketing, by, through, now),
        affiliate_marketing=_changed(preferences.affiliate_marketing, draft.affiliate_marketing, by, through, now),
    )


def raises_permission(before: Preferences, after: Preferences) -> bool:
    """True if either flag became a yes, or a default yes was confirmed by the person."""
    return _raised(before.direct_marketing, after.direct_marketing) or _raised(
        before.affiliate_marketing, after.affiliate_marketing
    )


def _raised(before: Preference, after: Preference) -> bool:
    return after.value and (not before.value or after.asked != before.asked)


def _initial(stated: bool | None, default: bool, by: Actor, through: str, now: datetime) -> Preference:
    if stated is None:
        return Preference(value=default)
    return Preference(value=stated, asked=True, changed_at=now, changed_by=by, changed_through=through)


def _changed(preference: Preference, stated: bool | None, by: Actor, through: str, now: datetime) -> Preference:
    if stated is None or (preference.asked and preference.value == stated):
        return preference
    if preference.value == stated:
        # The statement confirms a default: the person has been asked now, but the permission is the same.
        return with_fields(preference, asked=True)
    return with_fields(preference, value=stated, asked=True, changed_at=now, changed_by=by, changed_through=through)
