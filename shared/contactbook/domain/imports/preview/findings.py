"""What the preview of a file warns about (S6.1)."""

import re
from collections.abc import Collection, Iterator, Sequence

from contactbook.domain.base.file_formats import LIST_SEPARATOR
from contactbook.domain.exports.list_cells import list_in_cell
from contactbook.domain.imports.files.numbers_of_codes import has_lost_digits, holds_code
from contactbook.domain.imports.preview.models import HeaderView
from contactbook.domain.imports.preview.words import says_no, says_who
from contactbook.domain.imports.sheets import FileWarning, SheetRow, message_of, named_twice

_DAY = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./ -](?:\d{4}|\d{2})(?:\D.*)?")
_PHONE = re.compile(r"\+?\d(?:[ ().-]*\d){6,14}")
_DATES = frozenset({"date_of_birth", "expires_on", "issued_on", "birthday"})
_LISTS = frozenset({"tags", "categories"})
_MOST = 100


def findings(
    columns: Sequence[HeaderView], rows: Sequence[SheetRow], *, is_order_said: bool, separators: Collection[str]
) -> list[FileWarning]:
    """Return the warnings about the columns, and about the rows that were looked at. `separators` are said for these fields."""
    header = [one.header for one in columns]
    found = [*_about_columns(columns, header, rows)]
    for place, column in enumerate(columns):
        found += _about_values(place, column, rows, is_order_said=is_order_said, is_divided=column.field in separators)
    for row in rows:
        for problem in row.problems:
            about = header[problem.place] if problem.place is not None and problem.place < len(header) else None
            found.append(FileWarning(code=problem.code, header=about, line=row.line, message=message_of(problem.code)))
    # What could contact somebody who said no is told before all else.
    return found if len(found) <= _MOST else sorted(found, key=lambda one: one.code != "permission_column")[:_MOST]


def _about_columns(columns: Sequence[HeaderView], header: Sequence[str], rows: Sequence[SheetRow]) -> Iterator[FileWarning]:
    for name in sorted(named_twice(header)):
        message = "Several columns have this name, so none of them can be mapped. Rename them."
        yield FileWarning(code="duplicate_header", header=name, message=message)
    data = next((name for name in header if looks_like_data(name)), None)
    if data is not None:
        message = "The header looks like a person, who would not come in. Put a line with the names of the columns above it."
        yield FileWarning(code="no_header", header=data, message=message)
    for place, column in enumerate(columns):
        if column.field is not None or column.because is not None:
            continue
        if says_who(column.header) or any(place < len(row.cells) and says_no(row.cells[place]) for row in rows):
            message = "The column seems to say who may be contacted. Map it to a preference, or name it in `opt_outs`: nothing guesses it."
            yield FileWarning(code="permission_column", header=column.header, message=message)
        elif column.header and column.samples:
            yield FileWarning(
                code="unmapped_column", header=column.header, message="The column does not come in unless it is mapped."
            )


def looks_like_data(header: str) -> bool:
    """True if the name of a column is an email address or a phone number."""
    return re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", header.strip()) is not None or _PHONE.fullmatch(header.strip()) is not None


def has_another_mark(cell: str) -> bool:
    """True if an entry of the list in the cell still has a mark in it that people write between entries."""
    return any(not entry.is_quoted and re.search(r"[,|/]", entry.text) for entry in list_in_cell(cell, LIST_SEPARATOR))


def _about_values(
    place: int, column: HeaderView, rows: Sequence[SheetRow], *, is_order_said: bool, is_divided: bool
) -> Iterator[FileWarning]:
    if column.field is None:
        return
    cells = [(row.line, row.cells[place]) for row in rows if place < len(row.cells) and row.cells[place] is not None]
    if column.field in _LISTS and not is_divided:
        unclear_list = next((line for line, cell in cells if isinstance(cell, str) and has_another_mark(cell)), None)
        if unclear_list is not None:
            message = (
                "A cell has a mark that may stand between several values: it comes in as one. Say `separators` to divide it."
            )
            yield FileWarning(code="separator_unclear", header=column.header, line=unclear_list, message=message)
    lost = next((line for line, cell in cells if has_lost_digits(cell, is_code=holds_code(column.field))), None)
    if lost is not None:
        yield FileWarning(code="digits_lost", header=column.header, line=lost, message=message_of("digits_lost"))
    if column.field.rpartition(".")[2] not in _DATES or is_order_said:
        return
    days = [(line, found) for line, cell in cells if (found := _DAY.fullmatch(str(cell).strip()))]
    unclear = next(
        ((line, found) for line, found in days if int(found[1]) <= 12 and int(found[2]) <= 12 and found[1] != found[2]), None
    )
    if unclear is None:
        return
    firsts, seconds = (any(int(found[place]) > 12 for _, found in days) for place in (1, 2))
    hint = " Other dates of the column have the day first (dmy)." if firsts and not seconds else ""
    hint = " Other dates of the column have the month first (mdy)." if seconds and not firsts else hint
    message = f"A date such as {unclear[1][0][:10]} can be read in two ways. Say `date_order`: dmy, mdy or ymd.{hint}"
    yield FileWarning(code="ambiguous_dates", header=column.header, line=unclear[0], message=message)
