"""Reading a CSV file of unknown origin: row by row, in bounded memory. A bad line costs its row and says so (S6.3)."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from contactbook.domain.imports.files.csv_lines import LONGEST_LINE, BadLine, Lines
from contactbook.domain.imports.files.encodings import stated_encoding
from contactbook.domain.imports.files.separators import separator_of, told_separator
from contactbook.domain.imports.sheets import LONGEST_CELL, RowProblem, SheetRow, message_of, unreadable_file

# Bytes. A file of a million rows has about a fifth of this.
LARGEST_FILE = 512 * 1024 * 1024
# Lines from which the separator is told.
_LINES_FOR_SEPARATOR = 20
# Columns from which a line of one cell is no row in which the others are left out.
_WIDTH_OF_REPORTS = 3
# Bytes by which a kind of file and an order of bytes are told.
_PEEKED = 4 * 1024
WORKBOOK_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def csv_rows(
    file: BinaryIO, *, encoding: str | None = None, separator: str | None = None, header_line: int = 1
) -> Iterator[SheetRow]:
    """Yield the rows of a CSV file, the header first, without lines that hold nothing but separators.

    The encoding is that of the byte order mark, else `encoding`, else UTF-8. The separator is `separator`, else what a `sep=` line
    names, else what the header uses. The header is the first row on or after `header_line`. A row that cannot be read has a problem
    instead of cells. The caller closes the file. Raises ValidationFailed `not_csv`, `not_utf8`, and for a header that cannot be read
    `not_text`, `malformed_csv`, `unclosed_quote`, `line_too_long`.
    """
    with text_of(file, encoding) as text:
        lines = Lines(text)
        told = _told(lines)
        for _ in range(header_line - 1 - lines.count):
            lines.skip()
        yield from _parsed(lines, separator or told or separator_of(lines.ahead(_LINES_FOR_SEPARATOR)))


@contextmanager
def text_of(file: BinaryIO, encoding: str | None) -> Iterator[io.TextIOWrapper]:
    """Yield the text of the file; leave the file open. Raises ValidationFailed `not_csv`, `not_utf8`."""
    with _buffered(file) as buffered:
        head = buffered.peek(_PEEKED)
        if head[:4] in WORKBOOK_MARKS:
            raise unreadable_file("not_csv", "The file is a workbook. Send it with the format xlsx.")
        found = stated_encoding(head, encoding) or "utf-8"
        text = io.TextIOWrapper(buffered, encoding=found, errors="strict", newline="")
        try:
            yield text
        except UnicodeError as error:
            message = (
                "The file is not UTF-8. Save it as UTF-8, or name its encoding."
                if found == "utf-8"
                else "The file does not have the encoding that it claims or that was named."
            )
            raise unreadable_file("not_utf8", message) from error
        finally:
            _detach(text)


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


def _detach(wrapper: io.BufferedReader | io.TextIOWrapper) -> None:
    """Keep the wrapper from closing its file. If the file is closed already, detaching would raise."""
    if not wrapper.closed:
        wrapper.detach()


def _told(lines: Lines) -> str | None:
    """Take the first line if it is a `sep=` line, and return the separator that it names."""
    told = told_separator("".join(lines.ahead(1)))
    if told:
        next(lines)
    return told


def _parsed(lines: Lines, separator: str) -> Iterator[SheetRow]:
    # The limit is one of the process. No line is longer, so it stops only a quote that is never closed.
    csv.field_size_limit(LONGEST_LINE)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    width = 0
    # True behind a broken row of several lines, until a row is certainly not the rest of it.
    is_doubtful = False
    footers = _Footers()
    while True:
        begins = lines.begin_record()
        try:
            cells = next(reader, None)
        except (csv.Error, BadLine) as error:
            code = _code_of(error, lines)
            if not width:
                raise unreadable_file(code, f"Line {begins}: {message_of(code)}") from error
            is_doubtful = lines.read_again() or is_doubtful
            yield _problem(begins, code)
            continue
        if cells is None:
            return
        if footers.has(cells, width) and not is_doubtful:
            yield _problem(begins, "footer_line")
            continue
        if not "".join(cells).strip():
            continue
        if any(cell[:1] == " " and cell.lstrip()[:1] == '"' for cell in cells):
            cells = _quoted_behind_spaces(cells, lines.taken, separator, width)
        width = width or len(cells)
        is_doubtful = is_doubtful and (len(cells) != width or _has_stray_quote(cells, lines.taken))
        yield _problem(begins, "malformed_csv") if is_doubtful else _row(begins, cells)


class _Footers:
    """Tells the lines that reports write below their rows: behind an empty line, each in one cell (S6.3)."""

    def __init__(self) -> None:
        self._is_below_empty_line = False

    def has(self, cells: list[str], width: int) -> bool:
        """Take the next line. Return True if it is such a line, in a file with this number of columns."""
        is_alone = len(cells) == 1 and bool(cells[0].strip()) and width >= _WIDTH_OF_REPORTS
        is_footer = is_alone and self._is_below_empty_line
        self._is_below_empty_line = not cells or (self._is_below_empty_line and len(cells) == 1)
        return is_footer


def _quoted_behind_spaces(cells: list[str], taken: list[str], separator: str, width: int) -> list[str]:
    """Return the cells of a row in which spaces stand before quotes: a quote that opens a cell is no part of its text."""
    try:
        found = next(csv.reader(taken, delimiter=separator, strict=True, skipinitialspace=True))
    except csv.Error:
        return cells
    return found if len(found) == width or len(cells) != width else cells


def _row(begins: int, cells: list[str]) -> SheetRow:
    problems: tuple[RowProblem, ...] = ()
    if max(map(len, cells)) > LONGEST_CELL:
        problems = tuple(RowProblem(place, "cell_too_long") for place, cell in enumerate(cells) if len(cell) > LONGEST_CELL)
    return SheetRow.model_construct(line=begins, cells=tuple(cells), problems=problems)


def _problem(begins: int, code: str) -> SheetRow:
    return SheetRow.model_construct(line=begins, cells=(), problems=(RowProblem(None, code),))


def _code_of(error: csv.Error | BadLine, lines: Lines) -> str:
    if isinstance(error, BadLine):
        return error.code if len(lines.taken) == 1 else "unclosed_quote"
    is_open = "unexpected end" in str(error) or "field limit" in str(error) or len(lines.taken) > 1
    return "unclosed_quote" if is_open else "malformed_csv"


def _has_stray_quote(cells: list[str], taken: list[str]) -> bool:
    """True if a cell has a quote although it is not quoted itself: such a line may be the rest of a broken row."""
    raw = "".join(taken)
    return any('"' in cell and '"' + cell.replace('"', '""') + '"' not in raw for cell in cells)
