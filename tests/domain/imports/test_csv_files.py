"""Reading CSV files of unknown origin, and refusing unreadable ones, in bounded time and memory."""

import gc
import io
import sys
from collections.abc import Callable
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.base.spreadsheets import csv_line, restored
from contactbook.domain.imports.csv_files import csv_rows


def cells(content: bytes, encoding: str | None = None) -> list[tuple[object, ...]]:
    return [row.cells for row in csv_rows(io.BytesIO(content), encoding=encoding)]


def code_of(read: Callable[[], object]) -> str:
    with pytest.raises(ValidationFailed) as refused:
        read()
    return refused.value.code


@pytest.mark.feature("S2.20")
@pytest.mark.parametrize(
    "content",
    [
        "Name,City\nΕλένη,Λευκωσία\n".encode(),
        "\ufeffName,City\nΕλένη,Λευκωσία\n".encode(),
        "Name,City\nΕλένη,Λευκωσία\n".encode("utf-16"),
        "Name;City\r\nΕλένη;Λευκωσία\r\n".encode(),
        "Name\tCity\rΕλένη\tΛευκωσία\r".encode(),
        '"Name","City"\n"Ελένη","Λευκωσία"'.encode(),
        "Name,City\n\n\nΕλένη,Λευκωσία\n\n".encode(),
    ],
    ids=["utf-8", "byte order mark", "utf-16", "semicolons", "tabs and cr", "quotes", "empty lines"],
)
def test_a_csv_file_is_read_in_each_way_of_saving_it(content: bytes) -> None:
    assert cells(content) == [("Name", "City"), ("Ελένη", "Λευκωσία")]


def test_another_encoding_is_read_if_it_is_named() -> None:
    content = "Name\nΕλένη\n".encode("windows-1253")
    assert cells(content, "windows-1253") == [("Name",), ("Ελένη",)]
    assert code_of(lambda: cells(content)) == "not_utf8"
    assert code_of(lambda: cells("Name\nRené\n".encode("iso-8859-1"))) == "not_utf8"


def test_a_row_has_the_line_on_which_it_begins() -> None:
    rows = list(csv_rows(io.BytesIO(b'a,b\n"1\n\n2",x\r\n\r\n3,4\r')))
    assert [(row.line, row.cells) for row in rows] == [(1, ("a", "b")), (2, ("1\n\n2", "x")), (6, ("3", "4"))]


@pytest.fixture
def unraisable(monkeypatch: pytest.MonkeyPatch) -> list[BaseException | None]:
    """The errors that Python could only print, because nobody was there to catch them."""
    found: list[BaseException | None] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda hook: found.append(hook.exc_value))
    return found


@pytest.mark.parametrize("wrap", [io.BytesIO, lambda content: io.BufferedReader(io.BytesIO(content))], ids=["raw", "buffered"])
def test_rows_that_are_dropped_after_their_file_was_closed_leave_no_traceback(
    wrap: Callable[[bytes], BinaryIO], unraisable: list[BaseException | None]
) -> None:
    file = wrap(b"a,b\n1,2\n3,4\n")
    rows = csv_rows(file)
    next(rows)
    file.close()
    del rows
    gc.collect()
    assert unraisable == []


@pytest.mark.parametrize("wrap", [io.BytesIO, lambda content: io.BufferedReader(io.BytesIO(content))], ids=["raw", "buffered"])
def test_rows_that_are_dropped_leave_their_file_open(wrap: Callable[[bytes], BinaryIO]) -> None:
    file = wrap(b"a,b\n1,2\n3,4\n")
    rows = csv_rows(file)
    next(rows)
    del rows
    gc.collect()
    assert not file.closed
    list(csv_rows(file))
    gc.collect()
    assert not file.closed


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'a,b\n1,"x\n2,3\n', "unclosed_quote"),
        (b'a,b\n1,"' + b"x\n" * 200_000, "unclosed_quote"),
        (b'a,b\n1,"x"y\n', "malformed_csv"),
        (b"a,b\n1,\x00\n", "not_text"),
        (b"a" * 1_100_000, "line_too_long"),
        (b"PK\x03\x04rest", "not_csv"),
        (b"a\n" + b"x" * 40_000, "cell_too_long"),
    ],
)
def test_an_unreadable_csv_file_is_refused_with_its_reason(content: bytes, code: str) -> None:
    assert code_of(lambda: cells(content)) == code


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1), min_size=2, max_size=5))
def test_a_line_of_an_export_is_read_as_it_was(values: list[str]) -> None:
    header = csv_line([f"h{place}" for place in range(len(values))])
    _, row = cells((header + csv_line(values)).encode())
    assert [restored(str(cell)) for cell in row] == values
