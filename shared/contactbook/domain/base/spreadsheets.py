"""Text in cells: a spreadsheet must take it for text, and what an export wrote comes back identical on import."""

import csv
import io
import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

# What a reader hands over: a CSV knows only text, a workbook also numbers and flags (dates come as ISO text).
Cell = str | int | float | bool | None

# How Excel, LibreOffice and Google Sheets begin a formula, in their full-width forms as well, and what they skip before it.
_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def neutral(text: str) -> str:
    """The text so that no spreadsheet runs it: an apostrophe before whatever begins like a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def restored(text: str) -> str:
    """The text that `neutral` made safe; every other text as it is."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def written(value: object) -> str:
    """A value as an export writes it into a cell: neutral text, flags as true and false, dates and times as ISO."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | Decimal):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return neutral(str(value))


def csv_line(values: Sequence[object]) -> str:
    """One line of a CSV file as RFC 4180 has it, its cells neutral."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([written(value) for value in values])
    return line.getvalue()
