"""What a sheet's XML says and the reader of workbooks does not: hidden rows, formulas without their value, errors, and how numbers are shown (S6.4)."""

import html
import re
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from contactbook.domain.imports.sheets import unreadable_file

# The tags of cells, formulas and values, with any namespace prefix. The text that is searched ends with `>`.
_TAG = re.compile(rb"<(/?)(?:[A-Za-z0-9_]+:)?(c|f|v|is)(?=[\s/>])([^>]*)>")
_PLACE = re.compile(rb"""(?:^|\s)r\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
_TEXT_VALUE = re.compile(rb"""(?:^|\s)t\s*=\s*["']str["']""")
_ERROR = re.compile(rb"""(?:^|\s)t\s*=\s*["']e["']""")
_STYLE = re.compile(rb"""(?:^|\s)s\s*=\s*["']([0-9]{1,6})["']""")
_NUMBER_FORMAT = re.compile(
    rb"""<(?:[A-Za-z0-9_]+:)?numFmt\s(?=[^<>]*formatCode\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'))[^<>]*numFmtId\s*=\s*["']([0-9]+)["']"""
)
_ZEROS = re.compile(r"0{2,15}")
# What a format writes as it is: text in quotes, and a character behind a backslash.
_AS_IT_IS = re.compile(r'"[^"]*"|\\.')
# How a number is shown: with so many digits at least, or as a percentage. The formats 9 and 10 are Excel's own percentages.
PERCENT = 1
_PERCENT_FORMATS = {b"9": PERCENT, b"10": PERCENT}
_FORMATS_BEGIN = re.compile(rb"<(?:[A-Za-z0-9_]+:)?cellXfs[\s>]")
_FORMATS_END = re.compile(rb"</(?:[A-Za-z0-9_]+:)?cellXfs[\s>]")
_FORMAT = re.compile(rb"""<(?:[A-Za-z0-9_]+:)?xf\s[^<>]*?numFmtId\s*=\s*["']([0-9]+)["']""")
_HIDDEN = re.compile(rb"""\shidden\s*=\s*["'](?:1|true)["']""")
_MOST_LINES = 1_000
# Errors of a spreadsheet that are told apart; another one is listed as the first.
_ERRORS = ("#ERROR!", "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
# Formulas without a value that are remembered, at 8 bytes.
_MOST_GAPS = 5_000_000
# A cell's place is kept as one number: its row, its column, and in the lowest bits which error it holds.
_COLUMN_BITS, _ERROR_BITS = 15, 4


class SheetFacts:
    """The facts of one sheet, gathered while its XML passes by in pieces."""

    def __init__(self, shown: Mapping[bytes, int] | None = None) -> None:
        # The styles of numbers that are shown with leading zeros, and their digits, and those of percentages.
        self.shown = shown or {}
        self._shown = _Places(
            "sheet_too_large", "The workbook has too many numbers with zeros or percent signs. Format them as text."
        )
        self.hidden_count = 0
        # The first hidden rows.
        self.hidden_rows: list[int] = []
        self._gaps = _Places("formula_without_value", "The workbook has too many formulas without values. Save it again.")
        self._errors = _Places("cell_error", "The workbook has too many cells with errors. Mend its formulas.")
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

    def cell(self, attributes: bytes) -> None:
        """Take note of a cell: whether its number is shown with leading zeros, or as a percentage."""
        if (style := _STYLE.search(attributes)) and style[1] in self.shown:
            self._shown.add(attributes, self.shown[style[1]])

    def piece(self, seen: bytes, last_cell: bytes) -> None:
        """Take note of the formulas and errors in the next complete tags; `last_cell` are the attributes of the last cell that begins there."""
        has_errors = b'"e"' in seen or b"'e'" in seen or _ERROR.search(self._attributes)
        if self._has_formula or has_errors or b"<f" in seen or b":f" in seen:
            for tag in _TAG.finditer(seen):
                self._tag(tag, seen)
        elif last_cell:
            self._attributes, self._has_value = last_cell, False
        self._offset += len(seen)

    def _tag(self, tag: re.Match[bytes], seen: bytes) -> None:
        is_end, name, attributes = tag.groups()
        if name == b"c" and not is_end:
            self._attributes, self._has_formula, self._has_value = attributes, False, False
        elif name == b"c":
            if self._has_formula and not self._has_value:
                self._gaps.add(self._attributes)
            self._has_formula = False
        elif name == b"f":
            self._has_formula = True
        elif is_end:
            if name == b"v" and _ERROR.search(self._attributes):
                text = seen[max(0, self._value_begins - self._offset) : tag.start()].decode(errors="replace")
                self._errors.add(self._attributes, _ERRORS.index(text) if text in _ERRORS else 0)
            self._has_value = self._has_value or self._offset + tag.start() > self._value_begins
        else:
            self._value_begins = self._offset + tag.end()
            # Text of no characters is a value; other formulas without a value were never computed.
            self._has_value = self._has_value or _TEXT_VALUE.search(self._attributes) is not None

    @property
    def has_gaps(self) -> bool:
        """True if a formula has no value."""
        return bool(self._gaps)

    def gaps_of(self, row: int) -> Sequence[int]:
        """Return the columns of this row, from 1 on, whose formula has no value."""
        return [column for column, _ in self._gaps.of_row(row)]

    @property
    def has_errors(self) -> bool:
        """True if a cell holds an error of the spreadsheet."""
        return bool(self._errors)

    def errors_of(self, row: int) -> Sequence[tuple[int, str]]:
        """Return the columns of this row, from 1 on, that hold an error of the spreadsheet, such as #N/A."""
        return [(column, _ERRORS[error]) for column, error in self._errors.of_row(row)]

    @property
    def shows_numbers(self) -> bool:
        """True if a number may be shown with leading zeros, or as a percentage."""
        return bool(self._shown)

    def shown_of(self, row: int) -> Sequence[tuple[int, int]]:
        """Return the columns of this row, from 1 on, that show a number with at least so many digits, or as `PERCENT`."""
        return self._shown.of_row(row)


def shown_by_styles(styles: bytes) -> dict[bytes, int]:
    """Return the styles whose format of numbers is a percentage, or nothing but zeros, such as 00000: how many digits it shows at least."""
    own = {number: _shown_by(double or single) for double, single, number in _NUMBER_FORMAT.findall(styles)}
    shown = {number: how for number, how in (_PERCENT_FORMATS | own).items() if how}
    begin = _FORMATS_BEGIN.search(styles)
    end = _FORMATS_END.search(styles, begin.end()) if begin else None
    found = enumerate(_FORMAT.findall(styles, begin.end(), end.start())) if begin and end else ()
    return {str(style).encode(): shown[number] for style, number in found if number in shown}


def _shown_by(format_code: bytes) -> int:
    """Return how a format shows a number above zero; 0 for any other way."""
    code = _AS_IT_IS.sub("", html.unescape(format_code.decode(errors="replace"))).partition(";")[0]
    return PERCENT if "%" in code else len(code) if _ZEROS.fullmatch(code) else 0


class _Places:
    """The places of cells, at 8 bytes each, with a small number beside each. `add` raises ValidationFailed `code` for too many."""

    def __init__(self, code: str, message: str) -> None:
        self._code, self._message = code, message
        self._found = array("Q")
        self._is_sorted = True

    def __bool__(self) -> bool:
        return bool(self._found)

    def add(self, attributes: bytes, number: int = 0) -> None:
        """Add the cell with these attributes."""
        if place := _PLACE.search(attributes):
            column = column_of(place.group(1).upper())
            found = (int(place.group(2)) << _COLUMN_BITS | column) << _ERROR_BITS | number
            self._is_sorted = self._is_sorted and (not self._found or self._found[-1] <= found)
            self._found.append(found)
            if len(self._found) > _MOST_GAPS:
                raise unreadable_file(self._code, self._message)

    def of_row(self, row: int) -> Sequence[tuple[int, int]]:
        """Return the columns of this row, from 1 on, with their numbers."""
        if not self._is_sorted:
            self._found, self._is_sorted = array("Q", sorted(self._found)), True
        bits = _COLUMN_BITS + _ERROR_BITS
        begins = bisect_left(self._found, row << bits)
        ends = bisect_left(self._found, (row + 1) << bits, begins)
        here = (found & ((1 << bits) - 1) for found in self._found[begins:ends])
        return [(found >> _ERROR_BITS, found & ((1 << _ERROR_BITS) - 1)) for found in here]


def column_of(letters: bytes) -> int:
    """Return the number of the column with these capital letters; A is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
