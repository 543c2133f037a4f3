"""The file of an export: written in pieces, which are joined at the end.

The name of a piece holds its number, so a slice that runs again writes the same piece again.
"""

import csv
import io
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from contactbook.domain.base.file_formats import BYTE_ORDER_MARK, CONTENT_TYPES, FileFormat
from contactbook.domain.base.spreadsheets import csv_line
from contactbook.domain.exports.records import Export
from contactbook.gateways import files
from contactbook.gateways.file_writing import FileWriter
from contactbook.gateways.workbooks import new_workbook
from contactbook.services.exports.file_keys import file_key, piece_key
from contactbook.storage.tenant_store import TenantStore

# Bytes that are copied at once.
_CHUNK = 1024 * 1024


def write_piece(store: TenantStore, export: Export, header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Write the next piece as lines of CSV. The first piece begins with the header."""
    lines = [csv_line(header)] if export.pieces == 0 else []
    lines += [csv_line(row) for row in rows]
    files.put_file(piece_key(store, export, export.pieces), "".join(lines).encode(errors="replace"))


def join_pieces(store: TenantStore, export: Export) -> None:
    """Write the finished file from its pieces."""
    if export.draft.format is FileFormat.XLSX:
        _write_workbook(store, export)
        return
    with FileWriter(file_key(store, export), CONTENT_TYPES[FileFormat.CSV]) as file:
        file.write(BYTE_ORDER_MARK)
        for number in range(export.pieces):
            with files.open_file(piece_key(store, export, number)) as piece:
                while chunk := piece.read(_CHUNK):
                    file.write(chunk)


def _write_workbook(store: TenantStore, export: Export) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.xlsx"
        with new_workbook(path) as workbook:
            for number in range(export.pieces):
                with _lines_of_piece(store, export, number) as lines:
                    # The cells of the pieces are neutral already.
                    for row in csv.reader(lines):
                        workbook.write_neutral(row)
        with path.open("rb") as local, FileWriter(file_key(store, export), CONTENT_TYPES[FileFormat.XLSX]) as remote:
            while chunk := local.read(_CHUNK):
                remote.write(chunk)


@contextmanager
def _lines_of_piece(store: TenantStore, export: Export, number: int) -> Iterator[io.TextIOWrapper]:
    """Yield the text of a piece; close its file at the end of the `with` block."""
    with (
        files.open_file(piece_key(store, export, number)) as piece,
        io.TextIOWrapper(piece, encoding="utf-8", newline="") as lines,
    ):
        yield lines
