"""The prepared file of an import, from which every slice can continue at any row.

The sent file is read once and written as lines of JSON, one a row: `[line, [cells]]`, with the mapped columns only, and behind them
what could not be read of the row and what was read otherwise than it stands. A byte offset then names a row exactly, and a slice
reads no more than it works on.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO

from contactbook.domain.base.errors import FieldError, ValidationFailed
from contactbook.domain.base.versions import with_fields
from contactbook.domain.exports.columns import DERIVED_COLUMNS
from contactbook.domain.imports.fields import CONTACT_ID, KIND, OPT_OUTS, cell_reader, is_date
from contactbook.domain.imports.files.workbook_sheets import DATES_SINCE_1904
from contactbook.domain.imports.left_permissions import told_of_permissions
from contactbook.domain.imports.opt_outs import opt_out_columns
from contactbook.domain.imports.paths import contained_paths, pointer_of
from contactbook.domain.imports.presets.filling import request_for
from contactbook.domain.imports.row_lines import ColumnReader
from contactbook.domain.imports.runs import Import, ImportRequest
from contactbook.domain.imports.sheets import (
    FileWarning,
    ReadOtherwise,
    RowProblem,
    SheetRow,
    checked_header,
    limited_rows,
    named_twice,
)
from contactbook.domain.settings.fields import CustomFields
from contactbook.gateways import files
from contactbook.gateways.file_writing import FileWriter
from contactbook.services.imports.file_keys import prepared_key
from contactbook.services.imports.file_rows import rows_of_file
from contactbook.storage.tenant_store import TenantStore


class PreparedRow(SheetRow):
    """A row of the prepared file: the cells of the mapped columns, and the byte at which the next row begins.

    The places of its problems and of what is read otherwise count the mapped columns.
    """

    ends_at: int


def check_fields(paths: Sequence[str], custom: CustomFields, prefix: str) -> None:
    """Raise ValidationFailed naming every path that is not a field, and every two paths that contain each other."""
    errors: list[FieldError] = []
    for path in paths:
        try:
            cell_reader(path, custom)
        except ValidationFailed as error:
            errors.append(FieldError(f"{prefix}/{path}", error.code, error.message))
    errors += [
        FieldError(f"{prefix}/{path}", "field_named_twice", "Another field of the mapping contains this one.")
        for path in contained_paths(paths)
    ]
    if errors:
        raise ValidationFailed("Some fields cannot be imported.", errors=errors)


def prepare(store: TenantStore, run: Import, source: BinaryIO, *, in_request: bool = False) -> Import:
    """Write the prepared rows. Return the import with its columns and the number of its rows.

    The whole file is read before anything is stored. Raises ValidationFailed if it cannot be read.
    """
    warnings: list[FileWarning] = []
    rows = rows_of_file(run.draft, source, in_request=in_request, notice=warnings.append)
    header = checked_header(next(rows, None))
    draft = request_for(run.draft, header)
    columns = mapped_columns(draft, header, store.settings.current().custom_fields)
    since_1904 = any(one.code == DATES_SINCE_1904 for one in warnings)
    dates = _dates(columns, store.settings.current().custom_fields) if since_1904 else ()
    reader = ColumnReader(draft, columns, len(header), no_days=dates)
    count = 0
    with FileWriter(prepared_key(store, run.import_id), "application/x-ndjson") as prepared:
        for row in limited_rows(told_of_permissions(rows, header, _taken(columns, header), warnings.append)):
            if line := reader.line_of(row):
                prepared.write(line)
                count += 1
    paths = tuple(path for path, _ in columns)
    headers = tuple(header[place] for _, place in columns)
    # The columns are in the paths now, and every part of the import saves the request again.
    draft = with_fields(draft, columns=run.draft.columns)
    return with_fields(run, draft=draft, paths=paths, headers=headers, rows=count, warnings=tuple(warnings))


def _taken(columns: Sequence[tuple[str, int]], header: Sequence[str]) -> set[int]:
    """Return the places of the mapped columns, and of those that only an export of ours writes."""
    return {place for _, place in columns} | {place for place, name in enumerate(header) if name in DERIVED_COLUMNS}


def _dates(columns: Sequence[tuple[str, int]], custom: CustomFields) -> list[str]:
    """Return the mapped fields that are dates."""
    return [path for path, _ in columns if not path.startswith(OPT_OUTS) and is_date(path, custom)]


def mapped_columns(draft: ImportRequest, header: Sequence[str], custom: CustomFields) -> list[tuple[str, int]]:
    """Return each mapped field with the place of its column. Without a mapping, the headers name the fields (S2.22).

    Raises ValidationFailed `unknown_column`, `unmapped_columns`, `duplicate_header` for a mapped name that two columns have.
    """
    named_columns = [(f"/columns/{path}", path, name) for path, name in draft.columns.items()]
    opt_outs = [(pointer_of(path), path, name) for path, name in opt_out_columns(draft.opt_outs)]
    if not draft.columns:
        # Ignore the derived columns that only an export writes.
        named = [
            (name, place)
            for place, name in enumerate(header)
            if name and (name in (CONTACT_ID, KIND) or name not in DERIVED_COLUMNS)
        ]
        try:
            check_fields([name for name, _ in named], custom, "/columns")
        except ValidationFailed as error:
            raise ValidationFailed(
                "Without `columns`, the headers of the file must be names of fields.",
                code="unmapped_columns",
                errors=error.errors,
            ) from error
        return _placed([*((f"/columns/{name}", name, name) for name, _ in named), *opt_outs], header)
    return _placed([*named_columns, *opt_outs], header)


def _placed(columns: Sequence[tuple[str, str, str]], header: Sequence[str]) -> list[tuple[str, int]]:
    """Return each field with the place of its column. Raises ValidationFailed at the pointer of each, as `mapped_columns`."""
    places = {name: place for place, name in enumerate(header) if name}
    errors = [
        FieldError(pointer, "unknown_column", _unknown_column(header))
        for pointer, _, name in columns
        if name.strip() not in places
    ]
    if errors:
        raise ValidationFailed("The file lacks columns that the import names.", code="unknown_column", errors=errors)
    twice = named_twice(header)
    message = "Two columns of the file have this name. Rename one of them, or leave the field out."
    errors = [FieldError(pointer, "duplicate_header", message) for pointer, _, name in columns if name.strip() in twice]
    if errors:
        raise ValidationFailed("Two columns of the file have the same name.", code="duplicate_header", errors=errors)
    return [(path, places[name.strip()]) for _, path, name in columns]


def _unknown_column(header: Sequence[str]) -> str:
    # The message is kept with the import, so it names no header: that of a file without one is a person.
    count = len([name for name in header if name])
    found = "one column" if count == 1 else f"{count} columns"
    return (
        f"The file has no column of this name. It has {found}: if its header stands on another line, say `header_line`; "
        "if its cells are divided by another mark, say `separator`."
    )


@contextmanager
def prepared_rows(store: TenantStore, run: Import) -> Iterator[Iterator[PreparedRow]]:
    """Yield the rows from the import's cursor on; close their file at the end of the `with` block."""
    with files.open_file(prepared_key(store, run.import_id), start=run.offset) as lines:
        yield _parsed(lines, run.offset)


def _parsed(lines: BinaryIO, place: int) -> Iterator[PreparedRow]:
    for line in lines:
        place += len(line)
        begins, cells, *more = json.loads(line)
        problems, otherwise = more or ((), ())
        yield PreparedRow.model_construct(
            line=begins,
            cells=tuple(cells),
            problems=tuple(RowProblem(*one) for one in problems),
            otherwise=tuple(ReadOtherwise(*one) for one in otherwise),
            ends_at=place,
        )
