"""Routes of imports: start them, read their progress and errors, cancel and undo them."""

import base64
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends
from aws_lambda_powertools.event_handler.openapi.params import Query

from contactbook.api.dependencies import IfMatch, Now, Pages, Store, needs
from contactbook.api.downloads import attached
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.base.file_formats import CONTENT_TYPES, FileFormat
from contactbook.domain.contacts.record import ContactKind
from contactbook.domain.imports.preview.models import Preview, PreviewDraft
from contactbook.domain.imports.row_outcomes import ChangedCell, LeftRow, RowError
from contactbook.domain.imports.runs import Import, ImportDraft, ImportView, UploadDraft, import_view
from contactbook.services.imports import previews, requests, uploads

router = Router()
Importer = Annotated[Caller, Depends(needs(Scope.IMPORTS_WRITE))]
_BASE = "/v1/imports"
_ONE = f"{_BASE}/<import_id>"


@router.post(_BASE, status_code=202, tags=["Imports"])
def start_import(draft: ImportDraft, caller: Importer, store: Store, now: Now) -> Response[ImportView]:
    """Import contacts from a file. With `dry_run`, only count what the import would do."""
    return _accepted(requests.start_import(store, draft, by=caller, now=now))


@router.get(_BASE, tags=["Imports"])
def list_imports(_: Importer, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None) -> Page[ImportView]:
    """List imports, newest first, with their progress."""
    found, after = store.imports.page(limit=limit, after=pages.after(cursor))
    return pages.page([import_view(run) for run in found], after)


@router.post(f"{_BASE}/uploads", status_code=201, tags=["Imports"])
def begin_upload(draft: UploadDraft, _: Importer, store: Store, now: Now) -> uploads.Upload:
    """Create an address to upload a large file to."""
    return uploads.begin_upload(store, draft, now=now)


@router.post(f"{_BASE}/preview", tags=["Imports"])
def preview_import(draft: PreviewDraft, caller: Importer, store: Store, now: Now) -> Preview:
    """Read the head of a file: what it holds, which field each column could be, and what will not come in. Nothing is imported."""
    return previews.read_preview(store, draft, by=caller, now=now)


@router.get(f"{_BASE}/uploads/<file_attachment_id>", tags=["Imports"])
def read_upload(file_attachment_id: str, _: Importer, store: Store) -> uploads.Upload:
    """Read whether an uploaded file has arrived."""
    return uploads.read_upload(store, file_attachment_id)


@router.get(f"{_BASE}/template", tags=["Imports"])
def read_template(
    _: Importer,
    store: Store,
    kind: Annotated[ContactKind, Query(description="The kind of the contacts in the file.")] = ContactKind.PERSON,
    format: Annotated[FileFormat, Query(description="The format of the file.")] = FileFormat.CSV,  # noqa: A002 - the name in the URL
) -> Response[str]:
    """Download an empty file for an import. Once filled, import it without `columns`."""
    return _file(requests.template(store, kind, format), format, f"import-{kind.value}.{format.value}")


@router.get(_ONE, tags=["Imports"])
def read_import(import_id: str, _: Importer, store: Store) -> ImportView:
    """Read the progress of an import."""
    return import_view(store.imports.get(import_id))


@router.get(f"{_ONE}/errors", tags=["Imports"])
def list_errors(
    import_id: str,
    caller: Importer,
    store: Store,
    pages: Pages,
    limit: Limit = 25,
    cursor: Cursor = None,
    format: Annotated[  # noqa: A002 - the name in the URL
        str | None, Query(pattern="^(json|csv)$", description="`csv` returns the first 5,000 errors as a file.")
    ] = None,
) -> Response[Page[RowError] | str]:
    """List the errors of rows in the order of their lines, or download them."""
    if format == "csv":
        headers = attached(f"{import_id}-errors.csv")
        return Response(200, _CSV, requests.errors_as_csv(store, import_id, by=caller), headers)
    found, after = requests.page_of_errors(store, import_id, by=caller, limit=limit, after=pages.after(cursor))
    return Response(status_code=200, content_type="application/json", body=pages.page(found, after))


@router.get(f"{_ONE}/changes", tags=["Imports"])
def list_changes(
    import_id: str, caller: Importer, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[ChangedCell]:
    """List the cells that came in otherwise than they stood in the file, such as a yes of somebody who refused (`refusal_stands`)."""
    found, after = requests.page_of_changes(store, import_id, by=caller, limit=limit, after=pages.after(cursor))
    return pages.page(found, after)


@router.get(f"{_ONE}/left", tags=["Imports"])
def list_left(
    import_id: str, caller: Importer, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[LeftRow]:
    """List the contacts that the undo left as they are, with the reasons."""
    found, after = requests.page_of_left(store, import_id, by=caller, limit=limit, after=pages.after(cursor))
    return pages.page(found, after)


@router.post(f"{_ONE}/cancel", tags=["Imports"])
def cancel_import(import_id: str, caller: Importer, store: Store, now: Now, if_match: IfMatch) -> ImportView:
    """Cancel an import. The rows that it has imported stay."""
    return import_view(requests.cancel_import(store, import_id, by=caller, now=now, if_match=if_match))


@router.post(f"{_ONE}/undo", status_code=202, tags=["Imports"])
def undo_import(import_id: str, caller: Importer, store: Store, now: Now, if_match: IfMatch) -> Response[ImportView]:
    """Undo an import, except for contacts that others have changed since or that the caller may not change."""
    return _accepted(requests.undo_import(store, import_id, by=caller, now=now, if_match=if_match))


def _accepted(run: Import) -> Response[ImportView]:
    headers = {"Location": f"{_BASE}/{run.import_id}"}
    return Response(status_code=202, content_type="application/json", body=import_view(run), headers=headers)


_CSV = "text/csv; charset=utf-8"


def _file(content: bytes, file_format: FileFormat, name: str) -> Response[str]:
    if file_format is FileFormat.CSV:
        return Response(200, _CSV, content.decode(), attached(name))
    # A function returns binary content in Base64, and API Gateway decodes it.
    response = Response(200, CONTENT_TYPES[file_format], base64.b64encode(content).decode(), attached(name))
    response.base64_encoded = True
    return response
