"""Checking an Excel workbook of unknown origin before a library unpacks it.

The archive is checked piece by piece: its real size, macros, document types, and the range of its cells. A workbook of 1.5 KB can
claim gigabytes in each of these ways.
"""

import re
import zipfile
import zlib
from typing import BinaryIO

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.imports.files.workbook_facts import SheetFacts, column_of, shown_by_styles
from contactbook.domain.imports.sheets import MOST_COLUMNS, MOST_ROWS, unreadable_file

# Bytes of the file.
LARGEST_WORKBOOK = 100 * 1024 * 1024
# Bytes of all members, unpacked.
_LARGEST_UNPACKED = 600 * 1024 * 1024
# A workbook in a request is read while the caller waits, by a function with less memory.
_LARGEST_UNPACKED_IN_REQUEST = 32 * 1024 * 1024
_MOST_MEMBERS = 2_000
# Rows times columns of a sheet. The reader keeps each cell in memory, at 32 bytes.
_MOST_CELLS = 20_000_000
_MOST_CELLS_IN_REQUEST = 1_000_000
# Ranges of merged cells, which the reader keeps in memory too.
_MOST_MERGES = 100_000
_STYLES, _LARGEST_STYLES = "xl/styles.xml", 4 * 1024 * 1024
_PIECE = 1024 * 1024
# Whole tags of rows and cells, with any namespace prefix, and the place in their attributes.
_TAG = re.compile(rb"<(?:[A-Za-z0-9_]+:)?(c|row)(?=[\s/>])([^>]*)>")
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,3})([0-9]{1,7})["']""")
_LONGEST_TAG = 4 * 1024 * 1024
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def check_workbook(file: BinaryIO, *, in_request: bool = False) -> dict[str, SheetFacts]:
    """Check the archive in bounded memory. Return the facts of each of its parts, by their names. Raises as `workbook_rows`."""
    try:
        with checked_archive(file, in_request=in_request) as archive:
            return _check_sizes(archive, in_request=in_request)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, OSError, ValueError) as error:
        raise not_a_workbook() from error


def checked_archive(file: BinaryIO, *, in_request: bool = False) -> zipfile.ZipFile:
    """Open the archive once its kind, and the names and stated sizes of its parts are checked, not yet what is in them.

    Raises as `workbook_rows`.
    """
    file.seek(0)
    head = file.read(4)
    if head == _OLE:
        file.seek(0)
        # An encrypted workbook is an old-style container with this stream in it.
        if "EncryptedPackage".encode("utf-16-le") in file.read(_PIECE):
            raise unreadable_file("password_protected", "The workbook is protected by a password. Save it without one.")
        raise unreadable_file("old_excel_format", "The workbook has the old .xls format. Save it as .xlsx.")
    if head != _ZIP:
        raise not_a_workbook()
    archive = zipfile.ZipFile(file)
    _check_members(archive.infolist())
    if sum(member.file_size for member in archive.infolist()) > _most_unpacked(in_request=in_request):
        raise _too_large()
    return archive


def _most_unpacked(*, in_request: bool) -> int:
    return _LARGEST_UNPACKED_IN_REQUEST if in_request else _LARGEST_UNPACKED


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename for member in members]
    if len(members) > _MOST_MEMBERS or len(names) != len(set(names)) or "[Content_Types].xml" not in names:
        raise not_a_workbook()
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise unreadable_file("macros", "The workbook holds macros. Save it as .xlsx without them.")
    if any(member.flag_bits & 1 for member in members):
        raise unreadable_file("password_protected", "The workbook is protected by a password. Save it without one.")


def _check_sizes(archive: zipfile.ZipFile, *, in_request: bool) -> dict[str, SheetFacts]:
    members = archive.infolist()
    left = _most_unpacked(in_request=in_request)
    most_cells = _MOST_CELLS_IN_REQUEST if in_request else _MOST_CELLS
    facts: dict[str, SheetFacts] = {}
    shown = _shown(archive)
    for member in members:
        facts[member.filename] = SheetFacts(shown)
        left -= _checked_size(archive, member, left, _CellRange(most_cells, facts[member.filename]))
    return facts


def _shown(archive: zipfile.ZipFile) -> dict[bytes, int]:
    if _STYLES not in archive.namelist():
        return {}
    with archive.open(_STYLES) as stream:
        return shown_by_styles(stream.read(_LARGEST_STYLES))


def _checked_size(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int, cell_range: "_CellRange") -> int:
    """Check the member and return its real size in bytes; the size in the archive's directory may be wrong."""
    # Without this line, zipfile stops reading at the size that the directory claims. The workbook's reader does not stop there.
    member.file_size = left + 2 * _PIECE
    total, rest, is_xml = 0, b"", False
    with archive.open(member) as stream:
        while piece := stream.read(_PIECE):
            is_xml = is_xml or (total == 0 and _is_xml(piece))
            total += len(piece)
            if total > left:
                raise _too_large()
            if is_xml:
                rest = _unchecked_rest(rest + piece, cell_range)
    return total


def _is_xml(piece: bytes) -> bool:
    if piece[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<"):
        raise unreadable_file("document_type", "The parts of the workbook must be in UTF-8.")
    return piece.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def _unchecked_rest(seen: bytes, cell_range: "_CellRange") -> bytes:
    """Check the complete tags and return the bytes after them, which belong to the next piece."""
    if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
        raise unreadable_file("document_type", "The workbook holds a document type. Remove it.")
    end = seen.rfind(b">") + 1
    cell_range.extend(seen[:end])
    if len(seen) - end > _LONGEST_TAG:
        raise not_a_workbook()
    return seen[end:]


class _CellRange:
    """The last row and column of a sheet's cells. The reader keeps the whole rectangle in memory, also its unused cells."""

    def __init__(self, most_cells: int, facts: SheetFacts) -> None:
        self._most_cells = most_cells
        self._facts = facts
        self._merges = 0
        self.rows = self.columns = 1

    def extend(self, seen: bytes) -> None:
        """Extend the range by these rows and cells. Raises ValidationFailed `sheet_too_large`, `not_a_workbook`."""
        last_cell = b""
        for tag, attributes in _TAG.findall(seen):
            place = _PLACE.search(attributes)
            if place:
                self.columns = max(self.columns, column_of(place.group(1).upper()))
                self.rows = max(self.rows, int(place.group(2)))
            elif tag == b"c":
                # The column of a cell without a place depends on the whole row.
                raise not_a_workbook()
            if tag == b"row":
                self._facts.row(self.rows, attributes)
            else:
                last_cell = attributes
                if self._facts.shown:
                    self._facts.cell(attributes)
        self._facts.piece(seen, last_cell)
        self._merges += seen.count(b"mergeCell ")
        if (
            self.columns > MOST_COLUMNS
            or self.rows > MOST_ROWS + 1
            or self.rows * self.columns > self._most_cells
            or self._merges > _MOST_MERGES
        ):
            raise unreadable_file(
                "sheet_too_large", f"The sheet has more than {MOST_ROWS:,} rows or {MOST_COLUMNS:,} columns, or too many cells."
            )


def not_a_workbook() -> ValidationFailed:
    """Return the error for a file that is no readable workbook."""
    return unreadable_file(
        "not_a_workbook",
        "The file is no .xlsx workbook that can be read. Open it in a spreadsheet's program and save it as .xlsx.",
    )


def _too_large() -> ValidationFailed:
    return unreadable_file("unpacks_too_large", "The workbook is too large when unpacked.")
