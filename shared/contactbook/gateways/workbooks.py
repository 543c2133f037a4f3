"""Write Excel workbooks row by row. Each row is on disk before the next one; every cell is text."""

import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from contactbook.domain.base.spreadsheets import written

# Rows that one sheet can hold, without its header.
MOST_ROWS = 1_048_575
_LONGEST_CELL = 32_767


class WorkbookWriter:
    """A writer of the one sheet of a workbook."""

    def __init__(self, sheet: object) -> None:
        self._sheet = sheet
        self._row = 0

    def write(self, values: Sequence[object]) -> None:
        """Add a row. Values that a spreadsheet would run as formulas are neutralized."""
        self.write_neutral([written(value) for value in values])

    def write_neutral(self, texts: Sequence[str]) -> None:
        """Add a row of texts that are neutralized already."""
        for column, text in enumerate(texts):
            if text:
                # `write` would turn text into a formula, a number or a link.
                self._sheet.write_string(self._row, column, text[:_LONGEST_CELL])  # type: ignore[attr-defined]  # xlsxwriter has no types
        self._row += 1


@contextmanager
def new_workbook(path: Path) -> Iterator[WorkbookWriter]:
    """Open a new workbook at this path; it is complete after the `with` block."""
    # Imported here, so that only writing a workbook pays for the import.
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"constant_memory": True, "tmpdir": str(path.parent)}) as workbook:
        yield WorkbookWriter(workbook.add_worksheet())


def workbook_of(rows: Iterable[Sequence[object]]) -> bytes:
    """Return a small workbook with these rows."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workbook.xlsx"
        with new_workbook(path) as workbook:
            for row in rows:
                workbook.write(row)
        return io.BytesIO(path.read_bytes()).getvalue()
