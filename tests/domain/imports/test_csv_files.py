"""Reading CSV files of unknown origin, and refusing unreadable ones, in bounded time and memory."""

import csv
import gc
import io
import sys
import time
from collections.abc import Callable
from typing import Any, BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.base.spreadsheets import csv_line, restored
from contactbook.domain.imports.csv_files import csv_rows
from contactbook.domain.imports.files.encodings import Encoding
from contactbook.domain.imports.files.separators import separator_of
from contactbook.domain.imports.sheets import RowProblem


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
        (b'a,"b\n1,2\n', "unclosed_quote"),
        (b'a,"b"c\n1,2\n', "malformed_csv"),
        (b"a\x00,b\n1,2\n", "not_text"),
        (b"a" * 1_100_000, "line_too_long"),
        (b"PK\x03\x04rest", "not_csv"),
    ],
)
def test_a_file_without_a_readable_header_is_refused_with_its_reason(content: bytes, code: str) -> None:
    assert code_of(lambda: cells(content)) == code


@pytest.mark.feature("S6.3")
@pytest.mark.parametrize(
    ("bad", "codes"),
    [
        (b'"Ann" Lee,x', ["malformed_csv"]),
        (b'Ann,"x', ["unclosed_quote"]),
        (b'"Ann,x', ["unclosed_quote"]),
        (b'"Ann\nLee" x,y', ["unclosed_quote", "malformed_csv"]),
        (b"Ann,\x00", ["not_text"]),
        (b"x" * 1_100_000, ["line_too_long"]),
        (b"x" * 2_500_000, ["line_too_long"]),
    ],
    ids=[
        "text after a quote",
        "open quote",
        "open quote at the start",
        "in a cell of two lines",
        "bytes",
        "a long line",
        "longer",
    ],
)
def test_a_bad_line_costs_its_row_and_no_other(bad: bytes, codes: list[str]) -> None:
    before, after = b'a,b\n1,"2, two"\n', b'\n"3 ""three""",4\n5,"6\n6"\n'
    rows = list(csv_rows(io.BytesIO(before + bad + after)))
    assert [row.cells for row in rows if not row.problems] == [("a", "b"), ("1", "2, two"), ('3 "three"', "4"), ("5", "6\n6")]
    problems = [problem for row in rows for problem in row.problems]
    assert problems == [RowProblem(None, code) for code in codes]
    assert next(row.line for row in rows if row.problems) == 3


def test_a_file_of_nothing_but_open_quotes_is_read_in_time_that_grows_with_its_size() -> None:
    def seconds(content: bytes) -> float:
        begin = time.process_time()
        assert all(row.problems for row in list(csv_rows(io.BytesIO(b"a,b\n" + content)))[1:])
        return time.process_time() - begin

    assert seconds((b'x,"' + b"y" * 2_000 + b"\n") * 5_000) < 10
    assert seconds((b'"' + b"\n") * 100_000) < 20


@pytest.mark.feature("S6.3")
def test_a_long_cell_is_a_problem_of_its_own_only() -> None:
    _, row = csv_rows(io.BytesIO(b"a,b\n1," + b"x" * 400_000))
    assert row.problems == (RowProblem(1, "cell_too_long"),)
    assert row.cells[0] == "1"


@pytest.mark.feature("S6.3")
@pytest.mark.parametrize("separator", [",", ";", "\t", "|", ":", "^"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_sep_line_names_the_separator(separator: str, mark: str) -> None:
    other = "," if separator == ";" else ";"
    content = f"{mark}sep={separator}\r\na{other}1{separator}b{other}2\r\nAnn{separator}Lee\r\n"
    rows = list(csv_rows(io.BytesIO(content.encode())))
    assert [(row.line, row.cells) for row in rows] == [(2, (f"a{other}1", f"b{other}2")), (3, ("Ann", "Lee"))]


@pytest.mark.feature("S6.3")
def test_the_request_names_the_separator_and_the_line_of_the_header() -> None:
    content = b'Members; as of "today\n\nPrinted, on; Monday\nName:City\nAnn:Paris, France\n'
    rows = list(csv_rows(io.BytesIO(content), separator=":", header_line=4))
    assert [(row.line, row.cells) for row in rows] == [(4, ("Name", "City")), (5, ("Ann", "Paris, France"))]


@pytest.mark.feature("S6.3")
@pytest.mark.parametrize(
    ("content", "separator"),
    [
        ("Name;Mail, private, work\nAnn;a\nBob;b\n", ";"),
        ("Name,Mail;other\nAnn,a\nBob,b\n", ","),
        ('"Name, first";Mail\nAnn;a\n', ";"),
        ("Name\nAnn, Lee\n", ","),
        ("Name|Phone; mobile|City\n", "|"),
    ],
)
def test_the_separator_is_the_one_by_which_the_lines_are_alike(content: str, separator: str) -> None:
    assert separator_of(content.splitlines(keepends=True)) == separator


@pytest.mark.feature("S6.3")
def test_lines_of_nothing_but_separators_are_no_rows() -> None:
    content = b",,\na,b,c\n,,\n , ,\n\n1,2,3\n" + b",,\n" * 2_000
    assert cells(content) == [("a", "b", "c"), ("1", "2", "3")]


@pytest.mark.feature("S6.3")
@pytest.mark.parametrize("encoding", list(Encoding))
def test_every_encoding_that_can_be_named_is_read(encoding: Encoding) -> None:
    words = {
        "windows-1251": "Иван",
        "iso-8859-5": "Иван",
        "windows-1253": "Ελένη",
        "iso-8859-7": "Ελένη",
        "windows-1254": "Şükrü",
    }
    words |= {
        "iso-8859-9": "Şükrü",
        "windows-1256": "محمد",
        "iso-8859-6": "محمد",
        "windows-1250": "Wojtěch",
        "windows-1255": "שלום",
    }
    words |= {"iso-8859-2": "Wojtěch", "utf-16": "Ελένη", "utf-16-le": "Ελένη", "utf-16-be": "Ελένη", "iso-8859-11": "สวัสดี"}
    word = words.get(encoding.value, "Jon")
    assert cells(f"Name,City\n{word},x\n".encode(encoding.value), encoding.value) == [("Name", "City"), (word, "x")]


@pytest.mark.feature("S6.3")
@pytest.mark.parametrize("named", [None, "windows-1252", "utf-16", "utf-8"])
def test_a_byte_order_mark_says_more_than_the_request(named: str | None) -> None:
    assert cells("\ufeffName\nΕλένη\n".encode(), named) == [("Name",), ("Ελένη",)]


@pytest.mark.parametrize("name", ["WINDOWS-1253", "cp1253", "windows_1253", "Windows-1253"])
def test_an_encoding_is_known_by_the_names_that_people_write(name: str) -> None:
    assert Encoding(name) is Encoding.GREEK
    with pytest.raises(ValueError, match="not a valid"):
        Encoding("klingon")


CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n"), max_size=12)
TEXTS = st.lists(st.lists(CELLS, min_size=3, max_size=3).filter(lambda row: "".join(row).strip()), min_size=1, max_size=8)


@pytest.mark.feature("S6.3")
@given(
    rows=TEXTS,
    separator=st.sampled_from(",;\t|"),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    above=st.sampled_from(["", "sep", "titles", "blank"]),
    is_named=st.booleans(),
)
def test_what_a_program_writes_is_read_as_it_was(
    rows: list[list[str]], separator: str, quoting: Any, encoding: str, end: str, above: str, is_named: bool
) -> None:
    text = io.StringIO(newline="")
    written = csv.writer(text, delimiter=separator, quoting=quoting, lineterminator=end)
    written.writerows([["First name", "E-mail", "City"], *rows])
    titles = {"sep": f"sep={separator}{end}", "titles": f'Members, of "us;{end}{end}', "blank": end + separator * 2 + end, "": ""}
    content = (titles[above] + text.getvalue()).encode(encoding)
    header_line = 3 if above == "titles" else 1
    read = csv_rows(
        io.BytesIO(content),
        encoding=encoding if encoding.startswith("utf-16-") else None,
        separator=separator if is_named else None,
        header_line=header_line,
    )
    assert [list(row.cells) for row in read if not row.problems] == [["First name", "E-mail", "City"], *rows]


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1), min_size=2, max_size=5))
def test_a_line_of_an_export_is_read_as_it_was(values: list[str]) -> None:
    header = csv_line([f"h{place}" for place in range(len(values))])
    _, row = cells((header + csv_line(values)).encode())
    assert [restored(str(cell)) for cell in row] == values
