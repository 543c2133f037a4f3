"""Reading one cell as the JSON value of a field (S2.21, S2.23)."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from pydantic import JsonValue

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.base.file_formats import LIST_SEPARATOR
from contactbook.domain.base.spreadsheets import Cell, restored
from contactbook.domain.settings.fields import CustomFieldType

CellReader = Callable[[Cell], JsonValue]

_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_CELL_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})
# Day 0 of Excel's calendar, as it counts from March 1900 on.
_EXCEL_EPOCH = date(1899, 12, 30)
_LAST_SERIAL = 2_958_465


def text_of_cell(cell: Cell) -> JsonValue:
    """Return the text of the cell. Raises ValidationFailed `cell_error` for an error of the spreadsheet."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    text = restored(str(cell).strip())
    if text in _CELL_ERRORS:
        raise ValidationFailed("The cell holds an error of the spreadsheet.", code="cell_error")
    return text


def list_of_cell(cell: Cell) -> JsonValue:
    """Return the entries of the cell. Raises ValidationFailed `cell_error`."""
    return [entry.strip() for entry in str(text_of_cell(cell)).split(LIST_SEPARATOR) if entry.strip()]


def flag_of_cell(cell: Cell) -> JsonValue:
    """Return the flag of the cell. Raises ValidationFailed `invalid_flag`."""
    found = cell if isinstance(cell, bool) else _FLAGS.get(str(cell).strip().lower())
    if found is None:
        raise ValidationFailed("A flag must be true or false, yes or no, 1 or 0.", code="invalid_flag")
    return found


def date_of_cell(cell: Cell) -> JsonValue:
    """Return the date of the cell as ISO text; other text stays as it is, for the validator to refuse."""
    # A workbook keeps a date without a date format as the number of days since 1900.
    if isinstance(cell, int) and not isinstance(cell, bool) and 0 < cell <= _LAST_SERIAL:
        return (_EXCEL_EPOCH + timedelta(days=cell)).isoformat()
    text = str(text_of_cell(cell))
    try:
        return datetime.fromisoformat(text).date().isoformat() if "T" in text else text
    except ValueError:
        return text


def number_of_cell(cell: Cell) -> JsonValue:
    """Return the number of the cell; other text stays as it is, for the validator to refuse."""
    if isinstance(cell, int | float):
        return cell
    text = str(text_of_cell(cell))
    try:
        return int(text) if re.fullmatch(r"[+-]?\d{1,15}", text) else float(text) if len(text) < 40 else text
    except ValueError:
        return text


CUSTOM_FIELD_READERS: dict[CustomFieldType, CellReader] = {
    CustomFieldType.TEXT: text_of_cell,
    CustomFieldType.CHOICE: text_of_cell,
    CustomFieldType.DATE: date_of_cell,
    CustomFieldType.FLAG: flag_of_cell,
    CustomFieldType.NUMBER: number_of_cell,
}
