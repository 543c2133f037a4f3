"""Following refusals and addresses: the stream writes what is refused at an address on every contact that has it (S5.4).

- A contact that is new or got another address is settled: its addresses are looked up once, and what stands there is marked.
- A new no marks every other contact with the address. They are found by the row under which a search finds the value.

Either comes first: the rows of a contact are written before its addresses are looked up, and a refusal is saved before its holders are
searched. So whichever is later sees the other. Nothing here needs an order among contacts, and everything can be repeated.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from contactbook.domain.accounts.accounts import addresses_of
from contactbook.domain.base.callers import job
from contactbook.domain.base.comparable import comparable_address
from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import Contact
from contactbook.domain.refusals.marks import with_marks_of
from contactbook.domain.refusals.refusals import Refusal, marks_of
from contactbook.domain.search.words import word_of_address
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.commit import ContactChange, commit_change, commit_writes, writes_of
from contactbook.services.refusals.recording import REFUSED_ADDRESS, SETTLED, marked
from contactbook.services.refusals.spreading import spread_nos
from contactbook.storage.base import table
from contactbook.storage.stream.changes import RowChange
from contactbook.storage.tenant_store import TenantStore

BY = job("refusals")
# Each of them writes itself and its audit entry; claims and lists stay as they are.
_MARKED_AT_ONCE = 30


def follow_changes(store: TenantStore, changes: Sequence[RowChange], now: datetime) -> None:
    """Spread what the contacts refuse, settle those that are not settled, and mark who holds an address whose refusal changed."""
    last = {change.contact_id: change.new_contact for change in changes if change.kind == "contact"}
    spread = spread_nos(store, changes)
    settle(store, [contact for contact in last.values() if contact and not contact.settled], now)
    for address in dict.fromkeys([*spread, *(address for change in changes for address in _refused_in(store, change))]):
        mark_holders(store, address, now)


def derive_again(store: TenantStore, changes: Sequence[RowChange], now: datetime) -> None:
    """Spread what the contacts refuse, and settle them whether they are settled or not: for a rebuild."""
    spread = spread_nos(store, changes)
    settle(store, [contact for change in changes if (contact := change.new_contact)], now)
    for address in dict.fromkeys(spread):
        mark_holders(store, address, now)


def settle(store: TenantStore, contacts: Sequence[Contact], now: datetime) -> None:
    """Look up every address of these contacts, and write on each what is refused there. One batch read, one write for each.

    A contact that has changed meanwhile is left alone: its change comes with the stream.
    """
    open_ones = [contact for contact in contacts if contact.erasure is None]
    names = {contact.contact_id: store.refusals.names_of(contact.reached_at()) for contact in open_ones}
    found = store.refusals.get_many(dict.fromkeys(name for some in names.values() for name in some))
    for contact in open_ones:
        own = [found[name] for name in names[contact.contact_id] if name in found]
        try:
            _save_settled(store, contact, own, now)
        except ConcurrentUpdate:
            continue


def _save_settled(store: TenantStore, contact: Contact, own: Sequence[Refusal], now: datetime) -> None:
    """Raises ConcurrentUpdate."""
    marks = with_marks_of((), marks_of(own, contact.own_ids()), ())
    if marks != contact.refusals:
        change = ContactChange(contact, with_fields(contact, refusals=marks), SETTLED, settles=True)
        commit_change(store, change, by=BY, now=now)
    elif not contact.settled:
        # Not a change of the contact: its version and its history stay.
        table.put(store.contacts.save_of(with_fields(contact, settled=True), replacing=contact.version))


def mark_holders(store: TenantStore, address: str, now: datetime) -> None:
    """Write what stands at the address on every contact that has it. One query, and one transaction for each thirty of them."""
    name = store.refusals.name_of(address)
    holders = store.search.holders_of(word_of_address(comparable_address(address)))
    for start in range(0, len(holders), _MARKED_AT_ONCE):
        some = holders[start : start + _MARKED_AT_ONCE]
        try:
            _mark(store, some, name, now)
        except ConcurrentUpdate:
            for contact_id in some:
                _mark_one(store, contact_id, name, now)


@retried_when_raced
def _mark_one(store: TenantStore, contact_id: str, name: str, now: datetime) -> None:
    _mark(store, [contact_id], name, now)


def _mark(store: TenantStore, contact_ids: Sequence[str], name: str, now: datetime) -> None:
    """Mark these contacts in one transaction. It checks the refusal, so that a slower worker never puts an older one back.

    Raises ConcurrentUpdate.
    """
    (refusal,) = store.refusals.standing([name])
    changes = [_marking(store, contact, refusal) for contact in store.contacts.get_many(contact_ids)]
    writes = [write for change in changes if change for write in writes_of(store, change, by=BY, now=now)[1]]
    if writes:
        commit_writes(store, [*writes, store.refusals.check_of(refusal)], by=BY)


def _marking(store: TenantStore, contact: Contact, refusal: Refusal) -> ContactChange | None:
    """Return the change that marks the contact; None if it does not have the address, or is marked already."""
    if contact.erasure is not None or refusal.address not in store.refusals.names_of(contact.reached_at()):
        return None
    after = marked(contact, [refusal])
    return ContactChange(contact, after, SETTLED) if after != contact else None


def _refused_in(store: TenantStore, change: RowChange) -> Iterable[str]:
    """Return the addresses whose refusal the change may be about."""
    if change.kind == "contact":
        before, after = change.old_contact, change.new_contact
        # An erasure refuses every address that the contact had, and keeps none of them in plain.
        is_erased = before and before.erasure is None and after and after.erasure
        return before.reached_at() if before and is_erased else []
    if change.kind == "account" and change.old and change.new:
        had, has = (addresses_of([store.accounts.of_row(row)]) for row in (change.old, change.new))
        return [address for address in had if address not in has]
    return change.said_of(REFUSED_ADDRESS)
