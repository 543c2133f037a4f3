"""Lists in one cell: what is written comes back, and what tools write is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.exports.list_cells import cell_of_list, list_in_cell

PIECES = st.sampled_from(["a", "b", '"', '""', ";", ",", ":::", "*", "'", "|", " x", "1.0", "=", "é"])
TAG = st.lists(PIECES, min_size=1, max_size=6).map(lambda pieces: " ".join("".join(pieces).split())).filter(bool)


@given(st.lists(TAG, max_size=5))
def test_every_list_comes_back(entries: list[str]) -> None:
    found = list_in_cell(cell_of_list(entries), ";")
    assert [entry.text for entry in found] == entries
    assert all(entry.is_quoted or not entry.text.startswith("*") for entry in found)


@pytest.mark.parametrize(
    ("cell", "separator", "entries"),
    [
        ('"VIP","News, weekly"', ",", ["VIP", "News, weekly"]),
        ('"VIP", "News, weekly"', ";", ["VIP", "News, weekly"]),
        ('"VIP","News;weekly"', ";", ["VIP", "News;weekly"]),
        ('"News, weekly"', ",", ["News, weekly"]),
        ('"A\nB","C"', ",", ["A B", "C"]),
        ('"vip" people; b', ";", ['"vip" people', "b"]),
        ('vip;"a;b"; c', ";", ["vip", "a;b", "c"]),
        ("vip; gold;;", ";", ["vip", "gold"]),
        ("* My Contacts ::: School", ":::", ["* My Contacts", "School"]),
        ("a ::: b, c", ",", ["a", "b", "c"]),
        ('5" pipe', ";", ['5" pipe']),
        ("", ";", []),
    ],
)
def test_a_cell_is_divided(cell: str, separator: str, entries: list[str]) -> None:
    assert [entry.text for entry in list_in_cell(cell, separator)] == entries
