"""What the XML of a workbook says and its reader does not: errors, and how numbers are shown (S6.4)."""

import time
from typing import Any

import pytest

from contactbook.domain.imports.files.workbook_facts import SheetFacts, shown_by_styles
from tests.domain.imports.test_workbooks import SHEET, rewritten, rows_of, workbook


@pytest.mark.feature("S6.4", "S6.7")
@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"])
def test_an_error_of_the_spreadsheet_is_the_text_of_its_cell(error: str) -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.write_row("B2", ["Name", "Out"])
        sheet.write_row("B3", ["Ann", "yes"])
        sheet.write("B4", "Bob")
        sheet.write_formula("C4", "=X1", None, error)
        sheet.write_formula("B6", "=X1", None, error)

    content = workbook(fill)
    found = [(3, ("Ann", "yes")), (4, ("Bob", error)), (6, (error, None))]
    assert rows_of(content)[0][1:] == found
    plain_errors = rewritten(content, {SHEET: lambda old: old.replace(b"<f>X1</f>", b"").replace(b't="e"', b"t = 'e'")})
    assert rows_of(plain_errors)[0][1:] == found


def test_errors_are_found_wherever_the_pieces_of_a_sheet_end() -> None:
    sheet = b'<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" t="e"><f>A2</f><v>#N/A</v></c><c r="C2" t="e"><v>#X</v></c></row>'
    ends = [place + 1 for place in range(len(sheet)) if sheet[place : place + 1] == b">"]
    for cut in ends:
        facts = SheetFacts()
        for piece in (sheet[:cut], sheet[cut:]):
            begins = piece.rfind(b"<c ")
            facts.piece(piece, piece[begins + 3 : piece.find(b">", begins)] if begins >= 0 else b"")
        assert list(facts.errors_of(2)) == [(2, "#N/A"), (3, "#ERROR!")]


@pytest.mark.feature("S6.4")
def test_a_number_that_is_shown_with_leading_zeros_is_read_as_it_is_shown() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row("B1", ["Code", "Sum", "Short"])
        code, money, short = (book.add_format({"num_format": one}) for one in ("00000", "0.00", "00"))
        for row, number in enumerate((123, 123456, 1.5), start=1):
            sheet.write_number(row, 1, number, code)
            sheet.write_number(row, 2, number, money)
            sheet.write_number(row, 3, number, short)
        sheet.write_string(4, 1, "x", code)

    rows = rows_of(workbook(fill))[0]
    assert [cells for _, cells in rows[1:]] == [
        ("00123", 123, "123"),
        ("123456", 123456, "123456"),
        (1.5, 1.5, 1.5),
        ("x", None, None),
    ]


@pytest.mark.feature("S6.4")
@pytest.mark.parametrize(
    ("number_format", "number", "shown"),
    [
        ("0%", 0.25, "25%"),
        ("0.00%", 0.25, "25%"),
        ("0%", 0.256, "25.6%"),
        ("0%;[Red]-0%", 0.29, "29%"),
        ("0%", 1, "100%"),
        ('0.0"%"', 0.25, 0.25),
        ("0\\%", 0.25, 0.25),
        ('"of 100%" 0.0', 0.25, 0.25),
        ("0.0;0%", 0.25, 0.25),
    ],
)
def test_a_percentage_is_read_as_it_is_shown_with_every_digit(number_format: str, number: float, shown: object) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row("A1", ["Discount", "Name"])
        sheet.write_number(1, 0, number, book.add_format({"num_format": number_format}))
        sheet.write_string(1, 1, "Ann")

    assert rows_of(workbook(fill))[0][1:] == [(2, (shown, "Ann"))]


@pytest.mark.parametrize(
    "piece",
    [b"<numFmt ", b"<cellXfs ", b"<xf ", b'<numFmt formatCode="000" ', b'<numFmt numFmtId="', b'<numFmt formatCode="', b"<a"],
)
def test_styles_are_read_in_linear_time(piece: bytes) -> None:
    begin = time.process_time()
    assert shown_by_styles(b"<cellXfs>" + piece * 100_000) == {}
    assert time.process_time() - begin < 5
