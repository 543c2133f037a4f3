"""What CSV files and workbooks have in common: rows, limits, the header, and the refusal of an unreadable file.

A refusal is a ValidationFailed about `/file` with a code. Its message repeats nothing of the file's content.
"""

from collections.abc import Iterator, Sequence

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.base.spreadsheets import Cell
from contactbook.domain.base.values import Value

MOST_ROWS = 1_000_000
MOST_COLUMNS = 500


class SheetRow(Value):
    """One row of a file: the line on which it begins (the header is on line 1) and its cells."""

    line: int
    cells: tuple[Cell, ...]


def unreadable_file(code: str, message: str) -> ValidationFailed:
    """Return the error for a file that cannot be read."""
    return ValidationFailed(message, code=code, errors=ValidationFailed.of("/file", code, message).errors)


def checked_header(row: SheetRow | None) -> tuple[str, ...]:
    """Return the trimmed names of the columns.

    Raises ValidationFailed `empty_file`, `duplicate_header`, `too_many_columns`.
    """
    if row is None:
        raise unreadable_file("empty_file", "The file has no header line.")
    names = [str(cell).strip() if cell is not None else "" for cell in row.cells]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise unreadable_file("empty_file", "The file has no header line.")
    if len(names) > MOST_COLUMNS:
        raise unreadable_file("too_many_columns", f"The file must not have more than {MOST_COLUMNS} columns.")
    named = [name for name in names if name]
    if len(named) != len(set(named)):
        raise unreadable_file("duplicate_header", "Two columns have the same name. Give each column a name of its own.")
    return tuple(names)


def limited_rows(rows: Iterator[SheetRow]) -> Iterator[SheetRow]:
    """Yield the same rows. Raises ValidationFailed `too_many_rows` at the first row beyond the limit."""
    for number, row in enumerate(rows):
        if number >= MOST_ROWS:
            raise unreadable_file("too_many_rows", f"The file must not have more than {MOST_ROWS:,} rows.")
        yield row


def is_empty(cells: Sequence[Cell]) -> bool:
    """True if no cell of the row holds a value."""
    return all(cell is None or cell == "" for cell in cells)
