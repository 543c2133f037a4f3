"""Imports as a caller asks for them: start, cancel, undo, errors and the template (S2.20-S2.24)."""

import io
from collections.abc import Iterable
from datetime import datetime

from contactbook.config import config
from contactbook.domain.audit.entries import AuditKind, Change
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import MissingScope, NotFound, RuleBroken, ValidationFailed
from contactbook.domain.base.file_formats import BYTE_ORDER_MARK, FileFormat
from contactbook.domain.base.paging import After
from contactbook.domain.base.spreadsheets import csv_line
from contactbook.domain.base.versions import require_version, with_fields
from contactbook.domain.contacts.access import may, may_stop_work_of
from contactbook.domain.contacts.record import ContactKind
from contactbook.domain.imports.fields import scopes_needed, template_paths
from contactbook.domain.imports.messages import ImportMessage, ImportUndoMessage
from contactbook.domain.imports.opt_outs import opt_out_columns
from contactbook.domain.imports.presets.filling import PRESETS
from contactbook.domain.imports.row_outcomes import ChangedCell, LeftRow, RowError
from contactbook.domain.imports.runs import Import, ImportDraft, ImportState, Undo
from contactbook.domain.settings.permissions import GroupRight
from contactbook.gateways import queues
from contactbook.gateways.workbooks import workbook_of
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.tenant_changes import TenantChange, commit_tenant_change, entry_of
from contactbook.services.imports.forgetting import without_constants
from contactbook.services.imports.mapping_checks import check_mapping
from contactbook.services.imports.prepared_rows import prepare
from contactbook.services.imports.progress import save_import
from contactbook.services.imports.uploads import content_in_request, require_upload
from contactbook.services.lists.associations import require_active
from contactbook.storage.base.rows import Write
from contactbook.storage.tenant_store import TenantStore

# Errors in one CSV answer. An export of the errors has no limit.
_MOST_ERRORS_AT_ONCE = 5_000
_ERROR_COLUMNS = ("line", "header", "field", "value", "code", "message", "same_as_line")


def start_import(store: TenantStore, draft: ImportDraft, *, by: Caller, now: datetime) -> Import:
    """Start an import. A file in the request is read at once, so that an unreadable one is refused here.

    Raises ValidationFailed about fields, columns and the file, MissingScope, NotFound for the list, RuleBroken `inactive_list`.
    """
    content = content_in_request(draft)
    check_mapping(store, draft)
    for part in ("columns", "constants"):
        _require_scopes(by, getattr(draft, part), f"/{part}")
    _require_scopes(by, [path for path, _ in opt_out_columns(draft.opt_outs)], "/opt_outs")
    if draft.preset is not None and PRESETS[draft.preset].opt_outs:
        _require_scopes(by, ["preferences"], "/preset")
    if draft.list_id is not None:
        require_active_list(store, draft.list_id)
    import_id = new_id("imp", now)
    run = Import(
        import_id=import_id,
        # The file itself is stored in the bucket.
        draft=with_fields(draft, csv=None, xlsx=None, vcard=None),
        # Each audit entry then names the import that made it.
        caller=with_fields(by, request_id=import_id),
        created_at=now,
        updated_at=now,
    )
    if content is None:
        require_upload(store, draft.file_attachment_id or "", by=by, now=now)
    else:
        run = prepare(store, run, io.BytesIO(content), in_request=True)
        _require_scopes(by, run.paths, "/columns")
    change = TenantChange("import.started", import_id, None, without_constants(run.draft), kind=AuditKind.JOBS)
    commit_tenant_change(store, change, store.imports.add_of(run), by=by, now=now)
    _send(store, run)
    return run


def require_active_list(store: TenantStore, list_id: str) -> None:
    """Raise ValidationFailed for a list that does not exist or is not active."""
    found = store.lists.find(list_id)
    if found is None:
        raise ValidationFailed.of("/list_id", "unknown_list", "There is no such list.")
    require_active(found)


def _require_scopes(by: Caller, paths: Iterable[str], part: str) -> None:
    lacking = sorted(scope.value for scope in scopes_needed(paths) if not by.may(scope))
    if lacking:
        raise MissingScope.of(f"These columns need the scope {' and '.join(lacking)}.", part)


def _send(store: TenantStore, run: Import, *, undo: bool = False) -> None:
    model = ImportUndoMessage if undo else ImportMessage
    message = model(tenant_id=store.tenant_id, run_id=run.import_id)
    queues.send(config().contact_import_queue_url, [message])


@retried_when_raced
def cancel_import(store: TenantStore, import_id: str, *, by: Caller, now: datetime, if_match: int | None = None) -> Import:
    """Stop an import; the rows that it has imported stay. Raises RuleBroken `already_ended`, VersionMismatch, NotFound."""
    run = store.imports.get(import_id)
    if not may_stop_work_of(by, run.caller, store.settings.current().groups):
        raise NotFound("There is no such import.")
    require_version(run.version, if_match)
    if run.state is ImportState.CANCELLED:
        return run
    if run.has_ended:
        raise RuleBroken("The import has already ended. POST /v1/imports/{id}/undo takes it back.", code="already_ended")
    entry = _entry(store, "import.cancelled", run, ImportState.CANCELLED, by, now)
    ended = {"state": ImportState.CANCELLED, "cancelled_by": by.actor, "finished_at": now}
    return save_import(store, run, entry, **ended, updated_at=now)


def undo_import(store: TenantStore, import_id: str, *, by: Caller, now: datetime, if_match: int | None = None) -> Import:
    """Start to undo an import, as far as the caller may change its contacts, and in the caller's name (S8.3).

    Idempotent: asking again re-sends a lost message. A caller with other rights undoes what an earlier undo left.

    Raises RuleBroken `still_running`, `nothing_to_undo`, VersionMismatch, NotFound.
    """
    run = _with_undo(store, import_id, by=by, now=now, if_match=if_match)
    _send(store, run, undo=True)
    return run


@retried_when_raced
def _with_undo(store: TenantStore, import_id: str, *, by: Caller, now: datetime, if_match: int | None) -> Import:
    run = store.imports.get(import_id)
    require_version(run.version, if_match)
    if run.undo is not None and not _may_undo_more(run, run.undo, by):
        return run
    if not run.has_ended:
        raise RuleBroken("The import is still running. Cancel it first.", code="still_running")
    if run.draft.dry_run or run.state is ImportState.FAILED:
        raise RuleBroken(
            "The import was a dry run or failed, and has stored nothing. There is nothing to undo.", code="nothing_to_undo"
        )
    entry = _entry(store, "import.undo_started", run, "undoing", by, now)
    return save_import(store, run, entry, undo=Undo(started_at=now), undo_caller=by, undos=run.undos + 1, updated_at=now)


def _may_undo_more(run: Import, undo: Undo, by: Caller) -> bool:
    """True if the last undo is finished and left contacts, and the caller's rights are not those that it had."""
    before = run.undo_caller or run.caller
    rights = [(one.groups, one.super_user, one.privacy_clearance) for one in (before, by)]
    return undo.state is ImportState.FINISHED and undo.left > 0 and rights[0] != rights[1]


def _entry(store: TenantStore, action: str, run: Import, state: str, by: Caller, now: datetime) -> Write:
    details = (Change(field="state", from_=run.state.value, to=state),)
    return entry_of(store, TenantChange(action, run.import_id, details=details, kind=AuditKind.JOBS), by=by, now=now)


def page_of_errors(
    store: TenantStore, import_id: str, *, by: Caller, limit: int, after: After | None
) -> tuple[list[RowError], After | None]:
    """Return errors of rows, in the order of their lines. The cells are shown to who may cancel the import (S8.3). Raises NotFound."""
    shows = _shows_cells(store, import_id, by)
    found, further = store.imports.page_of_errors(import_id, limit=limit, after=after)
    return found if shows else [with_fields(one, value=None) for one in found], further


def _shows_cells(store: TenantStore, import_id: str, by: Caller) -> bool:
    return may_stop_work_of(by, store.imports.get(import_id).caller, store.settings.current().groups)


def page_of_changes(
    store: TenantStore, import_id: str, *, by: Caller, limit: int, after: After | None
) -> tuple[list[ChangedCell], After | None]:
    """Return the cells that came in otherwise than they stood, in the order of their lines, as `page_of_errors`. Raises NotFound."""
    shows = _shows_cells(store, import_id, by)
    found, further = store.imports.page_of_changes(import_id, limit=limit, after=after)
    return found if shows else [with_fields(one, from_=None, to=None) for one in found], further


def page_of_left(
    store: TenantStore, import_id: str, *, by: Caller, limit: int, after: After | None
) -> tuple[list[LeftRow], After | None]:
    """Return the contacts that the undo left as they are, without the ids of those that the caller may not see.

    Raises NotFound.
    """
    store.imports.get(import_id)
    rows, further = store.imports.page_of_left(import_id, limit=limit, after=after)
    found = {one.contact_id: one for one in store.contacts.get_many([row.contact_id for row in rows if row.contact_id])}
    groups = store.settings.current().groups
    hidden = {contact_id for contact_id, one in found.items() if not may(by, one, GroupRight.VIEW, groups)}
    return [with_fields(row, contact_id=None) if row.contact_id in hidden else row for row in rows], further


def errors_as_csv(store: TenantStore, import_id: str, *, by: Caller) -> str:
    """Return the first 5,000 errors as a CSV file. Raises NotFound."""
    errors, _ = page_of_errors(store, import_id, by=by, limit=_MOST_ERRORS_AT_ONCE, after=None)
    lines = [csv_line([getattr(found, name) for name in _ERROR_COLUMNS]) for found in errors]
    return "".join([csv_line(_ERROR_COLUMNS), *lines])


def template(store: TenantStore, kind: ContactKind, file_format: FileFormat) -> bytes:
    """Return an empty file to fill for an import. Its headers are the names of the fields (S2.22)."""
    paths = template_paths(kind, store.settings.current().custom_fields)
    if file_format is FileFormat.CSV:
        return BYTE_ORDER_MARK + csv_line(paths).encode()
    return workbook_of([paths])
