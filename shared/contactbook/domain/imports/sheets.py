"""What CSV files and workbooks have in common: rows, limits, the header, and the refusal of an unreadable file.

A refusal is a ValidationFailed about `/file` with a code. Its message repeats nothing of the file's content.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.base.spreadsheets import Cell
from contactbook.domain.base.values import Value

MOST_ROWS = 1_000_000
# As many as a sheet of Excel has. What nobody maps is not read on.
MOST_COLUMNS = 16_384
# Characters of one cell that is mapped, as many as a cell of Excel holds.
LONGEST_CELL = 32_767
_MESSAGES = {
    "malformed_csv": "The line is not well-formed CSV: text follows a closing quote, or the line is the rest of a broken row.",
    "unclosed_quote": "A quote that opens in the row is never closed.",
    "line_too_long": "The line has more than 1,000,000 characters.",
    "not_text": "The line holds bytes that are not text. If the file is UTF-16, name its encoding.",
    "cell_too_long": f"The cell has more than {LONGEST_CELL:,} characters.",
    "unclosed_card": "The card has no END:VCARD.",
    "card_too_long": "The card has more than 200,000 characters beside its pictures, or a line that is not text.",
    "malformed_card": "The card is not well-formed.",
    "encoded_text": "The card has a name or another text in Base64. Export it as version 3.0 or 4.0.",
    "group_card": "The card is a group of people, no person.",
    "footer_line": "The line stands below an empty line and has one cell: it is a title or a footer, no person.",
    "too_many_cells": "The row has more cells than the header.",
    "formula_without_value": "The cell holds a formula without its value. Open the file in the spreadsheet's program and save it.",
    "number_is_no_date": (
        "The workbook counts its days from 1904, and this number does not have the format of a date. Format it as a date in the file."
    ),
    "digits_lost": "The number has lost digits, because a spreadsheet keeps 15. Format the column as text and enter it again.",
}


class FileWarning(Value):
    """What whoever imports a file should know of it. `header` and `line` say where, if it is about one column or line (S6.1, S6.4)."""

    code: str
    header: str | None = None
    line: int | None = None
    message: str


class RowProblem(NamedTuple):
    """What cannot be read of a row: one cell, or the whole row if `place` is None. `message_of` explains the code."""

    place: int | None
    code: str


class ReadOtherwise(NamedTuple):
    """A cell that is read otherwise than it stands in the file: its place, what stands there, and why (S6.9)."""

    place: int
    stands: Cell
    code: str


class SheetRow(Value):
    """One row of a file: the line on which it begins (the first is 1), its cells, and what cannot be read of it."""

    line: int
    cells: tuple[Cell, ...]
    problems: tuple[RowProblem, ...] = ()
    otherwise: tuple[ReadOtherwise, ...] = ()


def message_of(code: str) -> str:
    """Return what the code of a problem means."""
    return _MESSAGES[code]


def unreadable_file(code: str, message: str) -> ValidationFailed:
    """Return the error for a file that cannot be read."""
    return ValidationFailed(message, code=code, errors=ValidationFailed.of("/file", code, message).errors)


def checked_header(row: SheetRow | None) -> tuple[str, ...]:
    """Return the trimmed names of the columns; a column without a name has an empty one.

    Two columns may have one name, as long as nobody maps it. Raises ValidationFailed `empty_file`, `too_many_columns`.
    """
    if row is None:
        raise unreadable_file("empty_file", "The file has no header line.")
    # A file that was joined or saved twice may have a second byte order mark.
    names = tuple(str(cell).strip().strip("\ufeff") if cell is not None else "" for cell in row.cells)
    if not any(names):
        raise unreadable_file("empty_file", "The file has no header line.")
    if len(names) > MOST_COLUMNS:
        raise unreadable_file("too_many_columns", f"The file must not have more than {MOST_COLUMNS:,} columns.")
    return names


def named_twice(names: Sequence[str]) -> frozenset[str]:
    """Return the names that more than one column has."""
    return frozenset(name for name, count in Counter(names).items() if name and count > 1)


def limited_rows(rows: Iterator[SheetRow]) -> Iterator[SheetRow]:
    """Yield the same rows. Raises ValidationFailed `too_many_rows` at the first row beyond the limit."""
    for number, row in enumerate(rows):
        if number >= MOST_ROWS:
            raise unreadable_file("too_many_rows", f"The file must not have more than {MOST_ROWS:,} rows.")
        yield row


def is_empty(cells: Sequence[Cell]) -> bool:
    """True if no cell of the row holds more than white space."""
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells)
