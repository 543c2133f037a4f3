"""The prepared file of an import, from which every slice can continue at any row.

The sent file is read once and written as lines of JSON, one a row: `[line, [cells]]`, with the mapped columns only. A byte offset
then names a row exactly, and a slice reads no more than it works on.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO

from contactbook.domain.base.errors import FieldError, ValidationFailed
from contactbook.domain.base.file_formats import FileFormat
from contactbook.domain.base.spreadsheets import Cell
from contactbook.domain.base.versions import with_fields
from contactbook.domain.exports.columns import DERIVED_COLUMNS
from contactbook.domain.imports.csv_files import csv_rows
from contactbook.domain.imports.fields import CONTACT_ID, OPT_OUTS, cell_reader
from contactbook.domain.imports.paths import contained_paths
from contactbook.domain.imports.runs import Import, ImportRequest
from contactbook.domain.imports.sheets import SheetRow, checked_header, is_empty, limited_rows
from contactbook.domain.imports.workbooks import workbook_rows
from contactbook.domain.settings.fields import CustomFields
from contactbook.gateways import files
from contactbook.services.imports.file_keys import prepared_key
from contactbook.storage.tenant_store import TenantStore


class PreparedRow(SheetRow):
    """A row of the prepared file: the cells of the mapped columns, and the byte at which the next row begins.

    `too_long` is true if the row has more cells than the file has columns.
    """

    too_long: bool = False
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
    draft = run.draft
    if draft.format is FileFormat.CSV:
        rows = csv_rows(source, encoding=draft.encoding.value if draft.encoding else None)
    else:
        rows = workbook_rows(source, in_request=in_request)
    header = checked_header(next(rows, None))
    columns = mapped_columns(draft, header, store.settings.current().custom_fields)
    places = [place for _, place in columns]
    count = 0
    with files.FileWriter(prepared_key(store, run.import_id), "application/x-ndjson") as prepared:
        for row in limited_rows(rows):
            prepared.write(_line_of(row, places, len(header)))
            count += 1
    paths = tuple(path for path, _ in columns)
    return with_fields(run, paths=paths, headers=tuple(header[place] for place in places), rows=count)


def mapped_columns(draft: ImportRequest, header: Sequence[str], custom: CustomFields) -> list[tuple[str, int]]:
    """Return each mapped field with the place of its column. Without a mapping, the headers name the fields (S2.22).

    Raises ValidationFailed `unknown_column`, `unmapped_columns`.
    """
    named_columns = [(f"/columns/{path}", path, name) for path, name in draft.columns.items()]
    opt_outs = [(f"/opt_outs/{said.value}", f"{OPT_OUTS}{said.value}", name) for said, name in draft.opt_outs.items()]
    if not draft.columns:
        # Ignore the derived columns that only an export writes.
        named = [
            (name, place) for place, name in enumerate(header) if name and (name == CONTACT_ID or name not in DERIVED_COLUMNS)
        ]
        try:
            check_fields([name for name, _ in named], custom, "/columns")
        except ValidationFailed as error:
            raise ValidationFailed(
                "Without `columns`, the headers of the file must be names of fields.",
                code="unmapped_columns",
                errors=error.errors,
            ) from error
        return [*named, *_placed(opt_outs, header)]
    return _placed([*named_columns, *opt_outs], header)


def _placed(columns: Sequence[tuple[str, str, str]], header: Sequence[str]) -> list[tuple[str, int]]:
    """Return each field with the place of its column. Raises ValidationFailed `unknown_column`, at the pointer of each."""
    places = {name: place for place, name in enumerate(header)}
    errors = [
        FieldError(pointer, "unknown_column", "The file has no column of this name.")
        for pointer, _, name in columns
        if name.strip() not in places
    ]
    if errors:
        raise ValidationFailed("The file lacks columns that the import names.", code="unknown_column", errors=errors)
    return [(path, places[name.strip()]) for _, path, name in columns]


def _line_of(row: SheetRow, places: Sequence[int], width: int) -> bytes:
    cells = row.cells
    kept: list[Cell] = [cells[place] if place < len(cells) else None for place in places]
    entry: list[object] = [row.line, kept]
    if len(cells) > width and not is_empty(cells[width:]):
        entry.append(True)
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode(errors="replace") + b"\n"


@contextmanager
def prepared_rows(store: TenantStore, run: Import) -> Iterator[Iterator[PreparedRow]]:
    """Yield the rows from the import's cursor on; close their file at the end of the `with` block."""
    with files.open_file(prepared_key(store, run.import_id), start=run.offset) as lines:
        yield _parsed(lines, run.offset)


def _parsed(lines: BinaryIO, place: int) -> Iterator[PreparedRow]:
    for line in lines:
        place += len(line)
        begins, cells, *more = json.loads(line)
        yield PreparedRow.model_construct(line=begins, cells=tuple(cells), too_long=bool(more), ends_at=place)
