"""The head of a workbook as a small workbook of its own, so that a preview reads the same way as an import, but not the whole file.

Of each sheet only the first rows are kept, and of the shared texts as many as these rows use.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import BinaryIO

from contactbook.domain.imports.files.workbook_checks import checked_archive, not_a_workbook
from contactbook.domain.imports.files.workbook_sheets import Book, read_book

# Bytes of a sheet, of the shared texts and of any other part that are unpacked at most.
_SHEET_HEAD, _TEXTS_HEAD, _PART = 256 * 1024, 4 * 1024 * 1024, 4 * 1024 * 1024
_MOST_SHEETS = 20
_MOST_FILLED_UP = 500_000
_TEXTS = "xl/sharedStrings.xml"
_KEPT = re.compile(r"\[Content_Types\]\.xml|_rels/\.rels|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels|xl/styles\.xml")
_ROOT = re.compile(rb"<(?:([A-Za-z0-9_]+):)?(?:worksheet|sst)[\s>]")
_TEXT_CELL = re.compile(rb"""\st="s"[^<>]{0,200}><(?:[A-Za-z0-9_]{1,40}:)?v>(\d{1,7})<""")
_DIMENSION = re.compile(
    rb"""<(?:[A-Za-z0-9_]{1,40}:)?dimension\s[^<>]{0,200}?ref=["'][A-Z]{1,3}(\d{1,7})(?::[A-Z]{1,3}(\d{1,7}))?["']"""
)


class WorkbookHead:
    """The small workbook in `file`, the sheets of the whole one, and how many rows each says that it has."""

    def __init__(self, file: BinaryIO, *, in_request: bool = False) -> None:
        """Raises ValidationFailed `not_a_workbook`, `password_protected`, `old_excel_format`, `macros`, `unpacks_too_large`."""
        try:
            with checked_archive(file, in_request=in_request) as archive:
                self._build(archive, read_book(file))
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, OSError, KeyError) as error:
            raise not_a_workbook() from error

    def _build(self, archive: zipfile.ZipFile, book: Book) -> None:
        self.book = book
        heads = {sheet.part: _head(archive, sheet.part, _SHEET_HEAD) for sheet in book.sheets[:_MOST_SHEETS] if sheet.part}
        self.rows: Mapping[str, int | None] = {part: _rows_said(text) for part, (text, _) in heads.items()}
        # True if the head has all rows of this sheet.
        self.is_whole = {part: whole for part, (_, whole) in heads.items()}
        self.file = io.BytesIO()
        with zipfile.ZipFile(self.file, "w") as small:
            used = 0
            for part, (text, whole) in heads.items():
                kept = text if whole else _closed(text, b"row", b"sheetData")
                used = max([used, *(int(number) + 1 for number in _TEXT_CELL.findall(kept))])
                small.writestr(part, kept)
            for sheet in book.sheets[_MOST_SHEETS:]:
                small.writestr(sheet.part, b"<worksheet><sheetData/></worksheet>")
            for name in archive.namelist():
                if _KEPT.fullmatch(name):
                    small.writestr(name, _head(archive, name, _PART)[0])
            if _TEXTS in archive.namelist():
                small.writestr(_TEXTS, _texts(archive, used))


def _head(archive: zipfile.ZipFile, name: str, most: int) -> tuple[bytes, bool]:
    """Return the beginning of the part, and True if that is all of it."""
    with archive.open(name) as stream:
        text = stream.read(most)
        return text, len(text) < most or not stream.read(1)


def _closed(text: bytes, element: bytes, *above: bytes) -> bytes:
    """Return the text up to the last complete element, with the elements above it closed."""
    root = _ROOT.search(text)
    prefix = (root[1] + b":") if root and root[1] else b""
    end = b"</" + prefix + element + b">"
    place = text.rfind(end)
    if not root or place < 0:
        raise not_a_workbook()
    name = b"worksheet" if above else b"sst"
    return text[: place + len(end)] + b"".join(b"</" + prefix + one + b">" for one in (*above, name))


def _texts(archive: zipfile.ZipFile, used: int) -> bytes:
    """Return the shared texts that are used; one that is too far behind is shown as dots."""
    text, whole = _head(archive, _TEXTS, _TEXTS_HEAD)
    if whole:
        return text
    closed = _closed(text, b"si")
    root = _ROOT.search(closed)
    prefix = (root[1] + b":") if root and root[1] else b""
    lacking = used - closed.count(b"</" + prefix + b"si>")
    if lacking > _MOST_FILLED_UP:
        raise not_a_workbook()
    dots = b"<%ssi><%st>\xe2\x80\xa6</%st></%ssi>" % (prefix, prefix, prefix, prefix)
    end = b"</" + prefix + b"sst>"
    return closed.removesuffix(end) + dots * max(lacking, 0) + end


def _rows_said(text: bytes) -> int | None:
    """Return the number of rows below the first that the sheet says it has, or None."""
    found = _DIMENSION.search(text[:100_000])
    return int(found[2] or found[1]) - int(found[1]) if found else None
