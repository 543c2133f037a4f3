"""Visits of a contact to its own pages, behind a signed link (S2.49, S2.50). A visit changes nothing."""

from dataclasses import dataclass
from datetime import datetime

from contactbook.domain.accounts.accounts import Account, addresses_of
from contactbook.domain.base.callers import Actor, ActorType, Caller
from contactbook.domain.base.errors import NotFound
from contactbook.domain.base.values import Value
from contactbook.domain.base.versions import with_fields
from contactbook.domain.consent.states import allows
from contactbook.domain.contacts.record import Contact
from contactbook.domain.links.links import Link, LinkPurpose, address_hash, was_sent_to_one_of
from contactbook.domain.lists.lists import ContactList
from contactbook.domain.settings.permissions import Behaviour, GroupRight
from contactbook.services.changes.looks import Looks, write_down
from contactbook.services.links.gone import standing_in
from contactbook.services.links.links import open_link
from contactbook.storage.contacts.profiles import MergedContact
from contactbook.storage.tenant_store import TenantStore


class Visitor(Value):
    """Who opens a link, as far as the request shows. `language` is what the switch of the page was set to."""

    request_id: str = ""
    source_ip: str | None = None
    user_agent: str | None = None
    language: str | None = None
    accept_language: str | None = None


@dataclass(frozen=True)
class Visit:
    """An opened link with its contact and its visitor."""

    store: TenantStore
    token: str
    link: Link
    contact: Contact
    visitor: Visitor
    # Through a link whose time is over, or for a contact that is no more, a no counts and nothing else.
    is_expired: bool = False
    is_gone: bool = False

    @property
    def by(self) -> Caller:
        """The contact as the caller, through the link. Its changes are recorded under this name (S2.48)."""
        contact_id = self.contact.contact_id
        return Caller(
            actor=Actor(type=ActorType.LINK, id=contact_id),
            contact_id=contact_id,
            request_id=self.visitor.request_id,
            source_ip=self.visitor.source_ip,
            user_agent=self.visitor.user_agent,
        )


def for_yes(visit: Visit) -> Caller:
    """Return who says a yes: the contact through the link that was sent to it; the user, where a user was handed the link (S5.3)."""
    user = visit.link.handed_to
    return with_fields(visit.by, actor=Actor(type=ActorType.USER, id=user)) if user else visit.by


def sent_to_hash(visit: Visit) -> str | None:
    """Return the keyed hash of the address that the link was sent to, as evidence keeps it."""
    return address_hash(visit.store.key_ring, visit.link.sent_to) if visit.link.sent_to else None


def open_visit(token: str, *purposes: LinkPurpose, visitor: Visitor, now: datetime, for_no: bool = False) -> Visit:
    """Open a link of one of these purposes. One read; it changes nothing.

    `for_no` opens it also after its time, and for a contact that is deleted or anonymized: a no belongs to the address. A page to
    unsubscribe stands for such a contact too. Raises the same NotFound for a wrong token, another purpose and such a contact, and
    LinkExpired.
    """
    store, link = open_link(token, now=now, although_expired=for_no)
    if link.purpose not in purposes:
        raise NotFound("There is no such page.")
    found = find_contact(store, link)
    if found is None and (link.sent_to is None or not (for_no or link.purpose is LinkPurpose.UNSUBSCRIBE)):
        raise NotFound("There is no such page.")
    contact = found or _stand_in(store, link, now)
    return Visit(store, token, link, contact, visitor, is_expired=now >= link.expires_at, is_gone=found is None)


def _stand_in(store: TenantStore, link: Link, now: datetime) -> Contact:
    """Return a contact that stands on the page for one that is no more: nobody knows what it had refused, so nothing is."""
    if link.purpose is LinkPurpose.PREFERENCES:
        return standing_in(link, [found.list_id for found in store.lists.all() if found.public and found.active], now)
    return standing_in(link, [link.about.list_id] if link.about.list_id else [], now)


def open_own_visit(token: str, *purposes: LinkPurpose, visitor: Visitor, now: datetime) -> Visit:
    """Open a link to the contact's data: only at an address that is still the contact's. Who reads a former one may be somebody else.

    Raises as `open_visit`.
    """
    visit = open_visit(token, *purposes, visitor=visitor, now=now)
    if not may_opt_in(visit):
        raise NotFound("There is no such page.")
    return visit


def save_look(visit: Visit, route: str, *, now: datetime) -> None:
    """Record that the contact's data were read through the link (S2.127). Raises StorageUnavailable."""
    looks = Looks(shown={visit.contact.contact_id: GroupRight.VIEW})
    write_down(visit.store, looks, route=route, by=visit.by, now=now)


def offered_lists(visit: Visit) -> list[ContactList]:
    """Return the lists that the contact may join and leave by itself: the public, active ones, by name."""
    offered = (found for found in visit.store.lists.all() if found.public and found.active)
    return sorted(offered, key=lambda found: found.name.casefold())


def topic_of(visit: Visit) -> ContactList | None:
    """Return the list that an unsubscribe link is about, if the contact may leave it by itself. One read."""
    found = visit.store.lists.find(visit.link.about.list_id) if visit.link.about.list_id else None
    return found if found and found.public and found.active else None


def accounts_of(visit: Visit) -> list[Account]:
    """Return the contact's accounts. They are read only if it ever had one."""
    return visit.store.accounts.all_of(visit.contact.contact_id) if visit.contact.had_account else []


def may_opt_in(visit: Visit) -> bool:
    """True if the link was sent to an address that is still the contact's, so that an opt-in counts.

    Addresses of its accounts count too. They are read only if no other address matches. None counts through an expired link.
    """
    if visit.is_expired or visit.is_gone:
        return False
    own = visit.contact.reached_at()
    if was_sent_to_one_of(visit.link, own):
        return True
    of_accounts = addresses_of(accounts_of(visit))
    return bool(of_accounts) and was_sent_to_one_of(visit.link, [*own, *of_accounts])


def recipient(visit: Visit) -> str | None:
    """Return the contact's email address or phone number that the link was sent to, or None if it is no longer the contact's.

    A contact that is no more has it, so that its page looks like any other.
    """
    if visit.is_gone:
        return visit.link.sent_to
    own = visit.contact.reached_at()
    return next((address for address in own if was_sent_to_one_of(visit.link, [address])), None)


def consent_allows_choices(visit: Visit) -> bool:
    """True if the contact's consent allows it to choose more than a consent and an opt-out."""
    return allows(visit.contact, visit.store.settings.current().consent) is Behaviour.COMPLETE


def find_contact(store: TenantStore, link: Link) -> Contact | None:
    """Return the link's contact, or the one it was merged into; None if it is deleted or anonymized."""
    found = store.contacts.find(link.contact_id)
    # The survivor may have been merged too, any number of times. Merges make no circle, so this ends.
    while isinstance(found, MergedContact):
        found = store.contacts.find(found.merged_into)
    return None if found is None or found.erasure is not None else found
