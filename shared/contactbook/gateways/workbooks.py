"""Writing Excel workbooks row by row: each row goes to disk before the next one, and every cell is text."""

import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from contactbook.domain.base.spreadsheets import written

# What one sheet of a workbook can hold, less its header.
MOST_ROWS = 1_048_575
_LONGEST_CELL = 32_767


class WorkbookWriter:
    """A workbook's one sheet, being written."""

    def __init__(self, sheet: object) -> None:
        self._sheet = sheet
        self._row = 0

    def write(self, values: Sequence[object]) -> None:
        """Add a row, its cells made neutral."""
        self.write_neutral([written(value) for value in values])

    def write_neutral(self, texts: Sequence[str]) -> None:
        """Add a row of texts that are neutral already."""
        for column, text in enumerate(texts):
            if text:
                # Never `write`, which takes text for a formula, a number or a link.
                self._sheet.write_string(self._row, column, text[:_LONGEST_CELL])  # type: ignore[attr-defined]
        self._row += 1


@contextmanager
def new_workbook(path: Path) -> Iterator[WorkbookWriter]:
    """A workbook at this path, complete at the end of the block."""
    # Imported here: only who writes a workbook pays for it.
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"constant_memory": True, "tmpdir": str(path.parent)}) as workbook:
        yield WorkbookWriter(workbook.add_worksheet())


def workbook_of(rows: Iterable[Sequence[object]]) -> bytes:
    """A small workbook with these rows."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workbook.xlsx"
        with new_workbook(path) as workbook:
            for row in rows:
                workbook.write(row)
        return io.BytesIO(path.read_bytes()).getvalue()
