"""Reading an Excel workbook of unknown origin: one sheet of it, row by row (S6.4)."""

import zipfile
from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, BinaryIO

from contactbook.domain.base.spreadsheets import Cell
from contactbook.domain.imports.files.merged_cells import MergedCells
from contactbook.domain.imports.files.workbook_checks import check_workbook, not_a_workbook
from contactbook.domain.imports.files.workbook_facts import PERCENT, SheetFacts
from contactbook.domain.imports.files.workbook_sheets import BookSheet, chosen_sheet, read_book, warnings_of
from contactbook.domain.imports.sheets import FileWarning, RowProblem, SheetRow, is_empty, unreadable_file

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Notice = Callable[[FileWarning], object]
IsHeader = Callable[[Collection[str]], bool]
_MIDNIGHT = time(0)
# Lines that a warning names.
_MOST_NAMED = 10


def workbook_rows(
    file: BinaryIO,
    *,
    sheet: str | None = None,
    header_line: int = 1,
    is_header: IsHeader | None = None,
    in_request: bool = False,
    notice: Notice = lambda _: None,
) -> Iterator[SheetRow]:
    """Yield the rows of one sheet, the header first, without empty rows.

    It is the sheet of this name, else the first visible one whose header `is_header` tells. The header is the first row on or after
    `header_line`. Cells that are merged over several rows have their value in each. A formula counts as its last value; one without
    a value is a problem of its row. An error such as #N/A is its text, and so is a number that is shown with leading zeros, or as a percentage. Dates become ISO text. `notice` is told what whoever imports should know. A workbook in a request
    has narrower limits. The caller closes the file. Raises ValidationFailed `password_protected`, `old_excel_format`,
    `not_a_workbook`, `macros`, `document_type`, `unpacks_too_large`, `sheet_too_large`, `unknown_sheet`, `no_visible_sheet`,
    `sheet_not_named`.
    """
    facts = check_workbook(file, in_request=in_request)
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    file.seek(0)
    try:
        book = read_book(file)
        file.seek(0)
        with CalamineWorkbook.from_filelike(file) as workbook:
            sheets = _matched(book.sheets, workbook)
            chosen = chosen_sheet(sheets, sheet, _test_of_sheet(workbook, header_line, is_header))
            for warning in warnings_of(sheets, chosen, since_1904=book.since_1904):
                notice(warning)
            yield from _rows(
                workbook.get_sheet_by_index(chosen), facts.get(sheets[chosen].part) or SheetFacts(), header_line, notice
            )
    except PasswordError as error:
        raise unreadable_file("password_protected", "The workbook is protected by a password. Save it without one.") from error
    except (CalamineError, OSError, ValueError, zipfile.BadZipFile) as error:
        raise not_a_workbook() from error


def _matched(sheets: tuple[BookSheet, ...], workbook: "CalamineWorkbook") -> list[BookSheet]:
    """Return the sheets as the library names them. Raises ValidationFailed `not_a_workbook`."""
    from python_calamine import SheetVisibleEnum

    found = workbook.sheets_metadata
    if not found:
        raise not_a_workbook()
    parts = {one.name: one.part for one in sheets}
    return [
        BookSheet(name=one.name, hidden=one.visible is not SheetVisibleEnum.Visible, part=parts.get(one.name, ""))
        for one in found
    ]


def _test_of_sheet(workbook: "CalamineWorkbook", header_line: int, is_header: IsHeader | None) -> Callable[[int], bool] | None:
    return (lambda index: is_header(_header(workbook, index, header_line))) if is_header is not None else None


def _header(workbook: "CalamineWorkbook", index: int, header_line: int) -> Collection[str]:
    found = workbook.get_sheet_by_index(index)
    for line, cells in enumerate(found.iter_rows(), start=1):
        if line >= header_line and not is_empty(row := tuple(map(_cell, cells))):
            return {str(cell).strip() for cell in row if cell is not None}
    return ()


def _rows(sheet: "CalamineSheet", facts: SheetFacts, header_line: int, notice: Notice) -> Iterator[SheetRow]:
    # The library gives the empty rows above the first cell, but not the empty columns before it.
    _, first_column = sheet.start or (0, 0)
    merged = MergedCells(sheet.merged_cell_ranges or (), first_column)
    _warn(facts, merged, notice)
    for line, cells in enumerate(sheet.iter_rows(), start=1):
        row = tuple(map(_cell, cells))
        if facts.shows_numbers:
            row = _as_shown(row, facts, line, first_column)
        if facts.has_errors:
            row = _with_errors(row, facts, line, first_column)
        is_blank = is_empty(row)
        row, otherwise = merged.filled(line, row) if merged else (row, ())
        if line < header_line or (is_blank and not facts.has_gaps):
            continue
        problems = _problems(facts, line, first_column) if facts.has_gaps else ()
        # A row that has nothing of its own but the value of a merged cell is no row.
        if problems or not is_blank:
            yield SheetRow.model_construct(line=line, cells=row, problems=problems, otherwise=otherwise)


def _with_errors(row: tuple[Cell, ...], facts: SheetFacts, line: int, first_column: int) -> tuple[Cell, ...]:
    """Return the row with the errors of the spreadsheet, for which the library gives empty cells."""
    errors = {column - 1 - first_column: error for column, error in facts.errors_of(line)}
    return tuple(errors.get(place, cell) for place, cell in enumerate(row)) if errors else row


def _as_shown(row: tuple[Cell, ...], facts: SheetFacts, line: int, first_column: int) -> tuple[Cell, ...]:
    """Return the row with the numbers as they are shown whose format has leading zeros, or is a percentage: 00123, 25%."""
    shown = {column - 1 - first_column: how for column, how in facts.shown_of(line)}
    return tuple(_number_as_shown(cell, shown[place]) if place in shown else cell for place, cell in enumerate(row))


def _number_as_shown(cell: Cell, how: int) -> Cell:
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return cell
    if how == PERCENT:
        # Every digit: the sheet may show fewer.
        return f"{(Decimal(repr(cell)) * 100).normalize():f}%"
    return str(cell).zfill(how) if isinstance(cell, int) else cell


def _problems(facts: SheetFacts, line: int, first_column: int) -> tuple[RowProblem, ...]:
    return tuple(RowProblem(column - 1 - first_column, "formula_without_value") for column in facts.gaps_of(line))


def _warn(facts: SheetFacts, merged: MergedCells, notice: Notice) -> None:
    if facts.hidden_count:
        named = ", ".join(map(str, facts.hidden_rows[:_MOST_NAMED])) + (" …" if facts.hidden_count > _MOST_NAMED else "")
        message = f"Rows are hidden in the sheet and are imported too: {facts.hidden_count} ({named})."
        notice(FileWarning(code="hidden_rows", line=facts.hidden_rows[0], message=message))
    if merged:
        message = (
            "Cells are merged in the sheet. Each row that a merged cell covers gets its value; the columns beside it are empty."
        )
        notice(FileWarning(code="merged_cells", line=merged.first_line, message=message))


def _cell(value: str | float | bool | time | date | datetime | timedelta) -> Cell:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == _MIDNIGHT else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        # Excel keeps every number as a float. A phone or an identifier must stay as it was typed.
        return int(value)
    return value if value != "" else None
