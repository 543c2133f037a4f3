"""What a contact gets and does not get as things stand, for its own pages (S5.12)."""

from dataclasses import dataclass

from contactbook.domain.consent.states import may_market
from contactbook.domain.contacts.record import Contact, Preference
from contactbook.domain.decisions.personal_refusals import is_refused_at
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.permissions.scopes import channel_scope
from contactbook.domain.refusals.marks import AFFILIATE_MARKETING, DIRECT_MARKETING
from contactbook.services.links.visits import Visit, offered_lists


@dataclass(frozen=True)
class Standing:
    """Whether offers of the tenant and of its partners may come, over which channels, and the names of the contact's topics."""

    direct_marketing: bool
    affiliate_marketing: bool
    channels: dict[Channel, bool]
    topics: tuple[str, ...]


def standing_of(visit: Visit, *, with_topics: bool = True) -> Standing:
    """Return what stands for the contact of the visit. One query, only for the topics of a contact that is on a list."""
    contact, preferences = visit.contact, visit.contact.preferences
    allowed = may_market(contact, visit.store.settings.current().consent)
    lists = offered_lists(visit) if contact.list_ids and with_topics else []
    return Standing(
        direct_marketing=allowed and _stands(contact, DIRECT_MARKETING, preferences.direct_marketing),
        affiliate_marketing=allowed and _stands(contact, AFFILIATE_MARKETING, preferences.affiliate_marketing),
        channels={channel: _stands(contact, channel_scope(channel), preferences.of_channel(channel)) for channel in Channel},
        topics=tuple(found.name for found in lists if found.list_id in contact.list_ids),
    )


def _stands(contact: Contact, scope: str, said: Preference) -> bool:
    """True if it is a yes that no address of the contact refuses."""
    return said.value and not is_refused_at(contact, scope, contact.refusals, said)
