"""The line of the prepared file that a row of a sheet becomes: its mapped cells, as they will be read."""

import json
from collections.abc import Collection, Sequence

from contactbook.domain.base.spreadsheets import Cell
from contactbook.domain.imports.files.numbers_of_codes import has_lost_digits
from contactbook.domain.imports.formats import ImportFormat
from contactbook.domain.imports.runs import ImportRequest
from contactbook.domain.imports.sheets import RowProblem, SheetRow, is_empty


class ColumnReader:
    """Takes the mapped columns from the rows of one file.

    `width` is the number of columns that its header has, and `no_days` are the fields in which a number is no date.
    """

    def __init__(
        self, draft: ImportRequest, columns: Sequence[tuple[str, int]], width: int, no_days: Collection[str] = ()
    ) -> None:
        self._no_days = {at for at, (path, _) in enumerate(columns) if path in no_days}
        self._places = [place for _, place in columns]
        # In a CSV file a cell too many means that all cells may be in the wrong place; in a workbook it is a column without a name.
        self._width = width if draft.format is ImportFormat.CSV else None

    def line_of(self, row: SheetRow) -> bytes | None:
        """Return the row as a line; None for one that has nothing but formulas without a value that nobody mapped."""
        cells = row.cells
        kept: list[Cell] = [cells[place] if place < len(cells) else None for place in self._places]
        problems = self._problems(row) if row.problems else []
        if row.problems and not problems and is_empty(cells):
            return None
        otherwise = [one._replace(place=self._places.index(one.place)) for one in row.otherwise if one.place in self._places]
        if self._width is not None and len(cells) > self._width and not is_empty(cells[self._width :]):
            problems.append(RowProblem(None, "too_many_cells"))
        for place, cell in enumerate(kept):
            if isinstance(cell, float) and has_lost_digits(cell):
                problems.append(RowProblem(place, "digits_lost"))
            elif place in self._no_days and isinstance(cell, int | float) and not isinstance(cell, bool):
                problems.append(RowProblem(place, "number_is_no_date"))
        entry: list[object] = [row.line, kept]
        if problems or otherwise:
            entry += [problems, otherwise]
        return json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode(errors="replace") + b"\n"

    def _problems(self, row: SheetRow) -> list[RowProblem]:
        """Return the problems of the whole row and of its mapped cells: what nobody mapped refuses no row."""
        return [
            problem if problem.place is None else problem._replace(place=place)
            for problem in row.problems
            for place in (
                [None] if problem.place is None else [at for at, one in enumerate(self._places) if one == problem.place]
            )
        ]
