"""Reading a CSV file of unknown origin: row by row, in bounded memory, with a clear refusal of anything else."""

import codecs
import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.imports.sheets import SheetRow, unreadable_file

# Bytes. A file of a million rows has about a fifth of this.
LARGEST_FILE = 512 * 1024 * 1024
# Characters of one physical line.
_LONGEST_LINE = 1_000_000
# Characters of one cell.
_LONGEST_CELL = 32_767
_DELIMITERS = ",;\t|"
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WORKBOOK_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def csv_rows(file: BinaryIO, *, encoding: str | None = None) -> Iterator[SheetRow]:
    """Yield the rows of a CSV file, the header first, without empty lines.

    Lines end with LF, CRLF or CR. The encoding is that of the byte order mark, else `encoding`, else UTF-8. The delimiter is
    the one that the header uses most: comma, semicolon, tab or bar. The caller closes the file. Raises ValidationFailed
    `not_csv`, `not_text`, `not_utf8`, `unclosed_quote`, `malformed_csv`, `line_too_long`, `cell_too_long`.
    """
    with _buffered(file) as buffered:
        head = buffered.peek(4)
        if head[:4] in _WORKBOOK_MARKS:
            raise unreadable_file("not_csv", "The file is a workbook. Send it with the format xlsx.")
        found = encoding or next((name for mark, name in _BYTE_ORDER_MARKS if head.startswith(mark)), "utf-8")
        try:
            with _decoded(buffered, found) as text:
                yield from _parsed(_Lines(text))
        except UnicodeError as error:
            message = (
                "The file is not UTF-8. Save it as UTF-8, or name its encoding."
                if found == "utf-8"
                else "The file does not have the encoding that it claims or that was named."
            )
            raise unreadable_file("not_utf8", message) from error


@contextmanager
def _buffered(file: BinaryIO) -> Iterator[io.BufferedReader]:
    """Yield a buffered reader of the file; leave the file open, because the caller closes it."""
    if isinstance(file, io.BufferedReader):
        yield file
        return
    buffered: io.BufferedReader = io.BufferedReader(cast("io.RawIOBase", file))
    try:
        yield buffered
    finally:
        _detach(buffered)


@contextmanager
def _decoded(file: io.BufferedReader, encoding: str) -> Iterator[io.TextIOWrapper]:
    """Yield the text of the file; leave the file open."""
    text = io.TextIOWrapper(file, encoding=encoding, errors="strict", newline="")
    try:
        yield text
    finally:
        _detach(text)


def _detach(wrapper: io.BufferedReader | io.TextIOWrapper) -> None:
    """Keep the wrapper from closing its file. If the file is closed already, detaching would raise."""
    if not wrapper.closed:
        wrapper.detach()


class _Lines:
    """The physical lines of a text, each of limited length, with their number."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self.count = 0
        # A line that was read ahead; it comes next.
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
            raise unreadable_file("line_too_long", f"Line {self.count} has more than {_LONGEST_LINE:,} characters.")
        if "\x00" in line:
            raise unreadable_file("not_text", f"Line {self.count} holds bytes that are not text.")
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
            raise unreadable_file("cell_too_long", f"A cell on line {begins} has more than {_LONGEST_CELL:,} characters.")
        if cells:
            yield SheetRow.model_construct(line=begins, cells=tuple(cells))
        begins = lines.count + 1


def _malformed(error: csv.Error, begins: int) -> ValidationFailed:
    if "unexpected end" in str(error) or "field limit" in str(error):
        return unreadable_file("unclosed_quote", f"A quote that opens on or after line {begins} is never closed.")
    return unreadable_file("malformed_csv", f"Line {begins} is not well-formed CSV: text follows a closing quote.")


def _delimiter(header: str) -> str:
    outside_quotes = "".join(header.split('"')[::2])
    return max(_DELIMITERS, key=outside_quotes.count)
