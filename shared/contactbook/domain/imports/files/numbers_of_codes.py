"""Numbers of which a spreadsheet or a program has kept the first digits only (S6.4)."""

import re

from contactbook.domain.base.spreadsheets import Cell

# Spreadsheets and programs write a plus, or digits behind the point: 1.10101E+17, 3.5E10. `1E5` is the number of a document.
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+[eE]\+?|[eE]\+)\d{1,3}")
# Excel keeps 15 digits of a number.
_LOSES_DIGITS = 1e15
_PLACES = frozenset({"number", "postal_code"})
_ROOTS = frozenset({"identifiers", "external_ids", "contact_id"})


def holds_code(path: str) -> bool:
    """True if the field holds digits that say what something is called, not how much it is."""
    root, _, rest = path.partition(".")
    return root in _ROOTS or rest.rpartition(".")[2] in _PLACES


def has_lost_digits(cell: Cell, *, is_code: bool = False) -> bool:
    """True if digits of the number are gone: a number of a workbook with more than 15, or a rounded one in the text of a code."""
    if isinstance(cell, float):
        return abs(cell) >= _LOSES_DIGITS
    return is_code and isinstance(cell, str) and _SCIENTIFIC.fullmatch(cell.strip()) is not None
