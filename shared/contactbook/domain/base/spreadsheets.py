"""Text in cells: a spreadsheet must not run it as a formula, and an import must read back what an export wrote."""

import csv
import io
import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

# A cell as a reader returns it. CSV has text only; a workbook also has numbers and flags. Dates come as ISO text.
Cell = str | int | float | bool | None

# Starts of a formula in Excel, LibreOffice and Google Sheets, also in full width, and what they skip before it.
_FORMULA = "['\"]*+[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"
# A cell also begins behind each of these, in a program that separates by it: semicolons in much of Europe.
_CELL = "(?:\\A|(?<=[;|\t\r\n]))"
_DANGEROUS = re.compile(f"{_CELL}(?={_FORMULA})")
# A formula that is nothing but a text.
_AS_TEXT = re.compile('="((?:[^"]|"")*)"')
_NEUTRALIZED = re.compile(f"{_CELL}'(?={_FORMULA})")


def neutral(text: str) -> str:
    """Return the text with an apostrophe wherever a spreadsheet would begin a formula, whatever separator it reads with."""
    return _DANGEROUS.sub("'", text)


def restored(text: str) -> str:
    """Return the original of a text that `neutral` changed; return any other text as it is."""
    return _NEUTRALIZED.sub("", text)


def said_as_text(text: str) -> str:
    """Return what `="00123"` shows, which programs write so that a spreadsheet takes it for text; return any other text as it is."""
    found = _AS_TEXT.fullmatch(text) if text.startswith('="') else None
    return found[1].replace('""', '"') if found else text


def written(value: object) -> str:
    """Return the text of a value in an export: neutral text, flags as true and false, dates and times in ISO 8601."""
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
    """Return one line of a CSV file (RFC 4180) with neutral cells."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([written(value) for value in values])
    return line.getvalue()
