"""A list in one cell of a file: entries with a separator between them, in quotes where the text alone would say something else."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from contactbook.domain.base.file_formats import LIST_SEPARATOR

# Google writes several values of one field into one cell, with this between them.
GOOGLE_SEPARATOR = ":::"
# Mailchimp writes tags as a line of CSV inside of the cell, all of them in quotes.
_ALL_QUOTED = re.compile(r'\s*"(?:[^"]|"")*"(?:\s*,\s*"(?:[^"]|"")*")*\s*')
_QUOTED = re.compile(r'\s*"((?:[^"]|"")*)"\s*')


class ListEntry(NamedTuple):
    """An entry of a list. One that stood in quotes means what it says, whatever marks it has."""

    text: str
    is_quoted: bool


def cell_of_list(entries: Sequence[object]) -> str:
    """Return the cell that `list_in_cell` reads as these entries."""
    return LIST_SEPARATOR.join(_written(str(entry)) for entry in entries)


def _written(entry: str) -> str:
    is_plain = not any(mark in entry for mark in (LIST_SEPARATOR, GOOGLE_SEPARATOR, '"')) and not entry.startswith("*")
    return entry if is_plain else '"' + entry.replace('"', '""') + '"'


def list_in_cell(cell: str, separator: str) -> list[ListEntry]:
    """Return the entries of the cell that are not empty, divided by the separator, by that of Google, and as Mailchimp does."""
    if _ALL_QUOTED.fullmatch(cell) and separator != ",":
        whole = [ListEntry(_unquoted(found), is_quoted=True) for found in re.findall(r'"((?:[^"]|"")*)"', cell)]
        return [entry for entry in whole if entry.text]
    marks = [mark for mark in (separator.strip() or separator, GOOGLE_SEPARATOR) if mark]
    return [entry for entry in _entries(cell, marks) if entry.text]


def _entries(cell: str, marks: Sequence[str]) -> Iterator[ListEntry]:
    at = 0
    while at <= len(cell):
        quoted = _QUOTED.match(cell, at)
        mark = next((mark for mark in marks if quoted and cell.startswith(mark, quoted.end())), "")
        if quoted and (mark or quoted.end() == len(cell)):
            yield ListEntry(_unquoted(quoted[1]), is_quoted=True)
            at = quoted.end() + max(len(mark), 1)
            continue
        end, mark = min(((found, mark) for mark in marks if (found := cell.find(mark, at)) >= 0), default=(len(cell), " "))
        yield ListEntry(cell[at:end].strip(), is_quoted=False)
        at = end + len(mark)


def _unquoted(text: str) -> str:
    return " ".join(text.replace('""', '"').split())
