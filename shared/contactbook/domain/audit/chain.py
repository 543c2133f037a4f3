"""The check of a contact's history: no entry, and no values behind one, were changed, removed, added or moved (S2.127).

`infra/receipts/verify_chain.py` does the same without the product, on the response of `GET /v1/contacts/{id}/audit/chain`.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from contactbook.domain.audit.entries import Entry, EntryValues, commitment_to, hash_of
from contactbook.domain.base.values import Flag, Value
from contactbook.domain.contacts.record import HistoryHead


class Break(StrEnum):
    """What is wrong with an entry."""

    CHANGED = "changed"  # its content does not match its hash
    MISSING = "missing"  # no entry has this number
    MOVED = "moved"  # it is stored under another id
    UNCHAINED = "unchained"  # it does not name the hash of the entry before
    VALUES_CHANGED = "values_changed"  # its values do not match its commitment
    VALUES_MISSING = "values_missing"  # its values are missing although the contact is not erased
    BEYOND_THE_END = "beyond_the_end"  # it comes after the last entry that the contact names
    CUT_OFF = "cut_off"  # the contact names a later entry


class BrokenEntry(Value):
    """The first entry that breaks the chain."""

    sequence: int
    entry_id: str | None = None
    reason: Break


class ChainVerdict(Value):
    """Whether the chain is whole up to here, how many entries were checked by now, and how many of them have erased values.

    Only the last piece says whether the whole chain is: the one without a `next_cursor`.
    """

    contact_id: str
    whole: Flag
    checked: int
    values_erased: int = 0
    first_broken: BrokenEntry | None = None
    next_cursor: str | None = None


class ChainPosition(Value):
    """How far a chain was checked: the number of entries, the hash and the stored id of the last one, and how many are erased."""

    checked: int = 0
    previous: str = ""
    after_id: str = ""
    values_erased: int = 0


class Placed(Value):
    """An entry with the id under which it is stored."""

    stored_as: str
    entry: Entry


def checked_piece(
    found: Sequence[Placed],
    values: Mapping[str, EntryValues],
    start: ChainPosition,
    *,
    head: HistoryHead | None,
    erased: bool,
) -> tuple[ChainPosition, BrokenEntry | None]:
    """Check the entries that are stored after `start`, in the order of their ids, and return how far they were checked.

    `head` is the end that the contact names, for the last piece; None for a piece that others follow. Entries at the end of a piece
    are left to the next one if an entry before them is stored there: the clocks of two writers may differ.
    """
    taken = found if head else _closed(found, start)
    ordered = sorted(taken, key=lambda one: one.entry.sequence)
    broken = _first_broken(ordered, values, start, erased=erased) or (_broken_end(ordered, start, head) if head else None)
    if not ordered:
        return start, broken
    position = ChainPosition(
        checked=start.checked + len(ordered),
        previous=ordered[-1].entry.hash,
        after_id=max(one.stored_as for one in ordered),
        values_erased=start.values_erased + sum(_lacks_values(one.entry, values) for one in ordered),
    )
    return position, broken


def _closed(found: Sequence[Placed], start: ChainPosition) -> Sequence[Placed]:
    """Return the most entries from the beginning that hold every number up to their largest; all if there are no such."""
    closed = largest = 0
    for count, one in enumerate(found, start=1):
        largest = max(largest, one.entry.sequence)
        if largest == start.checked + count:
            closed = count
    return found[:closed] if closed else found


def _first_broken(
    ordered: Sequence[Placed], values: Mapping[str, EntryValues], start: ChainPosition, *, erased: bool
) -> BrokenEntry | None:
    previous = start.previous
    for number, one in enumerate(ordered, start=start.checked + 1):
        entry = one.entry
        if hash_of(entry) != entry.hash:
            return _broken(entry, Break.CHANGED)
        if entry.sequence != number:
            # Of two entries with the same number, the second was added.
            return (
                BrokenEntry(sequence=number, reason=Break.MISSING) if entry.sequence > number else _broken(entry, Break.UNCHAINED)
            )
        if one.stored_as != entry.entry_id:
            return _broken(entry, Break.MOVED)
        if entry.previous != previous:
            return _broken(entry, Break.UNCHAINED)
        if reason := _broken_values(entry, values, erased=erased):
            return _broken(entry, reason)
        previous = entry.hash
    return None


def _broken_values(entry: Entry, values: Mapping[str, EntryValues], *, erased: bool) -> Break | None:
    kept = values.get(entry.entry_id)
    if kept is None:
        return None if erased or not _lacks_values(entry, values) else Break.VALUES_MISSING
    return None if commitment_to(kept.changes, kept.salt, kept.source_ip) == entry.commitment else Break.VALUES_CHANGED


def _lacks_values(entry: Entry, values: Mapping[str, EntryValues]) -> bool:
    return bool(entry.fields) and not entry.concealed and entry.entry_id not in values


def _broken_end(ordered: Sequence[Placed], start: ChainPosition, head: HistoryHead) -> BrokenEntry | None:
    count, last_hash = start.checked + len(ordered), ordered[-1].entry.hash if ordered else start.previous
    if count < head.count:
        return BrokenEntry(sequence=count + 1, reason=Break.CUT_OFF)
    if count > head.count:
        beyond = head.count - start.checked
        entry_id = ordered[beyond].entry.entry_id if 0 <= beyond < len(ordered) else None
        return BrokenEntry(sequence=head.count + 1, entry_id=entry_id, reason=Break.BEYOND_THE_END)
    entry_id = ordered[-1].entry.entry_id if ordered else None
    return BrokenEntry(sequence=count, entry_id=entry_id, reason=Break.UNCHAINED) if last_hash != head.hash else None


def _broken(entry: Entry, reason: Break) -> BrokenEntry:
    return BrokenEntry(sequence=entry.sequence, entry_id=entry.entry_id, reason=reason)
