"""Exports as a caller asks for them: start one, and read its progress."""

from collections.abc import Callable
from datetime import datetime

from contactbook.config import config
from contactbook.domain.audit.entries import AuditKind
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.base.errors import MissingScope, NotFound, ValidationFailed
from contactbook.domain.base.file_formats import CONTENT_TYPES
from contactbook.domain.exports.records import Export, ExportDraft, ExportOf, ExportState, ExportView, export_view
from contactbook.domain.imports.messages import ExportMessage
from contactbook.gateways import files, queues
from contactbook.services.base.ids import new_id
from contactbook.services.base.tenant_changes import TenantChange, commit_tenant_change
from contactbook.services.changes.access import visible_contact
from contactbook.services.exports.file_keys import file_key
from contactbook.storage.tenant_store import TenantStore


def start_export(store: TenantStore, draft: ExportDraft, *, by: Caller, now: datetime) -> Export:
    """Start an export.

    Raises ValidationFailed if `id` is missing or not allowed, NotFound for what it names, MissingScope for the audit.
    """
    if draft.of is not ExportOf.AUDIT and (draft.of is ExportOf.CONTACTS) != (draft.id is None):
        raise ValidationFailed.of("/id", "wrong_id", "Every export needs an id, except that of contacts, which must have none.")
    if draft.of is ExportOf.AUDIT and not by.may(Scope.AUDIT_READ):
        raise MissingScope.of(f"An export of the audit requires the scope {Scope.AUDIT_READ}.", "/of")
    named: dict[ExportOf, Callable[[str], object]] = {
        ExportOf.LIST: store.lists.get,
        ExportOf.SEGMENT: store.segments.get,
        ExportOf.RUN: store.runs.get,
        ExportOf.IMPORT_ERRORS: store.imports.get,
        ExportOf.AUDIT: lambda contact_id: visible_contact(store, contact_id, by=by),
    }
    if draft.id is not None:
        named[draft.of](draft.id)
    export = Export(export_id=new_id("exp", now), draft=draft, caller=by, created_at=now, updated_at=now)
    change = TenantChange("export.started", export.export_id, None, export.draft, kind=AuditKind.JOBS)
    commit_tenant_change(store, change, store.exports.add_of(export), by=by, now=now)
    message = ExportMessage(tenant_id=store.tenant_id, run_id=export.export_id)
    queues.send(config().contact_import_queue_url, [message])
    return export


def read_export(store: TenantStore, export_id: str, *, by: Caller) -> Export:
    """Return an export that the caller started; its rows were chosen by the rights that the caller had. Raises NotFound.

    A caller who has lost one of these rights since gets the file no more (S8.3).
    """
    export = store.exports.get(export_id)
    began = export.caller
    has_its_rights = not began.super_user and began.groups <= by.groups and began.privacy_clearance <= by.privacy_clearance
    if not by.super_user and not (began.actor == by.actor and has_its_rights):
        raise NotFound("There is no such export.")
    return export


def export_with_address(store: TenantStore, export: Export) -> ExportView:
    """Return the view of the export, with a download address once it is finished."""
    if export.state is not ExportState.FINISHED:
        return export_view(export, None)
    name = f"{export.draft.of.value}-{export.created_at:%Y-%m-%d}.{export.draft.format.value}"
    url = files.download_url(file_key(store, export), file_name=name, content_type=CONTENT_TYPES[export.draft.format])
    return export_view(export, url)
