"""A history is judged the same in pieces of any size, and whatever was changed in it shows."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactbook.domain.audit.chain import Break, BrokenEntry, ChainPosition, Placed, checked_piece
from contactbook.domain.audit.entries import Change, Entry, EntryValues, commitment_to, sealed
from contactbook.domain.base.callers import Actor, ActorType
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import HistoryHead

NOW = datetime(2026, 3, 1, tzinfo=UTC)
# What somebody with the table's console could do to an entry.
HARMS: dict[str, Callable[[list[Placed], int], list[Placed]]] = {
    "change": lambda found, at: [*found[:at], _with(found[at], action="note.added"), *found[at + 1 :]],
    "remove": lambda found, at: [*found[:at], *found[at + 1 :]],
    "repeat": lambda found, at: [*found, with_fields(found[at], stored_as="his_99999")],
    "move": lambda found, at: [*found[:at], with_fields(found[at], stored_as=f"{found[at].stored_as}a"), *found[at + 1 :]],
}


def _with(placed: Placed, **fields: object) -> Placed:
    return with_fields(placed, entry=with_fields(placed.entry, **fields))


def a_history(count: int, places: Sequence[int]) -> tuple[list[Placed], dict[str, EntryValues], HistoryHead]:
    """Return a history whose entries are stored at these places: the clocks of two writers may differ."""
    placed, values, head = [], {}, HistoryHead()
    for number in range(count):
        change = Change(field="first_name", to=f"N{number}")
        entry_id = f"his_{places[number]:05}"
        entry = sealed(
            Entry(
                entry_id=entry_id,
                at=NOW + timedelta(minutes=number),
                actor=Actor(type=ActorType.USER, id="user-1"),
                action="contact.changed",
                fields=("first_name",),
                commitment=commitment_to((change,), "salt"),
                sequence=number + 1,
                previous=head.hash,
            )
        )
        placed.append(Placed(stored_as=entry_id, entry=entry))
        values[entry_id] = EntryValues(entry_id=entry_id, salt="salt", changes=(change,))
        head = HistoryHead(count=number + 1, hash=entry.hash)
    return placed, values, head


def judged(
    found: Sequence[Placed], values: dict[str, EntryValues], head: HistoryHead, size: int
) -> tuple[int, BrokenEntry | None]:
    """Check a stored history in pieces of this size, as `verify_chain` does. Return the checked entries, and what is broken."""
    stored, position = sorted(found, key=lambda one: one.stored_as), ChainPosition()
    while True:
        rest = [one for one in stored if one.stored_as > position.after_id]
        is_last = len(rest) <= size
        position, broken = checked_piece(rest[:size], values, position, head=head if is_last else None, erased=False)
        if broken or is_last:
            return position.checked, broken


@st.composite
def nearly_sorted(draw: st.DrawFn) -> list[int]:
    """Return places in which neighbours are exchanged."""
    places = list(range(draw(st.integers(1, 30))))
    for at in draw(st.lists(st.integers(0, max(0, len(places) - 2)), max_size=5)):
        places[at : at + 2] = places[at : at + 2][::-1]
    return places


@pytest.mark.feature("S2.127")
@settings(max_examples=150, deadline=None)
@given(places=nearly_sorted(), size=st.integers(8, 40))
def test_a_whole_history_is_whole_in_pieces_of_any_size(places: list[int], size: int) -> None:
    found, values, head = a_history(len(places), places)
    assert judged(found, values, head, size) == (len(places), None)


@pytest.mark.feature("S2.127")
@settings(max_examples=150, deadline=None)
@given(count=st.integers(2, 30), size=st.integers(1, 40), at=st.integers(0, 29), harm=st.sampled_from(sorted(HARMS)))
def test_harm_shows_in_pieces_of_any_size_at_the_same_entry(count: int, size: int, at: int, harm: str) -> None:
    found, values, head = a_history(count, range(count))
    harmed = HARMS[harm](found, at % count)
    _, whole = judged(harmed, values, head, 1_000)
    _, broken = judged(harmed, values, head, size)
    assert broken is not None
    assert whole is not None
    assert (broken.sequence, broken.reason) == (whole.sequence, whole.reason)


@pytest.mark.feature("S2.127")
@pytest.mark.parametrize("size", [1, 3, 100])
def test_an_end_that_was_cut_off_or_added_shows(size: int) -> None:
    found, values, head = a_history(6, range(6))
    _, cut = judged(found[:-1], values, head, size)
    assert cut is not None
    assert (cut.sequence, cut.reason) == (6, Break.CUT_OFF)
    _, added = judged(found, values, HistoryHead(count=5, hash=found[4].entry.hash), size)
    assert added is not None
    assert (added.sequence, added.reason) == (6, Break.BEYOND_THE_END)
