"""The marketing permissions of a contact: in-house and by partners (S2.44-S2.48), and over which channels (S5.6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.versions import built, with_fields
from contactbook.domain.contacts.drafts import PreferencesDraft, StatedPreferences
from contactbook.domain.contacts.record import ALLOWED_UNLESS_REFUSED, Preference, Preferences
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.permissions.standing import is_own, own_no
from contactbook.domain.settings.permissions import PreferenceDefaults

D = TypeVar("D", bound=PreferencesDraft)

# A mail program sends its request twice, and a page is saved twice. What comes another way was said by itself, however soon.
SAID_TWICE = timedelta(minutes=1)


@dataclass(frozen=True)
class Word:
    """Who says something when and through what, and when the person said it where a user brings evidence."""

    by: Actor
    through: str
    at: datetime
    evidence_at: datetime | None = None

    @property
    def own(self) -> bool:
        """True if the person itself says it."""
        return is_own(self.by, self.through)


def initial_preferences(
    draft: PreferencesDraft, defaults: PreferenceDefaults, *, by: Actor, through: str, now: datetime
) -> Preferences:
    """Return the flags of a new contact: as stated, else the tenant's defaults, marked as not asked (S2.45)."""
    word = Word(by=by, through=through, at=now, evidence_at=_evidence_at(draft))
    return built(
        Preferences,
        direct_marketing=_initial(draft.direct_marketing, defaults.direct_marketing, word),
        affiliate_marketing=_initial(draft.affiliate_marketing, defaults.affiliate_marketing, word),
        channels={channel: _initial(stated, stated, word) for channel, stated in channels_in(draft).items()},
    )


def changed_preferences(
    preferences: Preferences, draft: PreferencesDraft, *, by: Actor, through: str, now: datetime
) -> Preferences:
    """Return the preferences after a statement. Only a real change updates the date and the user (S2.48).

    A no that the person says again itself is kept with its time (S5.1), unless it is the same request twice: the same way within a minute.
    """
    word = Word(by=by, through=through, at=now, evidence_at=_evidence_at(draft))
    channels = {
        channel: _changed(preferences.of_channel(channel), stated, word) for channel, stated in channels_in(draft).items()
    }
    new = {channel: said for channel, said in channels.items() if said != ALLOWED_UNLESS_REFUSED}
    return with_fields(
        preferences,
        direct_marketing=_changed(preferences.direct_marketing, draft.direct_marketing, word),
        affiliate_marketing=_changed(preferences.affiliate_marketing, draft.affiliate_marketing, word),
        channels={**preferences.channels, **new} if new else preferences.channels,
    )


def channels_in(draft: PreferencesDraft) -> dict[Channel, bool]:
    """Return what the draft says about each channel."""
    return draft.channels if isinstance(draft, StatedPreferences) else {}


def changes_in(draft: D, preferences: Preferences) -> D:
    """Return the draft without the values that are the present ones."""
    flags = {
        name: None if getattr(draft, name) == getattr(preferences, name).value else getattr(draft, name)
        for name in PreferencesDraft.model_fields
    }
    channels = {one: said for one, said in channels_in(draft).items() if said != preferences.of_channel(one).value}
    return with_fields(draft, **flags, **({"channels": channels} if isinstance(draft, StatedPreferences) else {}))


def raises_permission(before: Preferences, after: Preferences) -> bool:
    """True if a flag or a channel became a yes, or a yes was confirmed or said again by the person."""
    return any(_raised(was, now_is) for was, now_is in _pairs(before, after))


def _pairs(before: Preferences, after: Preferences) -> Iterator[tuple[Preference, Preference]]:
    yield before.direct_marketing, after.direct_marketing
    yield before.affiliate_marketing, after.affiliate_marketing
    for channel in after.channels:
        yield before.of_channel(channel), after.of_channel(channel)


def _raised(before: Preference, after: Preference) -> bool:
    said, was = ((one.asked, one.evidence_at, one.changed_at) for one in (after, before))
    return after.value and (not before.value or said != was)


def _evidence_at(draft: PreferencesDraft) -> datetime | None:
    return draft.evidence.said_at if isinstance(draft, StatedPreferences) and draft.evidence else None


def _initial(stated: bool | None, default: bool, word: Word) -> Preference:
    return built(Preference, value=default) if stated is None else _stated(Preference(), stated, word)


def _changed(preference: Preference, stated: bool | None, word: Word) -> Preference:
    if stated is None:
        return preference
    if preference.value != stated:
        return _stated(preference, stated, word)
    if stated:
        # The statement confirms a default, or answers a no at an address: the permission is the same.
        told = {"evidence_at": word.evidence_at, "told_at": word.at} if word.evidence_at else {}
        return preference if preference.asked and not told else _confirmed(preference, **told)
    if not word.own and word.evidence_at is None:
        return preference if preference.asked else _confirmed(preference)
    said_at, last = word.evidence_at or word.at, own_no(preference)
    if last is not None and (said_at <= last or _is_same_request(preference, word, said_at - last)):
        return preference
    return _confirmed(preference, refused_at=said_at, refused_through=word.through)


def _is_same_request(preference: Preference, word: Word, later: timedelta) -> bool:
    return later < SAID_TWICE and word.through == (preference.refused_through or preference.changed_through)


def _confirmed(preference: Preference, **fields: object) -> Preference:
    return with_fields(preference, asked=True, **fields)


def _stated(preference: Preference, stated: bool, word: Word) -> Preference:
    return with_fields(
        preference,
        value=stated,
        asked=True,
        changed_at=word.at,
        changed_by=word.by,
        changed_through=word.through,
        refused_at=None if stated else word.evidence_at,
        refused_through=word.through if word.evidence_at and not stated else None,
        evidence_at=word.evidence_at if stated else None,
        told_at=None,
    )
