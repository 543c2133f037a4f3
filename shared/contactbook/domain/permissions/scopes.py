"""The scopes of what a person may say yes or no to (S5.1), and where a contact carries what was said about each."""

from contactbook.domain.contacts.record import Contact, ContactConsent, Preference, Preferences
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.refusals.marks import AFFILIATE_MARKETING, DIRECT_MARKETING, PROCESSING, Scope

_TOPIC = "topic:"


def channel_scope(channel: Channel) -> Scope:
    """Return the scope of marketing over the channel."""
    return f"channel:{channel.value}"


def topic_scope(list_id: str) -> Scope:
    """Return the scope of a no to the list."""
    return f"{_TOPIC}{list_id}"


def is_topic(scope: Scope) -> bool:
    """True if the scope is one list."""
    return scope.startswith(_TOPIC)


def topic_of_scope(scope: Scope) -> str:
    """Return the list that the scope of a topic names."""
    return scope.removeprefix(_TOPIC)


def flags_by_scope(preferences: Preferences) -> dict[Scope, Preference]:
    """Return what the contact carries about each marketing, and about each channel of which something is stored."""
    return {
        DIRECT_MARKETING: preferences.direct_marketing,
        AFFILIATE_MARKETING: preferences.affiliate_marketing,
        **{channel_scope(channel): said for channel, said in preferences.channels.items()},
    }


def said_about(contact: Contact, scope: Scope) -> Preference | ContactConsent | None:
    """Return what the contact carries about the scope, a topic aside; None for a channel of which nothing is stored."""
    return contact.consent if scope == PROCESSING else flags_by_scope(contact.preferences).get(scope)
