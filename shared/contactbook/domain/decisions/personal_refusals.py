"""What a contact, or a person with its address, refused: the flags, the channels, and what was said through the address.

A flag that a user set, and a default, count where the type's Apply switch is on. What the person said itself counts without it, unless
the tenant lets types without the switch pass over everything (S2.51, S2.52, S5.3). A no through an address holds for every contact that
has the address; a younger yes that a contact gave by itself opens that contact, and no other (S5.4).
"""

from collections.abc import Iterable, Iterator

from contactbook.domain.contacts.record import Contact, ContactConsent, Preference
from contactbook.domain.decisions.skip_reasons import SkipReason
from contactbook.domain.decisions.suppressions import REASONS
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.notification_types.notification_types import NotificationType, Purpose
from contactbook.domain.permissions.scopes import channel_scope
from contactbook.domain.permissions.standing import answers_mark, own_no
from contactbook.domain.permissions.topics import topic_nos
from contactbook.domain.refusals.marks import AFFILIATE_MARKETING, DIRECT_MARKETING, PROCESSING, RefusedAddress, Through
from contactbook.domain.settings.permissions import PassesOver, PreferenceDefaults

_REASONS = {
    DIRECT_MARKETING: SkipReason.DIRECT_MARKETING_OPTED_OUT,
    AFFILIATE_MARKETING: SkipReason.AFFILIATE_MARKETING_OPTED_OUT,
}


def refused_by_preference(
    contact: Contact, notification_type: NotificationType, settings: PreferenceDefaults
) -> SkipReason | None:
    """Return the reason if the purpose and the contact's flag forbid it (S2.46, S2.47, S2.51, S2.52).

    Marketing follows its own flag only. Customer care is always possible, unless a switch makes it follow a flag.
    """
    for scope, applies in _followed(notification_type):
        flag = _flag(contact, scope)
        if not flag.value and (applies or _stands_without_switch(flag, settings)):
            return _REASONS[scope]
    return None


def left_topic(
    contact: Contact, notification_type: NotificationType, list_id: str | None, refused: tuple[RefusedAddress, ...]
) -> SkipReason | None:
    """Return the reason if it is sent to a list that the contact is not on any more, or that was left at the address (S5.7).

    Nobody leaves a bill (S2.46).
    """
    if list_id is None or notification_type.purpose is Purpose.FINANCIAL:
        return None
    is_left = list_id not in contact.list_ids or topic_nos(contact, list_id, refused)
    return SkipReason.TOPIC_LEFT if is_left else None


def refused_by_channel(
    contact: Contact, notification_type: NotificationType, channel: Channel, settings: PreferenceDefaults
) -> SkipReason | None:
    """Return the reason if it is marketing over a channel that the contact refused (S5.6)."""
    said = contact.preferences.channels.get(channel)
    if said is None or said.value or not notification_type.is_marketing:
        return None
    stands = not notification_type.ignores_preferences or _stands_without_switch(said, settings)
    return SkipReason.CHANNEL_OPTED_OUT if stands else None


def refused_by_person(
    contact: Contact,
    notification_type: NotificationType,
    channel: Channel,
    refused: tuple[RefusedAddress, ...],
    settings: PreferenceDefaults,
) -> SkipReason | None:
    """Return the reason if a person refused the type's purpose, the channel or all of it through the address."""
    if not refused:
        return None
    if notification_type.is_marketing and is_refused_at(contact, PROCESSING, refused, contact.consent):
        return SkipReason.REFUSED_BY_ADDRESS
    if notification_type.ignores_preferences and settings.apply_off_passes_over is PassesOver.EVERYTHING:
        return None
    own = tuple(mark for mark in refused if not mark.is_of_users)
    for scope, applies in _followed(notification_type):
        if is_refused_at(contact, scope, refused if applies else own, _flag(contact, scope)):
            return _REASONS[scope]
    followed = own if notification_type.ignores_preferences else refused
    over = contact.preferences.of_channel(channel)
    if notification_type.is_marketing and is_refused_at(contact, channel_scope(channel), followed, over):
        return SkipReason.CHANNEL_OPTED_OUT
    return None


def complained(contact: Contact, notification_type: NotificationType, refused: tuple[RefusedAddress, ...]) -> SkipReason | None:
    """Return the reason if somebody with an address of the contact complained.

    A complaint is an opt-out: nobody can opt out of a bill (S2.46), and a younger yes of the person answers it (S5.3).
    """
    if notification_type.purpose is Purpose.FINANCIAL or not any(mark.through is Through.COMPLAINT for mark in refused):
        return None
    return None if _answers_complaints(contact, notification_type, refused) else SkipReason.COMPLAINED


def _answers_complaints(contact: Contact, notification_type: NotificationType, refused: tuple[RefusedAddress, ...]) -> bool:
    """True if the person has said yes to what the type follows after every complaint through the address.

    Customer care that follows no flag is open to whoever said yes to either marketing.
    """
    complaints = [mark for mark in refused if mark.through is Through.COMPLAINT]
    followed = [scope for scope, _ in _followed(notification_type)]
    flags = [_flag(contact, scope) for scope in followed or _REASONS]
    answered = [all(answers_mark(contact, flag, mark) for mark in complaints) for flag in flags]
    return bool(complaints) and (all(answered) if followed else any(answered))


def is_refused_at(contact: Contact, scope: str, refused: Iterable[RefusedAddress], said: Preference | ContactConsent) -> bool:
    """True if one of these marks is a no of a person to the scope, and the contact's own person has not said yes after it.

    A yes from before the contact got the address was not about the address (S5.4).
    """
    return any(mark.through not in REASONS and scope in mark.scopes and not answers_mark(contact, said, mark) for mark in refused)


def _followed(notification_type: NotificationType) -> Iterator[tuple[str, bool]]:
    """Yield each scope whose flag the type follows, and whether its Apply switch is on."""
    purpose = notification_type.purpose
    direct, affiliate = (
        notification_type.apply_direct_marketing_preference,
        notification_type.apply_affiliate_marketing_preference,
    )
    is_care = purpose is Purpose.CUSTOMER_CARE
    if purpose is Purpose.DIRECT_MARKETING or (is_care and direct):
        yield DIRECT_MARKETING, direct
    if purpose is Purpose.AFFILIATE_MARKETING or (is_care and affiliate):
        yield AFFILIATE_MARKETING, affiliate


def _flag(contact: Contact, scope: str) -> Preference:
    found: Preference = getattr(contact.preferences, scope)
    return found


def _stands_without_switch(said: Preference, settings: PreferenceDefaults) -> bool:
    return own_no(said) is not None and settings.apply_off_passes_over is PassesOver.FLAGS
