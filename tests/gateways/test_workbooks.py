"""Workbooks hold text only."""

import io

import python_calamine

from contactbook.gateways.workbooks import workbook_of


def test_rows_are_written_in_order_and_every_cell_is_text() -> None:
    content = workbook_of([["name", "number"], ["Eleni", 12]])
    sheet = python_calamine.load_workbook(io.BytesIO(content)).get_sheet_by_index(0)
    assert sheet.to_python() == [["name", "number"], ["Eleni", "12"]]


def test_a_formula_is_neutralized() -> None:
    content = workbook_of([["=1+1"]])
    [[cell]] = python_calamine.load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert str(cell) == "'=1+1"
