"""The two marketing permissions of a contact (S2.44-S2.48)."""

from datetime import datetime

from contactbook.domain.callers import Actor
from contactbook.domain.contacts import Preference, Preferences, PreferencesDraft
from contactbook.domain.settings.permissions import PreferenceDefaults


def initial_preferences(
    draft: PreferencesDraft, defaults: PreferenceDefaults, *, by: Actor, through: str, now: datetime
) -> Preferences:
    """The flags of a new contact: as stated, else the tenant's defaults, which nobody was asked about (S2.45)."""
    start = Preferences(
        direct_marketing=Preference(value=defaults.direct_marketing),
        affiliate_marketing=Preference(value=defaults.affiliate_marketing),
    )
    return changed_preferences(start, draft, by=by, through=through, now=now)


def changed_preferences(
    preferences: Preferences, draft: PreferencesDraft, *, by: Actor, through: str, now: datetime
) -> Preferences:
    """The preferences after a statement; only a real change moves the date and the user (S2.48)."""
    return Preferences(
        direct_marketing=_changed(preferences.direct_marketing, draft.direct_marketing, by, through, now),
        affiliate_marketing=_changed(preferences.affiliate_marketing, draft.affiliate_marketing, by, through, now),
    )


def _changed(preference: Preference, stated: bool | None, by: Actor, through: str, now: datetime) -> Preference:
    # A statement that confirms a default is a real change too: from now on the person was asked.
    if stated is None or (preference.asked and preference.value == stated):
        return preference
    return Preference(value=stated, asked=True, changed_at=now, changed_by=by, changed_through=through)
