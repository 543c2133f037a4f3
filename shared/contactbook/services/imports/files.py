"""The file of an import: where it lies, and how it is prepared once so that every slice can go on at any of its rows.

Whatever was sent becomes lines of JSON, one a row: `[line, [cells]]`, holding the mapped columns only. A byte offset then names
a row exactly, and a slice reads no more than what it works on.
"""

import base64
import binascii
import json
import tempfile
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import FieldError, Merged, NotFound, ValidationFailed
from contactbook.domain.base.spreadsheets import Cell
from contactbook.domain.base.versions import with_fields
from contactbook.domain.imports.exports import DERIVED
from contactbook.domain.imports.fields import clashing, reader_of
from contactbook.domain.imports.files import LARGEST_FILE, SheetRow, checked_header, counted, csv_rows, is_empty, refused
from contactbook.domain.imports.runs import FileFormat, Import, ImportDraft
from contactbook.domain.imports.workbooks import LARGEST_WORKBOOK, workbook_rows
from contactbook.domain.settings.fields import CustomFields
from contactbook.gateways import files
from contactbook.services.changes.access import visible_contact
from contactbook.storage.base.keys import part
from contactbook.storage.tenant_store import TenantStore

_PIECE = 1024 * 1024
# A workbook up to this size is looked at in memory.
_IN_MEMORY = 8 * 1024 * 1024
CONTENT_TYPES = {
    FileFormat.CSV: "text/csv",
    FileFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class PreparedRow(SheetRow):
    """A row of the prepared file: the cells of the mapped columns, and the byte at which the next row begins.

    `too_long` says that the row has more cells than the file has columns.
    """

    too_long: bool = False
    ends_at: int


def upload_key(store: TenantStore, upload_id: str) -> str:
    """Where a file is uploaded to."""
    return f"imports/{store.tenant_id}/uploads/{part(upload_id)}"


def prepared_key(store: TenantStore, import_id: str) -> str:
    """Where the prepared rows lie."""
    return f"imports/{store.tenant_id}/{part(import_id)}/rows"


def rehearsal_key(store: TenantStore, run: Import) -> str:
    """Where a dry run keeps what it would have stored up to its cursor."""
    return f"imports/{store.tenant_id}/{part(run.import_id)}/rehearsal-{run.offset}"


def sent_content(draft: ImportDraft) -> bytes | None:
    """The file that the request itself holds, or None. Raises ValidationFailed unless just one file is named."""
    given = {"csv": draft.csv, "xlsx": draft.xlsx, "file_attachment_id": draft.file_attachment_id}
    named = [name for name, value in given.items() if value is not None]
    if len(named) != 1:
        raise ValidationFailed.of("/csv", "one_file", "Name one file: csv, xlsx or file_attachment_id.")
    if named[0] != "file_attachment_id" and named[0] != draft.format.value:
        raise ValidationFailed.of(f"/{named[0]}", "wrong_format", f"The format says {draft.format.value}.")
    if draft.csv is not None:
        return draft.csv.encode(draft.encoding.value if draft.encoding else "utf-8", errors="replace")
    try:
        return base64.b64decode(draft.xlsx, validate=True) if draft.xlsx is not None else None
    except binascii.Error as error:
        raise ValidationFailed.of("/xlsx", "not_base64", "The workbook is sent in Base64.") from error


def check_fields(paths: Sequence[str], custom: CustomFields, prefix: str) -> None:
    """Raises ValidationFailed naming every path that is no field, and every two that exclude each other."""
    errors: list[FieldError] = []
    for path in paths:
        try:
            reader_of(path, custom)
        except ValidationFailed as error:
            errors.append(FieldError(f"{prefix}/{path}", error.code, error.message))
    errors += [
        FieldError(f"{prefix}/{path}", "field_named_twice", "Another field named here contains this one.")
        for path in clashing(paths)
    ]
    if errors:
        raise ValidationFailed("Some fields cannot be imported.", errors=errors)


def prepare(store: TenantStore, run: Import, source: BinaryIO, *, in_request: bool = False) -> Import:
    """Write the prepared rows; the import with its columns and the number of its rows.

    The whole file is read here, before anything is stored: raises ValidationFailed where it cannot be.
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
        for row in counted(rows):
            prepared.write(_prepared(row, places, len(header)))
            count += 1
    paths = tuple(path for path, _ in columns)
    return with_fields(run, paths=paths, headers=tuple(header[place] for place in places), rows=count)


def mapped_columns(draft: ImportDraft, header: Sequence[str], custom: CustomFields) -> list[tuple[str, int]]:
    """Each mapped field with the place of its column. Without a mapping the headers name the fields themselves (S2.22).

    Raises ValidationFailed `unknown_column`, `unknown_field`.
    """
    if not draft.columns:
        # What an export tells besides is no matter for an import.
        named = [(name, place) for place, name in enumerate(header) if name and name not in DERIVED]
        try:
            check_fields([name for name, _ in named], custom, "/columns")
        except ValidationFailed as error:
            raise ValidationFailed(
                "Without `columns` the file's headers must be names of fields.", code="unmapped_columns", errors=error.errors
            ) from error
        return named
    places = {name: place for place, name in enumerate(header)}
    errors = [
        FieldError(f"/columns/{path}", "unknown_column", "The file has no such column.")
        for path, name in draft.columns.items()
        if name.strip() not in places
    ]
    if errors:
        raise ValidationFailed("The file lacks columns that the mapping names.", code="unknown_column", errors=errors)
    return [(path, places[name.strip()]) for path, name in draft.columns.items()]


def _prepared(row: SheetRow, places: Sequence[int], width: int) -> bytes:
    cells = row.cells
    kept: list[Cell] = [cells[place] if place < len(cells) else None for place in places]
    entry: list[object] = [row.line, kept]
    if len(cells) > width and not is_empty(cells[width:]):
        entry.append(True)
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode(errors="replace") + b"\n"


def prepared_rows(store: TenantStore, run: Import) -> Iterator[PreparedRow]:
    """The rows from the import's cursor on."""
    place = run.offset
    with files.open_file(prepared_key(store, run.import_id), start=place) as lines:
        for line in lines:
            place += len(line)
            begins, cells, *more = json.loads(line)
            yield PreparedRow.model_construct(line=begins, cells=tuple(cells), too_long=bool(more), ends_at=place)


def _uploaded_key(store: TenantStore, file_id: str) -> str | None:
    """Where the named file lies: uploaded for an import, in the tenant's library, or attached to a contact. None without one."""
    try:
        if file_id.startswith("att_"):
            kept = store.library.find(file_id) or store.attachments.find(store.attachments.contact_of(file_id), file_id)
            return kept.file_key if kept else None
        return upload_key(store, file_id)
    except NotFound:
        return None


def uploaded(store: TenantStore, run: Import) -> BinaryIO:
    """The uploaded file, to be read. Raises ValidationFailed `no_file`, `file_too_large`."""
    key = _uploaded_key(store, run.draft.file_attachment_id or "")
    if key is None:
        raise refused("no_file", "Nothing was uploaded under this id.")
    size = files.size_of(key)
    largest = LARGEST_WORKBOOK if run.draft.format is FileFormat.XLSX else LARGEST_FILE
    if size is None:
        raise refused("no_file", "Nothing was uploaded under this id.")
    if size > largest:
        raise refused("file_too_large", f"The file has more than {largest // 1024 // 1024} MB.")
    if run.draft.format is FileFormat.CSV:
        return files.open_file(key)
    # A workbook is read here and there, so it is brought near.
    near = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by whoever reads it
    with files.open_file(key) as far:
        while piece := far.read(_PIECE):
            near.write(piece)
    near.seek(0)
    return near  # type: ignore[return-value]


def require_upload(store: TenantStore, file_id: str, *, by: Caller) -> None:
    """Raises ValidationFailed `no_file` where nothing was uploaded under the id, or to a contact that the caller may not see."""
    key = _uploaded_key(store, file_id)
    if key is not None and file_id.startswith("att_") and store.library.find(file_id) is None:
        try:
            visible_contact(store, store.attachments.contact_of(file_id), by=by)
        except (NotFound, Merged):
            key = None
    if key is None or files.size_of(key) is None:
        raise ValidationFailed.of("/file_attachment_id", "no_file", "Nothing was uploaded under this id.")
