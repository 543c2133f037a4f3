"""Rosters: a slice is always found by its own contacts, and seldom by others."""

from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.runs.rosters import may_reach, roster_of

IDS = st.sets(st.text(min_size=1, max_size=40), max_size=120)


@given(IDS)
def test_a_roster_misses_none_of_its_contacts(ids: set[str]) -> None:
    roster = roster_of(ids)
    assert all(may_reach(roster, contact_id) for contact_id in ids)
    assert "#" not in roster


def test_a_roster_of_a_full_slice_takes_one_in_a_hundred_for_its_own() -> None:
    roster = roster_of(f"con_{number}" for number in range(100))
    taken = sum(may_reach(roster, f"other_{number}") for number in range(5_000))
    assert taken < 5_000 * 0.02
    assert len(roster) < 200
