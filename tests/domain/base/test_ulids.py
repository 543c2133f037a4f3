"""ULIDs are written as their specification says, and sort by their time."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.base.ulids import moment_of, ulid_before, ulid_of

NOW = datetime(2026, 11, 27, 9, 30, 5, 123000, tzinfo=UTC)
LARGEST = (1 << 80) - 1
CHANCE = st.integers(0, LARGEST)


def test_a_ulid_is_the_one_of_the_specification() -> None:
    # The example of the specification, read digit by digit: 48 bits of time, 80 bits of chance.
    example = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
    letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    number = 0
    for letter in example:
        number = number * 32 + letters.index(letter)
    at = datetime.fromtimestamp((number >> 80) / 1000, UTC)
    assert ulid_of(at, number & LARGEST) == example
    assert moment_of(example) == at


@given(CHANCE, CHANCE, st.timedeltas(timedelta(milliseconds=1), timedelta(days=9_000)))
def test_ulids_sort_by_time_and_then_by_chance(first: int, second: int, later: timedelta) -> None:
    assert ulid_of(NOW, first) < ulid_of(NOW + later, second)
    assert (ulid_of(NOW, first) < ulid_of(NOW, second)) == (first < second)


@given(CHANCE)
def test_the_one_before_is_the_largest_that_is_smaller(chance: int) -> None:
    before = ulid_before(ulid_of(NOW, chance))
    assert before == (ulid_of(NOW, chance - 1) if chance else ulid_of(NOW - timedelta(milliseconds=1), LARGEST))
    assert moment_of(ulid_of(NOW, chance)) == NOW


@pytest.mark.parametrize(
    "text", ["", "Z", "01ARZ3NDEKTSV4RRFFQ69G5FA_", "01ARZ3NDEKTSV4RRFFQ69G5FAVX", "01arz3ndektsv4rrffq69g5fav"]
)
def test_another_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no ULID"):
        moment_of(text)
