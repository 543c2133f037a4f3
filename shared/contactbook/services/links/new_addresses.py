"""A yes through a link that was mailed to an address which came after the person's no (S5.3).

Whoever entered the address may read what is mailed there. So such a yes counts as that of who entered it, not as the person's.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.comparable import comparable_address
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import Contact
from contactbook.domain.permissions.standing import is_own
from contactbook.domain.refusals.marks import RefusedAddress, Scope, Through
from contactbook.services.links.visits import Visit
from contactbook.services.refusals.answering import standing_nos
from contactbook.services.refusals.former_addresses import had_when_it_said
from contactbook.storage.base.audit_index import first_at, last_at
from contactbook.storage.tenant_store import TenantStore

_UNKNOWN = "unknown"
_LATEST = datetime.max.replace(tzinfo=UTC)
# How the id of a no begins that was said through its address. Others were noted at each address that the contact had, or got since.
_SAID_THROUGH = ("ref_", f"{Through.COMPLAINT.value}-", f"{Through.SMS_STOP.value}-")
# Audit entries of one moment.
_AT_ONCE = 10


def as_it_speaks(visit: Visit, yeses: Iterable[Scope]) -> Visit:
    """Return the visit as that of a link which its user was handed, if it says yes over a no that its address cannot answer.

    An address answers the noes that the contact said when it had the address, and those that were said at the address. It answers what is
    refused at another address only if the contact had that one too when it was said: who adds an address takes over what was refused there.
    The history is read only where a no stands that is older than an address.
    """
    contact, sent_to = visit.contact, visit.link.sent_to
    if sent_to is None or visit.link.handed_to is not None:
        return visit
    name, scopes = visit.store.refusals.name_of(sent_to), tuple(yeses)
    own = _nos(contact, scopes, ())
    elsewhere = [
        (mark.address, no) for mark in contact.refusals if mark.address != name for no in _nos(contact, scopes, (mark,)) - own
    ]
    came = _surely_since(contact, name, sent_to)
    too_new = {no for no in (*own, *(no for _, no in elsewhere)) if came > no}
    taken_over = {no: address for address, no in elsewhere if _since(contact, address) > no}
    if not too_new and not taken_over:
        return visit
    told = _told_here(visit.store, contact, sent_to, {*too_new, *taken_over})
    doubtful = [address for no, address in taken_over.items() if no not in told]
    doubtful += [name for no in too_new - told if not _entered_by_the_person(visit.store, contact, name)]
    if not doubtful:
        return visit
    author = _author(visit.store, contact, doubtful[0])
    return replace(visit, link=with_fields(visit.link, handed_to=author.id if author else _UNKNOWN))


def _told_here(store: TenantStore, contact: Contact, address: str, nos: Iterable[datetime]) -> set[datetime]:
    """Return those of the noes that were said through the address itself, or by a record of the contact while it had the address."""
    refusal = store.refusals.find(store.refusals.name_of(address))
    through = {event.at for event in refusal.events if event.event_id.startswith(_SAID_THROUGH)} if refusal else set[datetime]()
    return {no for no in nos if no in through or had_when_it_said(store, contact, address, no)}


def _nos(contact: Contact, scopes: Iterable[Scope], marks: Sequence[RefusedAddress]) -> set[datetime]:
    return {no for scope in scopes for no in standing_nos(contact, scope, marks)}


def _since(contact: Contact, name: str) -> datetime:
    """Return since when the contact has the address of this keyed hash: since it was made, unless it got it later."""
    return contact.gained.get(name, contact.created_at)


def _surely_since(contact: Contact, name: str, address: str) -> datetime:
    """Return since when the contact has the address for sure. One of an account may have come with a merge: nobody knows when."""
    may_have_come = contact.absorbed and comparable_address(address) not in contact.reached_at()
    return _LATEST if may_have_come and name not in contact.gained else _since(contact, name)


def _entered_by_the_person(store: TenantStore, contact: Contact, name: str) -> bool:
    author = _author(store, contact, name)
    return author is not None and is_own(author)


def _author(store: TenantStore, contact: Contact, name: str) -> Actor | None:
    """Return who entered the address, as the history tells. None if it does not tell."""
    since = contact.gained.get(name)
    if since is None:
        return contact.created_by
    found, _ = store.history.page_between(contact.contact_id, between=(first_at(since), last_at(since)), limit=_AT_ONCE)
    actors = [one.entry.actor for one in found]
    return next((one for one in actors if not is_own(one)), next(iter(actors), None))
