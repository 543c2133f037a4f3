"""Cells of a sheet that are merged over several rows: each row has the value (S6.4)."""

from collections import defaultdict
from collections.abc import Iterable

from contactbook.domain.base.spreadsheets import Cell
from contactbook.domain.imports.sheets import ReadOtherwise

# The first and the last cell of a merged range, as row and column from 0 on.
Range = tuple[tuple[int, int], tuple[int, int]]


class MergedCells:
    """Fills the rows of a sheet in their order. Only the first column of a range is filled: a title over columns is no value."""

    def __init__(self, ranges: Iterable[Range], first_column: int) -> None:
        self._first_column = first_column
        self._beginning: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for (top, left), (bottom, _) in ranges:
            if bottom > top and left >= first_column:
                self._beginning[top + 1].append((left - first_column, bottom + 1))
        # For each place, the last line of the range that covers it now, and the value.
        self._covering: dict[int, tuple[int, Cell]] = {}
        self.first_line = min(self._beginning, default=0)

    def __bool__(self) -> bool:
        return bool(self.first_line)

    def filled(self, line: int, row: tuple[Cell, ...]) -> tuple[tuple[Cell, ...], tuple[ReadOtherwise, ...]]:
        """Return the row with the values of merged cells that began above it, and which cells these are."""
        otherwise = []
        if self._covering:
            cells = list(row)
            for place, (last, value) in list(self._covering.items()):
                if line > last:
                    del self._covering[place]
                elif place < len(cells) and cells[place] is None and value is not None:
                    cells[place] = value
                    otherwise.append(ReadOtherwise(place, None, "merged_cell"))
            row = tuple(cells)
        for place, last in self._beginning.get(line, ()):
            if place < len(row):
                self._covering[place] = (last, row[place])
        return row, tuple(otherwise)
