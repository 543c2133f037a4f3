"""Reading an Excel workbook that anyone may have made.

Before anything is unpacked for reading, the archive is walked through in pieces: how large it really becomes, whether it holds
macros or a document type, how far its cells reach. A workbook of 1.5 KB can claim gigabytes in each of these ways.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import BinaryIO

from contactbook.domain.base.spreadsheets import Cell
from contactbook.domain.imports.files import MOST_COLUMNS, MOST_ROWS, SheetRow, is_empty, refused

# Bytes: of the file, and of all that it unpacks to.
LARGEST_WORKBOOK = 100 * 1024 * 1024
_LARGEST_UNPACKED = 600 * 1024 * 1024
# Of a workbook that a request holds: it is read while the caller waits, by a function with less memory.
_LARGEST_UNPACKED_IN_REQUEST = 32 * 1024 * 1024
_MOST_MEMBERS = 2_000
# Rows times columns of the first sheet, which the reader keeps in memory at 32 bytes each.
_MOST_CELLS = 20_000_000
_MOST_CELLS_IN_REQUEST = 1_000_000
_PIECE = 1024 * 1024
# Whole tags of rows and cells, whatever prefix they carry, and what one says about its place.
_TAG = re.compile(rb"<(?:[A-Za-z0-9_]+:)?(c|row)(?=[\s/>])([^>]*)>")
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,3})([0-9]{1,7})["']""")
_LONGEST_TAG = 4 * 1024 * 1024
_EMPTY_DATE = time(0)
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def workbook_rows(file: BinaryIO, *, in_request: bool = False) -> Iterator[SheetRow]:
    """The rows of the workbook's first sheet, the header first; rows without any value are none.

    One that a request holds has narrower bounds. A formula counts as the value it last had. Dates come as ISO text. Raises ValidationFailed `password_protected`,
    `old_excel_format`, `not_a_workbook`, `macros`, `document_type`, `unpacks_too_large`, `sheet_too_large`.
    """
    check_workbook(file, in_request=in_request)
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    file.seek(0)
    try:
        with CalamineWorkbook.from_filelike(file) as workbook:
            sheet = workbook.get_sheet_by_index(0)
            begins = (sheet.start or (0, 0))[0] + 1
            for place, cells in enumerate(sheet.iter_rows()):
                row = tuple(_cell(cell) for cell in cells)
                if not is_empty(row):
                    yield SheetRow.model_construct(line=begins + place, cells=row)
    except PasswordError as error:
        raise refused("password_protected", "The workbook is protected by a password.") from error
    except (CalamineError, OSError, ValueError) as error:
        raise _no_workbook() from error


def check_workbook(file: BinaryIO, *, in_request: bool = False) -> None:
    """Walk through the archive in bounded memory. Raises as `workbook_rows`."""
    file.seek(0)
    head = file.read(4)
    if head == _OLE:
        file.seek(0)
        # An encrypted workbook is an old-style container with this stream in it.
        if "EncryptedPackage".encode("utf-16-le") in file.read(_PIECE):
            raise refused("password_protected", "The workbook is protected by a password.")
        raise refused("old_excel_format", "This is the old .xls format; save the workbook as .xlsx.")
    if head != _ZIP:
        raise _no_workbook()
    try:
        with zipfile.ZipFile(file) as archive:
            _check_members(archive, in_request=in_request)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, OSError, ValueError) as error:
        raise _no_workbook() from error


def _check_members(archive: zipfile.ZipFile, *, in_request: bool) -> None:
    members = archive.infolist()
    names = [member.filename for member in members]
    if len(members) > _MOST_MEMBERS or len(names) != len(set(names)) or "[Content_Types].xml" not in names:
        raise _no_workbook()
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise refused("macros", "The workbook holds macros; save it as .xlsx without them.")
    if any(member.flag_bits & 1 for member in members):
        raise refused("password_protected", "The workbook is protected by a password.")
    left = _LARGEST_UNPACKED_IN_REQUEST if in_request else _LARGEST_UNPACKED
    most_cells = _MOST_CELLS_IN_REQUEST if in_request else _MOST_CELLS
    if sum(member.file_size for member in members) > left:
        raise _too_large()
    for member in members:
        left -= _walked(archive, member, left, _Reach(most_cells))


def _walked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int, reach: "_Reach") -> int:
    """How many bytes the member really unpacks to; the directory's word is not taken for it."""
    # Without this the archive stops reading at the size that the directory claims, which the workbook's reader does not.
    member.file_size = left + 2 * _PIECE
    total, rest, is_xml = 0, b"", False
    with archive.open(member) as stream:
        while piece := stream.read(_PIECE):
            is_xml = is_xml or (total == 0 and _looks_like_xml(piece))
            total += len(piece)
            if total > left:
                raise _too_large()
            if is_xml:
                rest = _whole_tags_checked(rest + piece, reach)
    return total


def _looks_like_xml(piece: bytes) -> bool:
    if piece[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<"):
        raise refused("document_type", "The workbook's parts are not in UTF-8.")
    return piece.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def _whole_tags_checked(seen: bytes, reach: "_Reach") -> bytes:
    """Check the tags that are complete; what is left belongs to the next piece."""
    if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
        raise refused("document_type", "The workbook holds a document type, which no workbook needs.")
    end = seen.rfind(b">") + 1
    reach.look(seen[:end])
    if len(seen) - end > _LONGEST_TAG:
        raise _no_workbook()
    return seen[end:]


class _Reach:
    """How far the cells of a sheet reach: the reader keeps the whole rectangle, however few of its cells are used."""

    def __init__(self, most_cells: int) -> None:
        self._most_cells = most_cells
        self.rows = self.columns = 1

    def look(self, seen: bytes) -> None:
        """Take note of these rows and cells. Raises ValidationFailed `sheet_too_large`, `not_a_workbook`."""
        for tag, attributes in _TAG.findall(seen):
            place = _PLACE.search(attributes)
            if place:
                self.columns = max(self.columns, _column(place.group(1).upper()))
                self.rows = max(self.rows, int(place.group(2)))
            elif tag == b"c":
                # Without its place a cell's column is only known to whoever reads the whole row.
                raise _no_workbook()
        if self.columns > MOST_COLUMNS or self.rows > MOST_ROWS + 1 or self.rows * self.columns > self._most_cells:
            raise refused("sheet_too_large", f"The sheet reaches beyond {MOST_ROWS:,} rows or {MOST_COLUMNS} columns.")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _cell(value: str | float | bool | time | date | datetime | timedelta) -> Cell:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == _EMPTY_DATE else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        # Excel keeps every number as a float; a phone or an identifier is meant as it was typed.
        return int(value)
    return value if value != "" else None


def _no_workbook() -> Exception:
    return refused("not_a_workbook", "This is no readable .xlsx workbook.")


def _too_large() -> Exception:
    return refused("unpacks_too_large", "The workbook unpacks to more than may be read.")
