"""Numbers that a spreadsheet or a program has written into the cell of a number that nobody calculates with (S6.4).

An identity card, a phone or a postal code came as `123456.0` or `3.5799123456E+10`, or has lost its last digits.
"""

import re

from contactbook.domain.base.spreadsheets import Cell

_WITH_POINT = re.compile(r"(-?\d+)\.0+")
_SCIENTIFIC = re.compile(r"(\d)(?:[.,](\d+))?[eE]\+(\d{1,3})")
# Excel keeps 15 digits of a number.
_LOSES_DIGITS = 1e15
_PLACES = frozenset({"number", "postal_code"})
_ROOTS = frozenset({"identifiers", "external_ids", "contact_id"})


def holds_code(path: str) -> bool:
    """True if the field holds digits that say what something is called, not how much it is."""
    root, _, rest = path.partition(".")
    return root in _ROOTS or rest.rpartition(".")[2] in _PLACES


def has_lost_digits(cell: Cell, *, is_code: bool) -> bool:
    """True if digits of the number are gone: a number of a workbook with more than 15, or a rounded one in the text of a code."""
    if isinstance(cell, float):
        return abs(cell) >= _LOSES_DIGITS
    if not is_code or not isinstance(cell, str):
        return False
    found = _SCIENTIFIC.fullmatch(cell.strip())
    return found is not None and _digits(found) is None


def code_as_typed(cell: Cell) -> Cell:
    """Return the digits of a code that stands in the cell as a decimal number; return any other cell as it is."""
    if not isinstance(cell, str):
        return cell
    text = cell.strip()
    if found := _WITH_POINT.fullmatch(text):
        return found.group(1)
    found = _SCIENTIFIC.fullmatch(text)
    return (_digits(found) if found else None) or cell


def _digits(found: re.Match[str]) -> str | None:
    """Return all digits of a number such as 3.5799123456E+10; None if it does not say all of them."""
    decimals, exponent = found.group(2) or "", int(found.group(3))
    return found.group(1) + decimals if len(decimals) == exponent else None
