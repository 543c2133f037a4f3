"""Reading a CSV file that anyone may have made: row by row, in bounded memory, with a clear refusal of what is no such file.

Every refusal is a ValidationFailed about `/file`, with a code; nothing of the file's content is repeated in its message.
"""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.base.spreadsheets import Cell
from contactbook.domain.base.values import Value

MOST_ROWS = 1_000_000
MOST_COLUMNS = 500
# Bytes. A file of a million rows is a fifth of it.
LARGEST_FILE = 512 * 1024 * 1024
# Characters of one physical line, and of one cell.
_LONGEST_LINE = 1_000_000
_LONGEST_CELL = 32_767
_DELIMITERS = ",;\t|"
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class SheetRow(Value):
    """One row of a file: the line on which it begins (the header is on line 1) and its cells."""

    line: int
    cells: tuple[Cell, ...]


def refused(code: str, message: str) -> ValidationFailed:
    """What a file that cannot be read is answered with."""
    return ValidationFailed(message, code=code, errors=ValidationFailed.of("/file", code, message).errors)


def csv_rows(file: BinaryIO, *, encoding: str | None = None) -> Iterator[SheetRow]:
    """The rows of a CSV file, the header first; empty lines are no rows.

    Lines end with LF, CRLF or CR. The encoding is what the byte order mark says, else UTF-8, unless the caller names it. The
    delimiter is the one that the header uses most: comma, semicolon, tab or bar. Raises ValidationFailed `not_text`,
    `not_utf8`, `unclosed_quote`, `malformed_csv`, `line_too_long`.
    """
    buffered = file if isinstance(file, io.BufferedReader) else io.BufferedReader(file)  # type: ignore[type-var]
    head = buffered.peek(4)
    if head[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        raise refused("not_csv", "This is a workbook; say so with the format xlsx.")
    found = encoding or next((name for mark, name in _BYTE_ORDER_MARKS if head.startswith(mark)), "utf-8")
    text = io.TextIOWrapper(buffered, encoding=found, errors="strict", newline="")
    try:
        yield from _parsed(_Lines(text))
    except UnicodeError as error:
        message = (
            "The file is not UTF-8; save it as UTF-8, or name its encoding."
            if found == "utf-8"
            else "The encoding is another one."
        )
        raise refused("not_utf8", message) from error
    finally:
        # The file is the caller's to close. If that has happened already, there is nothing to detach from.
        if not file.closed:
            text.detach()
            if buffered is not file:
                buffered.detach()


class _Lines:
    """The physical lines of a text, none longer than is sensible, and how many there were."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self.count = 0
        self.waiting: str | None = None

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line, self.waiting = self.waiting, None
        if line is None:
            line = self._text.readline(_LONGEST_LINE)
        if not line:
            raise StopIteration
        self.count += 1
        if len(line) >= _LONGEST_LINE:
            raise refused("line_too_long", f"Line {self.count} is too long to be one of a table.")
        if "\x00" in line:
            raise refused("not_text", f"Line {self.count} holds bytes that are no text.")
        return line


def _parsed(lines: _Lines) -> Iterator[SheetRow]:
    first = next(lines, None)
    if first is None:
        return
    lines.waiting, lines.count = first, lines.count - 1
    reader = csv.reader(lines, delimiter=_delimiter(first), strict=True)
    begins = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise _malformed(error, begins) from error
        if cells is None:
            return
        if any(len(cell) > _LONGEST_CELL for cell in cells):
            raise refused("cell_too_long", f"A cell on line {begins} is too long.")
        if cells:
            yield SheetRow.model_construct(line=begins, cells=tuple(cells))
        begins = lines.count + 1


def _malformed(error: csv.Error, begins: int) -> ValidationFailed:
    if "unexpected end" in str(error) or "field limit" in str(error):
        return refused("unclosed_quote", f"A quote that opens on or after line {begins} is never closed.")
    return refused("malformed_csv", f"Line {begins} is not well-formed CSV: text follows a closing quote.")


def _delimiter(header: str) -> str:
    outside = "".join(header.split('"')[::2])
    return max(_DELIMITERS, key=outside.count)


def checked_header(row: SheetRow | None) -> tuple[str, ...]:
    """The names of the columns, trimmed. Raises ValidationFailed `empty_file`, `duplicate_header`, `too_many_columns`."""
    if row is None:
        raise refused("empty_file", "The file has no header line.")
    names = [str(cell).strip() if cell is not None else "" for cell in row.cells]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise refused("empty_file", "The file has no header line.")
    if len(names) > MOST_COLUMNS:
        raise refused("too_many_columns", f"The file has more than {MOST_COLUMNS} columns.")
    named = [name for name in names if name]
    if len(named) != len(set(named)):
        raise refused("duplicate_header", "Two columns have the same name.")
    return tuple(names)


def counted(rows: Iterator[SheetRow]) -> Iterator[SheetRow]:
    """The same rows. Raises ValidationFailed `too_many_rows` at the first one beyond the limit."""
    for number, row in enumerate(rows):
        if number >= MOST_ROWS:
            raise refused("too_many_rows", f"The file has more than {MOST_ROWS:,} rows.")
        yield row


def is_empty(cells: Sequence[Cell]) -> bool:
    """Whether a row says nothing at all."""
    return all(cell is None or cell == "" for cell in cells)
