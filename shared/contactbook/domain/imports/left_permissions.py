"""Columns that seem to say who may be contacted and that an import leaves out: whoever imports is told (S6.7)."""

from collections.abc import Callable, Collection, Iterator, Sequence

from contactbook.domain.base.spreadsheets import Cell
from contactbook.domain.imports.preview.words import says_no, says_who
from contactbook.domain.imports.sheets import FileWarning, SheetRow, is_empty

# Columns that are told of. An import keeps its warnings.
_MOST = 20
_MESSAGE = "The column seems to say who may be contacted, and does not come in. Map it to a preference, or name it in `opt_outs`, and import again."


def told_of_permissions(
    rows: Iterator[SheetRow], header: Sequence[str], taken: Collection[int], notice: Callable[[FileWarning], object]
) -> Iterator[SheetRow]:
    """Yield the same rows. `notice` is told of each column that is not among the `taken` places and says who may be contacted."""
    watched = {place: name for place, name in enumerate(header) if name and place not in taken and _may_say(name)}
    watched = dict(list(watched.items())[:_MOST])
    for row in rows:
        for place in [place for place in watched if place < len(row.cells) and _says(watched[place], row.cells[place])]:
            notice(FileWarning(code="permission_column", header=watched.pop(place), line=row.line, message=_MESSAGE))
        yield row


def _may_say(header: str) -> bool:
    return says_who(header) or "status" in header.lower()


def _says(header: str, cell: Cell) -> bool:
    return not is_empty((cell,)) if says_who(header) else says_no(cell)
