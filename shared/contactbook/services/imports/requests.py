"""Imports as a caller asks for them: begin, look at, cancel, take back (S2.20-S2.24)."""

import io
from datetime import datetime

from contactbook.config import config
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import MissingScope, NotFound, RuleBroken, ValidationFailed
from contactbook.domain.base.paging import After
from contactbook.domain.base.spreadsheets import csv_line
from contactbook.domain.base.values import Value
from contactbook.domain.base.versions import next_version, require_version, with_fields
from contactbook.domain.contacts.record import ContactKind
from contactbook.domain.imports.fields import RowReader, scopes_needed, template_paths
from contactbook.domain.imports.messages import ImportMessage, ImportUndoMessage
from contactbook.domain.imports.runs import (
    FileFormat,
    Import,
    ImportDraft,
    ImportState,
    LeftRow,
    RowError,
    Undo,
    UploadDraft,
)
from contactbook.gateways import files, queues
from contactbook.gateways.workbooks import workbook_of
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.imports.files import CONTENT_TYPES, check_fields, prepare, require_upload, sent_content, upload_key
from contactbook.services.lists.associations import require_active
from contactbook.storage.base import table
from contactbook.storage.tenant_store import TenantStore

# Errors that one CSV answer holds; an export of the errors holds all.
_MOST_ERRORS_AT_ONCE = 5_000


class Upload(Value):
    """Where a file is uploaded to: PUT it to `upload_url` with this content type, then import it by its id."""

    file_attachment_id: str
    upload_url: str
    method: str = "PUT"
    headers: dict[str, str]
    expires_in: int = files.UPLOAD_SECONDS
    size: int | None = None


def begin_upload(store: TenantStore, draft: UploadDraft, *, now: datetime) -> Upload:
    """An address for a file that is too large for a request."""
    return _upload(store, new_id("ifl", now), draft.format)


def read_upload(store: TenantStore, upload_id: str) -> Upload:
    """The upload; `size` says whether the file has arrived. Raises NotFound where it has not."""
    size = files.size_of(upload_key(store, upload_id))
    if size is None:
        raise NotFound("There is no such record.")
    return with_fields(_upload(store, upload_id, FileFormat.CSV), size=size)


def _upload(store: TenantStore, upload_id: str, file_format: FileFormat) -> Upload:
    content_type = CONTENT_TYPES[file_format]
    url = files.upload_url(upload_key(store, upload_id), content_type=content_type)
    return Upload(file_attachment_id=upload_id, upload_url=url, headers={"content-type": content_type})


def start_import(store: TenantStore, draft: ImportDraft, *, by: Caller, now: datetime) -> Import:
    """Begin an import. A file that came in the request is read at once, so that a bad one is refused here.

    Raises ValidationFailed about fields, columns and the file, MissingScope, NotFound for the list, RuleBroken `inactive_list`.
    """
    content = sent_content(draft)
    custom = store.settings.current().custom_fields
    check_fields(tuple(draft.columns), custom, "/columns")
    check_fields(tuple(draft.constants), custom, "/constants")
    _check_constants(store, draft)
    _require_scopes(by, (*draft.columns, *draft.constants))
    if draft.list_id is not None:
        require_active(store.lists.get(draft.list_id))
    import_id = new_id("imp", now)
    run = Import(
        import_id=import_id,
        # The file itself is kept apart.
        draft=with_fields(draft, csv=None, xlsx=None),
        # So that each audit entry tells by which import it was made.
        caller=with_fields(by, request_id=import_id),
        created_at=now,
        updated_at=now,
    )
    if content is None:
        require_upload(store, draft.file_attachment_id or "", by=by)
    else:
        run = prepare(store, run, io.BytesIO(content), in_request=True)
        _require_scopes(by, run.paths)
    table.transact([store.imports.add_of(run)])
    _send(store, run)
    return run


def _check_constants(store: TenantStore, draft: ImportDraft) -> None:
    custom = store.settings.current().custom_fields
    for path, value in draft.constants.items():
        try:
            RowReader((), {path: value}, custom)
        except ValidationFailed as error:
            raise ValidationFailed.of(f"/constants/{path}", error.code, error.message) from error
    for path in draft.constants.keys() & draft.columns.keys():
        raise ValidationFailed.of(f"/constants/{path}", "field_named_twice", "The field has a column already.")


def _require_scopes(by: Caller, paths: tuple[str, ...]) -> None:
    lacking = sorted(scope.value for scope in scopes_needed(paths) if not by.may(scope))
    if lacking:
        raise MissingScope(f"These columns need the scope {' and '.join(lacking)}.")


def _send(store: TenantStore, run: Import, *, undo: bool = False) -> None:
    model = ImportUndoMessage if undo else ImportMessage
    message = model(tenant_id=store.tenant_id, run_id=run.import_id)
    queues.send(config().contact_import_queue_url, [message])


@retried_when_raced
def cancel_import(store: TenantStore, import_id: str, *, now: datetime, if_match: int | None = None) -> Import:
    """Stop an import where it is; what it has stored stays. Raises RuleBroken `already_ended`, NotFound."""
    run = store.imports.get(import_id)
    require_version(run.version, if_match)
    if run.state is ImportState.CANCELLED:
        return run
    if run.has_ended:
        raise RuleBroken("The import has ended already.", code="already_ended")
    return saved(store, run, {"state": ImportState.CANCELLED, "finished_at": now, "updated_at": now})


def undo_import(store: TenantStore, import_id: str, *, now: datetime, if_match: int | None = None) -> Import:
    """Begin to take an import back; asked again it changes nothing.

    Raises RuleBroken `still_running`, `nothing_to_undo`, NotFound.
    """
    run = _undo_begun(store, import_id, now=now, if_match=if_match)
    # Sent again it does no harm, and a message that was lost comes by asking again.
    _send(store, run, undo=True)
    return run


@retried_when_raced
def _undo_begun(store: TenantStore, import_id: str, *, now: datetime, if_match: int | None) -> Import:
    run = store.imports.get(import_id)
    require_version(run.version, if_match)
    if run.undo is not None:
        return run
    if not run.has_ended:
        raise RuleBroken("The import is still running; cancel it first.", code="still_running")
    if run.draft.dry_run or run.state is ImportState.FAILED:
        raise RuleBroken("The import has stored nothing.", code="nothing_to_undo")
    return saved(store, run, {"undo": Undo(started_at=now), "updated_at": now})


def saved(store: TenantStore, run: Import, changes: dict[str, object]) -> Import:
    """The import with these changes, stored. Raises ConcurrentUpdate."""
    after = next_version(run, **changes)
    table.transact([store.imports.save_of(after, replacing=run.version)])
    return after


def page_of_errors(store: TenantStore, import_id: str, *, limit: int, after: After | None) -> tuple[list[RowError], After | None]:
    """What was wrong with rows, in their order. Raises NotFound."""
    store.imports.get(import_id)
    return store.imports.page_of_errors(import_id, limit=limit, after=after)


def page_of_left(store: TenantStore, import_id: str, *, limit: int, after: After | None) -> tuple[list[LeftRow], After | None]:
    """What the undo left as it is. Raises NotFound."""
    store.imports.get(import_id)
    return store.imports.page_of_left(import_id, limit=limit, after=after)


def errors_as_csv(store: TenantStore, import_id: str) -> str:
    """The first 5,000 errors as a CSV file. Raises NotFound."""
    errors, _ = page_of_errors(store, import_id, limit=_MOST_ERRORS_AT_ONCE, after=None)
    lines = [csv_line([found.line, found.field, found.code, found.message, found.column]) for found in errors]
    return "".join([csv_line(["line", "field", "code", "message", "column"]), *lines])


def template(store: TenantStore, kind: ContactKind, file_format: FileFormat) -> bytes:
    """The file to prepare an import in: its headers are the fields' own names (S2.22)."""
    paths = template_paths(kind, store.settings.current().custom_fields)
    if file_format is FileFormat.CSV:
        # With a byte order mark, Excel reads it as UTF-8.
        return b"\xef\xbb\xbf" + csv_line(paths).encode()
    return workbook_of([paths])
