"""What separates the cells of a CSV file: a `sep=` line says it, else the request, else the header and the lines below it (S6.3)."""

import csv
import re
from collections.abc import Sequence
from itertools import dropwhile
from typing import Annotated

from pydantic import BeforeValidator, StringConstraints

# In the order in which they are preferred where a file uses none of them.
_COMMON = ",;\t|"
_NAMES = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|", "bar": "|", "\\t": "\t"}
_TOLD = re.compile(r'"?sep=([^\w"\r\n])"?\s*', re.IGNORECASE)


def _character(value: object) -> object:
    return _NAMES.get(value.strip(" ").lower(), value) if isinstance(value, str) else value


# The character itself, or its name: comma, semicolon, tab, pipe.
CellSeparator = Annotated[str, BeforeValidator(_character), StringConstraints(pattern=r'^[^\w"\r\n]$', max_length=1)]


def told_separator(line: str) -> str | None:
    """Return the separator that a `sep=` line names, or None for any other line."""
    found = _TOLD.fullmatch(line)
    return found.group(1) if found else None


def separator_of(lines: Sequence[str]) -> str:
    """Return the separator of a file that begins with these lines, the header first but for lines of nothing but separators.

    It is the one that the header uses outside quotes. If the header uses several, it is the one by which most of the lines have as
    many cells as the header, and among these the one that the header uses most.
    """
    # The header is the first line that holds more than separators.
    lines = list(dropwhile(lambda line: not line.strip(_COMMON + '" \r\n'), lines))
    outside_quotes = "".join(lines[0].split('"')[::2]) if lines else ""
    used = [one for one in _COMMON if one in outside_quotes]
    if len(used) < 2:
        return used[0] if used else _COMMON[0]
    return max(used, key=lambda one: (_alike(lines, one), outside_quotes.count(one)))


def _alike(lines: Sequence[str], separator: str) -> int:
    """Return how many of the lines below the header have as many cells as the header."""
    rows = [row for row in csv.reader(lines, delimiter=separator) if any(row)]
    return sum(len(row) == len(rows[0]) for row in rows[1:])
