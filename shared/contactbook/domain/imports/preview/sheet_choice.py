"""Which sheet of a workbook a preview shows: the first visible one that holds contacts, not the cover before it (S6.1, S6.4)."""

from collections.abc import Callable, Sequence
from itertools import islice

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.imports.files.workbook_sheets import BookSheet
from contactbook.domain.imports.preview.detection import header_of
from contactbook.domain.imports.preview.findings import looks_like_data
from contactbook.domain.imports.preview.workbook_heads import WorkbookHead
from contactbook.domain.imports.sheets import SheetRow
from contactbook.domain.imports.workbooks import workbook_rows

# Visible sheets, and rows of each, that are looked at.
_MOST_SHEETS = 10
_ROWS = 30
# Columns by which a sheet is taken for one of contacts at once.
_ENOUGH = 2
KnownColumns = Callable[[Sequence[str]], int]


def sheet_of_contacts(head: WorkbookHead, header_line: int | None, known: KnownColumns) -> BookSheet | None:
    """Return the first visible sheet that has several columns which contacts have, else the first one that has one, else any with rows.

    `known` counts them in a header. Return None if every visible sheet is empty.
    """
    found: list[tuple[int, BookSheet]] = []
    for sheet in islice((one for one in head.book.sheets if not one.hidden), _MOST_SHEETS):
        count = _count(head, sheet, header_line, known)
        if count is not None and count >= _ENOUGH:
            return sheet
        if count is not None:
            found.append((min(count, 1), sheet))
    return max(found, key=lambda one: one[0])[1] if found else None


def _count(head: WorkbookHead, sheet: BookSheet, header_line: int | None, known: KnownColumns) -> int | None:
    """Return how many columns of the sheet are known, or None if it is empty."""
    rows = list(islice(workbook_rows(head.file, sheet=sheet.name, header_line=header_line or 1, in_request=True), _ROWS))
    header = _header(rows, header_line)
    if not any(header):
        return None
    try:
        return 0 if any(map(looks_like_data, header)) else known(header)
    except ValidationFailed:
        # The sheet has no column of the preset that is named.
        return 0


def _header(rows: Sequence[SheetRow], header_line: int | None) -> tuple[str, ...]:
    line = header_line or header_of(rows)
    row = next((row for row in rows if row.line >= line), None)
    return tuple(str(cell).strip() if cell is not None else "" for cell in row.cells) if row else ()
