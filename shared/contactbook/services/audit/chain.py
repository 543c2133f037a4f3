"""A contact's chained history, in which every change, removal, addition or move of an entry shows (S2.127).

A history of any length is read and checked in pieces. A cursor holds where the next piece begins and the hash before it.
"""

from dataclasses import dataclass

from contactbook.domain.audit.chain import ChainPosition, ChainVerdict, Placed, checked_piece
from contactbook.domain.audit.entries import EntryValues
from contactbook.domain.audit.named_contacts import contacts_named_in
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.base.paging import After
from contactbook.domain.base.values import Flag, Value
from contactbook.domain.contacts.record import HistoryHead
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import visible_contact, visible_deleted
from contactbook.services.changes.hidden import hidden_among
from contactbook.storage.tenant_store import TenantStore

# Entries of one piece. One that is read as a file holds fewer if they are long.
_PIECE = 250
_MOST_BYTES = 3_000_000


class Chain(Value):
    """A piece of a contact's chained history: its head, the entries of the piece, and their values that are not erased.

    `withheld` has the entries whose values name another contact that the caller may not see. The chain can be checked without them.
    """

    contact_id: str
    erased: Flag
    head: HistoryHead
    entries: tuple[Placed, ...]
    values: tuple[EntryValues, ...]
    withheld: tuple[str, ...] = ()
    next_cursor: str | None = None


@dataclass(frozen=True)
class _Subject:
    """The end that the chain of a contact must have, and whether its values may be erased."""

    head: HistoryHead
    erased: bool
    version: int


@retried_when_raced
def verify_chain(store: TenantStore, contact_id: str, *, by: Caller, after: After | None) -> tuple[ChainVerdict, After | None]:
    """Check a piece of the contact's history, and return what was found so far and where the next piece begins.

    Raises NotFound, Merged, and ConcurrentUpdate if the contact keeps changing meanwhile.
    """
    start = ChainPosition.model_validate(after) if after else ChainPosition()
    subject = _subject(store, contact_id, by)
    entries, values, is_last = store.history.piece(contact_id, after_id=start.after_id, limit=_PIECE)
    head = subject.head if is_last else None
    position, broken = checked_piece(entries, values, start, head=head, erased=subject.erased)
    if is_last and position.checked > subject.head.count and _subject(store, contact_id, by) != subject:
        raise ConcurrentUpdate("The contact changed while its history was read.")
    verdict = ChainVerdict(
        contact_id=contact_id,
        whole=broken is None,
        checked=position.checked,
        values_erased=position.values_erased,
        first_broken=broken,
    )
    return verdict, None if is_last or broken else {name: str(value) for name, value in position.model_dump().items()}


def read_chain(store: TenantStore, contact_id: str, *, by: Caller, after: After | None) -> tuple[Chain, After | None]:
    """Return a piece of the history for the offline verifier, oldest first, and where the next begins. Raises NotFound, Merged."""
    subject = _subject(store, contact_id, by)
    entries, values, is_last = store.history.piece(contact_id, after_id=after["after_id"] if after else "", limit=_PIECE)
    taken = _fitting(entries, values)
    kept = [values[one.entry.entry_id] for one in taken if one.entry.entry_id in values]
    hidden = hidden_among(store, contacts_named_in(kept) - {contact_id}, by=by)
    withheld = [one.entry_id for one in kept if contacts_named_in([one]) & hidden]
    chain = Chain(
        contact_id=contact_id,
        erased=subject.erased,
        head=subject.head,
        entries=tuple(taken),
        values=tuple(one for one in kept if one.entry_id not in withheld),
        withheld=tuple(withheld),
    )
    is_whole = is_last and len(taken) == len(entries)
    return chain, None if is_whole else {"after_id": taken[-1].stored_as}


def _subject(store: TenantStore, contact_id: str, by: Caller) -> _Subject:
    """Return what is known of the contact that the chain is about, also of one that was deleted. Raises NotFound, Merged."""
    try:
        contact = visible_contact(store, contact_id, by=by)
    except NotFound:
        deleted = visible_deleted(store, contact_id, by=by)
        entries, _ = store.history.page(contact_id, limit=1)
        if deleted is None or not entries:
            raise
        # The entry of the deletion follows the last one that the contact named.
        last = entries[0][0]
        end = last.hash if last.previous == deleted.history.hash else ""
        return _Subject(HistoryHead(count=deleted.history.count + 1, hash=end), erased=True, version=0)
    return _Subject(contact.history, erased=contact.erasure is not None, version=contact.version)


def _fitting(entries: list[Placed], values: dict[str, EntryValues]) -> list[Placed]:
    """Return as many of the entries as fit into one answer with their values, at least one if there is any."""
    size = 0
    for place, one in enumerate(entries):
        kept = values.get(one.entry.entry_id)
        size += len(one.model_dump_json().encode()) + (len(kept.model_dump_json().encode()) if kept else 0)
        if size > _MOST_BYTES and place:
            return entries[:place]
    return entries
