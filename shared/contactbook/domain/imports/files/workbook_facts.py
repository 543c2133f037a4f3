"""What a sheet's XML says and the reader of workbooks does not: hidden rows, and formulas without their value (S6.4)."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Sequence

from contactbook.domain.imports.sheets import unreadable_file

# The tags of cells, formulas and values, with any namespace prefix. The text that is searched ends with `>`.
_TAG = re.compile(rb"<(/?)(?:[A-Za-z0-9_]+:)?(c|f|v|is)(?=[\s/>])([^>]*)>")
_PLACE = re.compile(rb"""(?:^|\s)r\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
_TEXT_VALUE = re.compile(rb"""(?:^|\s)t\s*=\s*["']str["']""")
_HIDDEN = re.compile(rb"""\shidden\s*=\s*["'](?:1|true)["']""")
_MOST_LINES = 1_000
# Formulas without a value that are remembered, at 8 bytes.
_MOST_GAPS = 5_000_000
# A cell's place is kept as one number: its row, and its column in the lowest bits.
_COLUMN_BITS = 15


class SheetFacts:
    """The facts of one sheet, gathered while its XML passes by in pieces."""

    def __init__(self) -> None:
        self.hidden_count = 0
        # The first hidden rows.
        self.hidden_rows: list[int] = []
        self._gaps = array("Q")
        self._is_sorted = True
        # The cell that is open: its attributes, and whether it has a formula and a value so far.
        self._attributes = b""
        self._has_formula = self._has_value = False
        # Where the text of its value begins, counted from the beginning of the sheet.
        self._value_begins = 0
        self._offset = 0

    def row(self, number: int, attributes: bytes) -> None:
        """Take note of a row. One without cells does not count."""
        if b"hidden" in attributes and not attributes.endswith(b"/") and _HIDDEN.search(attributes):
            self.hidden_count += 1
            if len(self.hidden_rows) < _MOST_LINES:
                self.hidden_rows.append(number)

    def piece(self, seen: bytes, last_cell: bytes) -> None:
        """Take note of the formulas in the next complete tags; `last_cell` are the attributes of the last cell that begins there."""
        if self._has_formula or b"<f" in seen or b":f" in seen:
            for tag in _TAG.finditer(seen):
                self._tag(tag)
        elif last_cell:
            self._attributes, self._has_value = last_cell, False
        self._offset += len(seen)

    def _tag(self, tag: re.Match[bytes]) -> None:
        is_end, name, attributes = tag.groups()
        if name == b"c" and not is_end:
            self._attributes, self._has_formula, self._has_value = attributes, False, False
        elif name == b"c":
            if self._has_formula and not self._has_value:
                self._add_gap()
            self._has_formula = False
        elif name == b"f":
            self._has_formula = True
        elif is_end:
            self._has_value = self._has_value or self._offset + tag.start() > self._value_begins
        else:
            self._value_begins = self._offset + tag.end()
            # Text of no characters is a value; other formulas without a value were never computed.
            self._has_value = self._has_value or _TEXT_VALUE.search(self._attributes) is not None

    def _add_gap(self) -> None:
        if place := _PLACE.search(self._attributes):
            found = int(place.group(2)) << _COLUMN_BITS | column_of(place.group(1).upper())
            self._is_sorted = self._is_sorted and (not self._gaps or self._gaps[-1] <= found)
            self._gaps.append(found)
            if len(self._gaps) > _MOST_GAPS:
                raise unreadable_file(
                    "formula_without_value", "The workbook has too many formulas without values. Save it again."
                )

    @property
    def has_gaps(self) -> bool:
        """True if a formula has no value."""
        return bool(self._gaps)

    def gaps_of(self, row: int) -> Sequence[int]:
        """Return the columns of this row, from 1 on, whose formula has no value."""
        if not self._is_sorted:
            self._gaps, self._is_sorted = array("Q", sorted(self._gaps)), True
        begins = bisect_left(self._gaps, row << _COLUMN_BITS)
        ends = bisect_left(self._gaps, (row + 1) << _COLUMN_BITS, begins)
        return [place & ((1 << _COLUMN_BITS) - 1) for place in self._gaps[begins:ends]]


def column_of(letters: bytes) -> int:
    """Return the number of the column with these capital letters; A is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
