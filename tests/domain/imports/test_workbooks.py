"""Reading workbooks of unknown origin, and refusing hostile ones, in bounded time and memory."""

import gc
import io
import re
import struct
import sys
import time
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.imports.files.workbook_checks import check_workbook
from contactbook.domain.imports.files.workbook_facts import SheetFacts
from contactbook.domain.imports.sheets import FileWarning, ReadOtherwise, RowProblem
from contactbook.domain.imports.workbooks import workbook_rows

SHEET = "xl/worksheets/sheet1.xml"


def code_of(read: Callable[[], object]) -> str:
    with pytest.raises(ValidationFailed) as refused:
        read()
    return refused.value.code


@pytest.fixture
def unraisable(monkeypatch: pytest.MonkeyPatch) -> list[BaseException | None]:
    """The errors that Python could only print, because nobody was there to catch them."""
    found: list[BaseException | None] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda hook: found.append(hook.exc_value))
    return found


def workbook(fill: Callable[[Any, Any], object]) -> bytes:
    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        fill(book, book.add_worksheet())
    return content.getvalue()


def plain(_: Any, sheet: Any) -> None:
    sheet.write_row(0, 0, ["Name", "Phone"])
    sheet.write_row(1, 0, ["Eleni", 35799123456])


def rewritten(content: bytes, changes: dict[str, Callable[[bytes], bytes]], *, add: dict[str, bytes] | None = None) -> bytes:
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changes.get(name, bytes)(old.read(name)))
        for name, added in (add or {}).items():
            new.writestr(name, added)
    return result.getvalue()


def in_sheet(extra: bytes) -> bytes:
    return rewritten(workbook(plain), {SHEET: lambda old: old.replace(b"</sheetData>", extra + b"</sheetData>")})


def with_a_lying_directory() -> bytes:
    """An archive of a few kilobytes whose directory says that the sheet is small."""
    content = bytearray(in_sheet(b"<f></f>" * 2_000_000))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        real = archive.getinfo(SHEET).file_size
    place = content.find(struct.pack("<L", real), content.find(b"PK\x01\x02"))
    content[place : place + 4] = struct.pack("<L", 900)
    return bytes(content)


def read(content: bytes) -> list[tuple[object, ...]]:
    return [row.cells for row in workbook_rows(io.BytesIO(content))]


@pytest.mark.feature("S2.20")
def test_the_cells_of_a_workbook_are_read_with_their_types() -> None:
    import datetime as dt

    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["Name", "Phone", "Born", "Sum", "Flag"])
        sheet.write_row(2, 0, ["Eleni", 35799123456])
        days = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_datetime(2, 2, dt.datetime(1980, 1, 2), days)  # noqa: DTZ001 - a workbook's dates have no zone
        sheet.write_formula(2, 3, "=1+1", None, 2)
        sheet.write_boolean(2, 4, True)

    rows = list(workbook_rows(io.BytesIO(workbook(fill))))
    assert [(row.line, row.cells) for row in rows] == [
        (1, ("Name", "Phone", "Born", "Sum", "Flag")),
        (3, ("Eleni", 35799123456, "1980-01-02", 2, True)),
    ]


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: in_sheet(b"<f></f>" * 2_000_000), "unpacks_too_large"),
        (with_a_lying_directory, "unpacks_too_large"),
        (lambda: in_sheet(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "sheet_too_large"),
        (lambda: in_sheet(b"<row r='9999'><c\n r = 'xfd9999'><v>1</v></c></row>"), "sheet_too_large"),
        (lambda: in_sheet(b'<x:row xmlns:x="y" r="9"><x:c r="ZZZ9"/></x:row>'), "sheet_too_large"),
        (lambda: in_sheet(b"<mergeCells>" + b'<mergeCell ref="A1:A2"/>' * 100_001 + b"</mergeCells>"), "sheet_too_large"),
        (lambda: in_sheet(b"<row>" + b"<c><v>1</v></c>" * 100_000 + b"</row>"), "not_a_workbook"),
        (
            lambda: rewritten(
                workbook(plain), {SHEET: lambda old: old.replace(b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet', 1)}
            ),
            "document_type",
        ),
        (lambda: rewritten(workbook(plain), {SHEET: lambda old: old.decode().encode("utf-16")}), "document_type"),
        (lambda: rewritten(workbook(plain), {}, add={"xl/vbaProject.bin": b"x"}), "macros"),
        (lambda: rewritten(workbook(plain), {SHEET: lambda old: old[:300]}), "not_a_workbook"),
        (lambda: workbook(plain)[:-100], "not_a_workbook"),
        (lambda: b"PK\x03\x04" + b"x" * 100, "not_a_workbook"),
        (lambda: b"Name,Phone\n", "not_a_workbook"),
        (lambda: b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "old_excel_format"),
        (lambda: b"\xd0\xcf\x11\xe0" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "password_protected"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_hostile_workbook_is_refused_within_seconds(
    make: Callable[[], bytes], code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Ten megabytes, so that the test need not make gigabytes itself.
    monkeypatch.setattr("contactbook.domain.imports.files.workbook_checks._LARGEST_UNPACKED", 10 * 1024 * 1024)
    content = make()
    begin = time.process_time()
    assert code_of(lambda: read(content)) == code
    assert time.process_time() - begin < 10


def test_rows_of_a_workbook_that_are_dropped_after_their_file_was_closed_leave_no_traceback(
    unraisable: list[BaseException | None],
) -> None:
    file = io.BytesIO(workbook(plain))
    rows = workbook_rows(file)
    next(rows)
    file.close()
    del rows
    gc.collect()
    assert unraisable == []


def rows_of(content: bytes, **asked: Any) -> tuple[list[tuple[int, tuple[object, ...]]], list[str]]:
    warnings: list[FileWarning] = []
    rows = list(workbook_rows(io.BytesIO(content), notice=warnings.append, **asked))
    return [(row.line, row.cells) for row in rows], [warning.code for warning in warnings]


def several_sheets(**hidden: bool) -> bytes:
    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        for name, header in {"Read me": "How to", "Contacts & more": "Name", "old": "Name"}.items():
            sheet = book.add_worksheet(name)
            sheet.write_column(0, 0, [header, f"from {name}"])
            if hidden.get(name.split()[0]):
                sheet.hide()
        if hidden.get("Read"):
            book.get_worksheet_by_name("Contacts & more").activate()
    return content.getvalue()


@pytest.mark.feature("S6.4")
def test_a_sheet_is_read_by_its_name() -> None:
    content = several_sheets(old=True)
    assert rows_of(content, sheet="Contacts & more")[0][1] == (2, ("from Contacts & more",))
    assert rows_of(content, sheet=" contacts & MORE")[0][1] == (2, ("from Contacts & more",))
    assert rows_of(content, sheet="old")[0][1] == (2, ("from old",))
    assert code_of(lambda: rows_of(content, sheet="none")) == "unknown_sheet"


@pytest.mark.feature("S6.4")
def test_the_sheet_that_has_the_columns_is_read_and_a_hidden_one_never() -> None:
    assert rows_of(several_sheets(old=True), is_header={"Name"}.__le__) == (
        [(1, ("Name",)), (2, ("from Contacts & more",))],
        ["hidden_sheets", "other_sheets"],
    )
    assert rows_of(several_sheets(old=True))[0][0] == (1, ("How to",))
    assert rows_of(several_sheets(Read=True, old=True)) == ([(1, ("Name",)), (2, ("from Contacts & more",))], ["hidden_sheets"])
    assert code_of(lambda: rows_of(several_sheets(), is_header={"Name"}.__le__)) == "sheet_not_named"


@pytest.mark.feature("S6.4")
def test_a_workbook_of_hidden_sheets_needs_the_name_of_one() -> None:
    content = rewritten(several_sheets(), {"xl/workbook.xml": lambda old: old.replace(b"<sheet ", b'<sheet state="veryHidden" ')})
    assert code_of(lambda: rows_of(content)) == "no_visible_sheet"
    assert rows_of(content, sheet="old")[0][1] == (2, ("from old",))


@pytest.mark.feature("S6.4")
def test_hidden_rows_are_read_and_reported() -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.write_column(0, 0, ["Name", "Ann", "Bob", "Cat"])
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_row(9, None, None, {"hidden": True})

    warnings: list[FileWarning] = []
    rows = list(workbook_rows(io.BytesIO(workbook(fill)), notice=warnings.append))
    assert [row.cells for row in rows] == [("Name",), ("Ann",), ("Bob",), ("Cat",)]
    assert [(one.code, one.line) for one in warnings] == [("hidden_rows", 3)]


@pytest.mark.feature("S6.4")
def test_each_row_that_a_merged_cell_covers_has_its_value() -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.merge_range("B2:D2", "Members of 2026")
        sheet.write_row("B3", ["Group", "Name", "Mail"])
        sheet.merge_range("B4:B9", "vip")
        sheet.write_column("C4", ["Ann", "Bob"])
        sheet.write_column("C7", ["Cat"])
        sheet.merge_range("C8:D8", "Dan")

    rows = list(workbook_rows(io.BytesIO(workbook(fill)), header_line=3))
    assert [(row.line, row.cells) for row in rows] == [
        (3, ("Group", "Name", "Mail")),
        (4, ("vip", "Ann", None)),
        (5, ("vip", "Bob", None)),
        (7, ("vip", "Cat", None)),
        (8, ("vip", "Dan", None)),
    ]
    assert [row.otherwise for row in rows] == [(), (), *[(ReadOtherwise(0, None, "merged_cell"),)] * 3]
    assert rows_of(workbook(fill))[1] == ["merged_cells"]


@pytest.mark.feature("S6.4")
def test_dates_of_a_workbook_that_counts_from_1904_are_those_that_it_shows() -> None:
    import datetime as dt

    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"date_1904": True}) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Born")
        sheet.write_datetime(1, 0, dt.datetime(1980, 1, 2), book.add_format({"num_format": "dd/mm/yyyy"}))  # noqa: DTZ001 - a date of a workbook has no zone
        sheet.write_number(2, 0, 27760)
    warnings: list[FileWarning] = []
    rows = list(workbook_rows(content, notice=warnings.append))
    assert [row.cells for row in rows] == [("Born",), ("1980-01-02",), (27760,)]
    assert [one.code for one in warnings] == ["dates_since_1904"]


@pytest.mark.feature("S6.4")
@pytest.mark.parametrize("end", ["", "<v></v>", "<v/>"], ids=["no value", "an empty value", "an empty tag"])
@pytest.mark.parametrize("prefix", [b"", b"x:"])
def test_a_formula_without_its_value_is_a_problem_of_its_row(end: str, prefix: bytes) -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.write_row("B1", ["Name", "Mail", "Sum"])
        for row in range(1, 4_000):
            sheet.write(row, 1, "Ann")
            sheet.write_formula(row, 2, "=B2&1", None, "none" if row % 1000 == 500 else "text")
            sheet.write_formula(row, 3, "=1+1", None, 0)

    def without(old: bytes) -> bytes:
        computed = b' t="str"><f>B2&amp;1</f><v>none</v>'
        assert old.count(computed) == 4
        found = old.replace(computed, b"><f>B2&amp;1</f>" + end.encode())
        return re.sub(rb"<(/?)(c|f|v|row)\b", rb"<\1" + prefix + rb"\2", found) if prefix else found

    content = rewritten(workbook(fill), {SHEET: without})
    facts = check_workbook(io.BytesIO(content))[SHEET]
    assert [line for line in range(1, 4_001) if facts.gaps_of(line)] == [501, 1501, 2501, 3501]
    if not prefix:
        rows = [row for row in workbook_rows(io.BytesIO(content)) if row.problems]
        assert [(row.line, row.problems) for row in rows] == [
            (line, (RowProblem(1, "formula_without_value"),)) for line in (501, 1501, 2501, 3501)
        ]


def test_formulas_are_found_wherever_the_pieces_of_a_sheet_end() -> None:
    sheet = b'<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2"><f>A2&amp;"x"</f></c><c r="C2" t="str"><f>1</f><v></v></c></row>'
    ends = [place + 1 for place in range(len(sheet)) if sheet[place : place + 1] == b">"]
    for cut in ends:
        facts = SheetFacts()
        for piece in (sheet[:cut], sheet[cut:]):
            begins = piece.rfind(b"<c ")
            facts.piece(piece, piece[begins + 3 : piece.find(b">", begins)] if begins >= 0 else b"")
        assert list(facts.gaps_of(2)) == [2]
