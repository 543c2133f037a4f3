"""Reading workbooks of unknown origin, and refusing hostile ones, in bounded time and memory."""

import gc
import io
import struct
import sys
import time
import zipfile
from collections.abc import Callable

import pytest

from contactbook.domain.base.errors import ValidationFailed
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


def workbook(fill: Callable[[object, object], object]) -> bytes:
    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        fill(book, book.add_worksheet())
    return content.getvalue()


def plain(_: object, sheet: object) -> None:
    sheet.write_row(0, 0, ["Name", "Phone"])  # type: ignore[attr-defined]
    sheet.write_row(1, 0, ["Eleni", 35799123456])  # type: ignore[attr-defined]


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

    def fill(book: object, sheet: object) -> None:
        sheet.write_row(0, 0, ["Name", "Phone", "Born", "Sum", "Flag"])  # type: ignore[attr-defined]
        sheet.write_row(2, 0, ["Eleni", 35799123456])  # type: ignore[attr-defined]
        days = book.add_format({"num_format": "dd/mm/yyyy"})  # type: ignore[attr-defined]
        sheet.write_datetime(2, 2, dt.datetime(1980, 1, 2), days)  # type: ignore[attr-defined] # noqa: DTZ001
        sheet.write_formula(2, 3, "=1+1", None, 2)  # type: ignore[attr-defined]
        sheet.write_boolean(2, 4, True)  # type: ignore[attr-defined]

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
        (lambda: in_sheet(b"<row r='9'><c\n r = 'xfd9'><v>1</v></c></row>"), "sheet_too_large"),
        (lambda: in_sheet(b'<x:row xmlns:x="y" r="9"><x:c r="ZZZ9"/></x:row>'), "sheet_too_large"),
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
    monkeypatch.setattr("contactbook.domain.imports.workbooks._LARGEST_UNPACKED", 10 * 1024 * 1024)
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
