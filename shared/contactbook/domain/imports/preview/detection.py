"""Guessing the encoding, the separator and the header line of a file, to offer them. Nothing is imported by a guess (S6.1)."""

import codecs
import io
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from contactbook.domain.imports.csv_files import csv_rows
from contactbook.domain.imports.files.encodings import Encoding, marked_encoding, stated_encoding, utf_16_order
from contactbook.domain.imports.files.separators import told_separator
from contactbook.domain.imports.preview.plausibility import likeliest
from contactbook.domain.imports.sheets import SheetRow, is_empty

# Bytes of the lines by which an encoding is guessed: those that are not ASCII.
_GUESSED_BY = 16 * 1024
# Bytes of them by which the letters of a language tell it.
_TOLD_BY = 4 * 1024
_SEPARATORS = ",;\t|"
_ROWS = 30
# The share of its usual columns that a header fills at least; a title above it fills fewer.
_FILLED = 0.6


def encoding_of(head: bytes) -> tuple[str | None, bool]:
    """Return the encoding of a text that begins so, None if nobody can tell, and True if it is a guess."""
    if marked := marked_encoding(head):
        return marked.removesuffix("-sig"), False
    if (unmarked := _utf_16(head)) is not None:
        return unmarked, True
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return _guessed(head), True
    return Encoding.UTF_8.value, False


def _utf_16(head: bytes) -> str | None:
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 4 < len(head) // 2 or not head:
        return None
    order = utf_16_order(head)
    return order.value if order else None


def _guessed(head: bytes) -> str | None:
    sample = b"\n".join(line for line in head.splitlines() if not line.isascii())[:_GUESSED_BY]
    # Of a short file, the letters of languages tell more than the library does.
    if found := likeliest(sample[:_TOLD_BY]):
        return found
    from charset_normalizer import from_bytes

    known = [one.value for one in Encoding if not one.value.startswith("utf")]
    best = from_bytes(sample, cp_isolation=known).best()
    if best is None:
        return None
    name = best.encoding.replace("cp125", "windows-125").replace("iso8859_", "iso-8859-").replace("_", "-")
    # Western texts use the part of windows-1252 that ISO 8859-1 leaves to control characters.
    return Encoding.WESTERN.value if name in ("latin-1", "iso-8859-1") else name


def text_of_head(head: bytes, encoding: str | None, *, is_whole: bool) -> str:
    """Return the complete lines of the head; bytes that the encoding does not know are shown as marks."""
    text = codecs.getincrementaldecoder(_codec(head, encoding))(errors="replace").decode(head)
    end = len(text) if is_whole else max(text.rfind("\n"), text.rfind("\r")) + 1
    return text[: end or len(text)]


def is_in(head: bytes, encoding: str | None, *, is_whole: bool) -> bool:
    """True if the text that begins so has this encoding, as far as it can be seen."""
    try:
        codecs.getincrementaldecoder(stated_encoding(head, encoding) or "ascii")().decode(head, final=is_whole)
    except UnicodeError:
        return False
    return True


def _codec(head: bytes, encoding: str | None) -> str:
    """Return the codec that shows the head. One that needs a mark cannot be read without it."""
    found = stated_encoding(head, encoding) or "ascii"
    return Encoding.UTF_16_LE.value if found == Encoding.UTF_16 and marked_encoding(head) is None else found


def separator_and_header(text: str, separator: str | None, header_line: int | None) -> tuple[str, int]:
    """Return what separates the cells of a text and the line of its header; what is given is taken as it is."""
    told = told_separator(text.splitlines(keepends=True)[0]) if text else None
    wanted = [one for one in (separator, told) if one] or list(_SEPARATORS)
    found = [
        (_alike(rows), len(wanted) - place, one, rows)
        for place, one in enumerate(wanted)
        if (rows := _rows(text, one)) is not None
    ]
    if not found:
        return wanted[0], header_line or 1
    _, _, best, rows = max(found, key=lambda one: one[:2])
    return best, header_line or header_of(rows)


def _rows(text: str, separator: str) -> list[SheetRow] | None:
    from contactbook.domain.base.errors import ValidationFailed

    # The first line is read as a row, so that a broken title does not end the reading.
    try:
        found = csv_rows(io.BytesIO(text[:100_000].encode(errors="replace")), separator=separator)
        return [row for row in islice(found, _ROWS) if not row.problems]
    except ValidationFailed:
        return None


def _alike(rows: Sequence[SheetRow]) -> int:
    """Return how well the rows agree: how many have the usual number of columns, if that is more than one."""
    width, count = _usual(rows)
    return count * min(width, 3) if width > 1 else 0


def _usual(rows: Sequence[SheetRow]) -> tuple[int, int]:
    widths = Counter(len(row.cells) for row in rows)
    return max(widths.items(), key=lambda one: (one[1], one[0])) if widths else (0, 0)


def header_of(rows: Sequence[SheetRow]) -> int:
    """Return the line of the first row that fills most of the columns that the rows usually fill."""
    filled = [sum(not is_empty((cell,)) for cell in row.cells) for row in rows]
    usual = max(Counter(filled).items(), key=lambda one: (one[1], one[0]))[0] if filled else 0
    return next((row.line for row, count in zip(rows, filled, strict=True) if count >= usual * _FILLED), 1)
