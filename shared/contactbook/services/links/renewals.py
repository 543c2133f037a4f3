"""A new link for one that has expired: it goes to the address that the old one was sent to, and to no other (S5.12).

Whoever asks gets the same answer whatever happens, so nobody learns whether the contact, or its address, is still there.
"""

from datetime import datetime

from contactbook.domain.base.errors import NotFound
from contactbook.domain.base.versions import with_fields
from contactbook.domain.communications.communication_ids import communication_id
from contactbook.domain.communications.communications import Communication, Renewal
from contactbook.domain.contacts.record import Contact
from contactbook.domain.decisions.bound_addresses import has_address
from contactbook.domain.decisions.origins import Origin
from contactbook.domain.links.links import About, Link, LinkExpired, LinkPurpose, address_hash
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.notification_types.notification_types import OWN_LINK_TYPE_ID
from contactbook.domain.settings_rules.senders import has_sender
from contactbook.services.base.ids import new_ulid
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.stores import open_store
from contactbook.services.communications.communications import commit_communication
from contactbook.services.communications.sender_queue import SOON, send_to_sender
from contactbook.services.links.links import open_link
from contactbook.services.links.renewal_texts import RENEWED, renewal_content
from contactbook.services.links.visits import Visit, Visitor, find_contact
from contactbook.storage.base import table
from contactbook.storage.base.rows import Put
from contactbook.storage.tenant_store import TenantStore


def renew_link(token: str, *, visitor: Visitor, now: datetime) -> Link:
    """Send a new link to the address of an expired one, at most once an hour for an address. Return the expired link.

    Nothing is sent if the tenant or the contact is gone, if the contact has lost the address, if the address cannot be used, or without
    a sender. Raises NotFound for a token that is not ours; LinkExpired for one that is bound to no address, or opens what cannot be renewed.
    """
    try:
        _, link = open_link(token, now=now)
    except LinkExpired as expired:
        if not can_be_renewed(expired.link):
            raise
        link = expired.link
        _renew(token, link, visitor, now)
    # A link that works needs no other one.
    return link


def send_preferences_link(token: str, *, visitor: Visitor, now: datetime) -> Link:
    """Send the link to the preferences to the address of a link to unsubscribe, as `renew_link` does. Return the link to unsubscribe.

    Who holds a link to unsubscribe may be somebody to whom the message was forwarded, so the page does not open the preferences itself.
    Raises NotFound for another link and for one that is bound to no address, and LinkExpired.
    """
    _, link = open_link(token, now=now)
    if link.purpose is not LinkPurpose.UNSUBSCRIBE or link.sent_to is None:
        raise NotFound("There is no such page.")
    _renew(token, with_fields(link, purpose=LinkPurpose.PREFERENCES, about=About()), visitor, now)
    return link


def can_be_renewed(link: Link) -> bool:
    """True if a new link can be sent to the address of this one."""
    return link.sent_to is not None and link.purpose in RENEWED


@retried_when_raced
def _renew(token: str, link: Link, visitor: Visitor, now: datetime) -> None:
    store = open_store(link.tenant_id)
    if store.settings.current().closing.is_erased:
        return
    address = link.sent_to or ""
    asked = store.link_renewals.asked_of(address_hash(store.key_ring, address), now)
    if asked is None:
        return
    contact = find_contact(store, link)
    channel = Channel.EMAIL if "@" in address else Channel.SMS
    if contact is None or not _has_address(store, contact, address) or not has_sender(store.settings.fresh(), channel):
        table.put(asked)
        return
    _queue(Visit(store, token, link, contact, visitor), channel, address, asked, now)


def _has_address(store: TenantStore, contact: Contact, address: str) -> bool:
    if has_address(contact, (), address):
        return True
    return contact.had_account and has_address(contact, store.accounts.all_of(contact.contact_id), address)


def _queue(visit: Visit, channel: Channel, address: str, asked: Put, now: datetime) -> None:
    store, contact = visit.store, visit.contact
    queued = Communication(
        communication_id=communication_id(contact.contact_id, new_ulid(now)),
        contact_id=contact.contact_id,
        origin=Origin.PROFILE,
        channel=channel,
        notification_type_id=OWN_LINK_TYPE_ID,
        bodies=renewal_content(visit.link.purpose, store.settings.current()),
        renewal=Renewal(address=address, about=visit.link.about),
        due_at=now + SOON,
        created_at=now,
        created_by=visit.by.actor,
        updated_at=now,
    )
    writes = [asked, store.communications.add_of(queued)]
    commit_communication(store, contact, "communication.queued", queued, writes, by=visit.by, now=now)
    send_to_sender(store, [queued.communication_id])
