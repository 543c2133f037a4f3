"""A page, and a count, of a list whose entries are checked one by one."""

from dataclasses import dataclass, field

import pytest

from contactbook.domain.base.paging import After
from contactbook.services.base import rounds
from contactbook.services.base.rounds import Round, everything, page_in_rounds


@dataclass(frozen=True)
class Entry:
    name: str
    after: After


@dataclass
class Source:
    """Numbered entries. A cursor at the end of them leads to nothing, as a cursor of DynamoDB may."""

    count: int
    fits: range
    sizes: list[int] = field(default_factory=list)

    def read(self, limit: int, after: After | None) -> Round[Entry]:
        self.sizes.append(limit)
        first = int((after or {"n": "-1"})["n"]) + 1
        numbers = range(first, min(first + limit, self.count))
        fitting = [Entry(f"e{number}", {"n": str(number)}) for number in numbers if number in self.fits]
        return Round(fitting, len(numbers), {"n": str(numbers[-1])} if len(numbers) == limit else None)


def pages(source: Source, limit: int) -> list[list[str]]:
    found, after = page_in_rounds(source.read, key=lambda one: one.name, limit=limit, after=None)
    every = [[one.name for one in found]]
    while after is not None:
        found, after = page_in_rounds(source.read, key=lambda one: one.name, limit=limit, after=after)
        every.append([one.name for one in found])
    return every


@pytest.mark.parametrize("step", [1, 2, 7, 50])
@pytest.mark.parametrize("limit", [1, 3, 100])
def test_the_pages_together_hold_each_entry_that_fits_once(step: int, limit: int) -> None:
    source = Source(130, range(0, 130, step))
    every = pages(source, limit)
    assert [name for page in every for name in page] == [f"e{number}" for number in source.fits]
    assert all(len(page) <= limit for page in every)


def test_a_page_that_its_first_round_does_not_fill_reads_more_at_once() -> None:
    source = Source(500, range(200, 500))
    found, _ = page_in_rounds(source.read, key=lambda one: one.name, limit=2, after=None)
    assert [one.name for one in found] == ["e200", "e201"]
    assert source.sizes == [2, 100, 100]


def test_a_page_ends_short_after_so_many_rounds_and_tells_where_it_goes_on() -> None:
    source = Source(500, range(0))
    assert page_in_rounds(source.read, key=lambda one: one.name, limit=2, after=None, rounds=2) == ([], {"n": "101"})


def test_an_entry_in_two_places_is_returned_once() -> None:
    source = Source(4, range(4))
    found, _ = page_in_rounds(source.read, key=lambda one: "same", limit=2, after=None)
    assert len(found) == 1


@pytest.mark.parametrize(("count", "expected"), [(0, (0, True)), (9, (9, True)), (10, (10, True)), (11, (10, False))])
def test_a_count_is_exact_up_to_its_bound(count: int, expected: tuple[int, bool], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "_COUNTED_AT_ONCE", 5)
    found, is_whole = everything(Source(count, range(count)).read, most=10)
    assert (len(found), is_whole) == expected
