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
    """Whether the chain is whole, how many entries it has, and how many of them have erased values."""

    contact_id: str
    whole: Flag
    entries: int
    values_erased: int = 0
    first_broken: BrokenEntry | None = None


class Placed(Value):
    """An entry with the id under which it is stored."""

    stored_as: str
    entry: Entry


def verdict_on(
    contact_id: str, found: Sequence[Placed], values: Mapping[str, EntryValues], head: HistoryHead, *, erased: bool
) -> ChainVerdict:
    """Check the chain from its first entry to the end that the contact names."""
    ordered = sorted(found, key=lambda one: one.entry.sequence)
    broken = _first_broken(ordered, values, erased=erased) or _broken_end(ordered, head)
    without = sum(_lacks_values(one.entry, values) for one in ordered)
    return ChainVerdict(
        contact_id=contact_id, whole=broken is None, entries=len(ordered), values_erased=without, first_broken=broken
    )


def _first_broken(ordered: Sequence[Placed], values: Mapping[str, EntryValues], *, erased: bool) -> BrokenEntry | None:
    previous = ""
    for number, one in enumerate(ordered, start=1):
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


def _broken_end(ordered: Sequence[Placed], head: HistoryHead) -> BrokenEntry | None:
    last = ordered[-1].entry if ordered else None
    count = last.sequence if last else 0
    if count < head.count:
        return BrokenEntry(sequence=count + 1, reason=Break.CUT_OFF)
    if last and count > head.count:
        return BrokenEntry(sequence=head.count + 1, entry_id=ordered[head.count].entry.entry_id, reason=Break.BEYOND_THE_END)
    return _broken(last, Break.UNCHAINED) if last and last.hash != head.hash else None


def _broken(entry: Entry, reason: Break) -> BrokenEntry:
    return BrokenEntry(sequence=entry.sequence, entry_id=entry.entry_id, reason=reason)
