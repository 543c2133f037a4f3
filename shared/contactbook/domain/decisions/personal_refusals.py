"""A no that a person said through an address: it holds for every contact that has the address (S5.3, S5.4).

A younger yes that a contact gave by itself opens that contact, and no other.
"""

from contactbook.domain.base.callers import ActorType
from contactbook.domain.contacts.record import Contact, Preference
from contactbook.domain.decisions.skip_reasons import SkipReason
from contactbook.domain.decisions.suppressions import REASONS
from contactbook.domain.notification_types.notification_types import NotificationType, Purpose
from contactbook.domain.refusals.marks import AFFILIATE_MARKETING, DIRECT_MARKETING, RefusedAddress

_OWN = frozenset({ActorType.LINK, ActorType.CONTACT})


def refused_by_person(
    contact: Contact, notification_type: NotificationType, refused: tuple[RefusedAddress, ...]
) -> SkipReason | None:
    """Return the reason if a person refused the type's purpose through the address.

    The Apply switch of a marketing type does not pass over it (S2.52). Customer care follows it where a switch makes it follow the flag.
    """
    care = notification_type.purpose is Purpose.CUSTOMER_CARE
    preferences = contact.preferences
    follows_direct = notification_type.purpose is Purpose.DIRECT_MARKETING or (
        care and notification_type.apply_direct_marketing_preference
    )
    if follows_direct and _stands(DIRECT_MARKETING, refused, preferences.direct_marketing):
        return SkipReason.DIRECT_MARKETING_OPTED_OUT
    follows_affiliate = notification_type.purpose is Purpose.AFFILIATE_MARKETING or (
        care and notification_type.apply_affiliate_marketing_preference
    )
    if follows_affiliate and _stands(AFFILIATE_MARKETING, refused, preferences.affiliate_marketing):
        return SkipReason.AFFILIATE_MARKETING_OPTED_OUT
    return None


def is_unanswered(mark: RefusedAddress, scope: str, preference: Preference) -> bool:
    """True if the mark is a no of a person to the scope, and the contact itself has not said yes after it."""
    if mark.through in REASONS or scope not in mark.scopes:
        return False
    is_own_yes = preference.value and preference.changed_by is not None and preference.changed_by.type in _OWN
    return not (is_own_yes and preference.changed_at is not None and preference.changed_at > mark.said_at)


def _stands(scope: str, refused: tuple[RefusedAddress, ...], preference: Preference) -> bool:
    return any(is_unanswered(mark, scope, preference) for mark in refused)
