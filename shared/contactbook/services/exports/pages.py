"""The rows of an export, page by page, each with the contacts that it shows. What the caller may not see is left out (S3.16)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from contactbook.domain.base.days import today_in
from contactbook.domain.base.paging import After
from contactbook.domain.base.unknown import without_unknown
from contactbook.domain.base.values import Value
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.record import Contact
from contactbook.domain.exports.columns import contact_columns, contact_row
from contactbook.domain.exports.records import Export, ExportOf
from contactbook.domain.imports.row_outcomes import RowError
from contactbook.domain.runs.run_views import RunDecision
from contactbook.domain.settings.permissions import GroupRight
from contactbook.services.audit.entries import COLUMNS, lines_of, shown_in
from contactbook.services.audit.reports import AuditQuery, page_of_audit
from contactbook.services.runs import run_decisions
from contactbook.services.segments import members
from contactbook.storage.tenant_store import TenantStore
from contactbook.storage.tenants.registry import find_tenant

_PAGE = 100
# Entries of the audit that one page reads.
_ENTRIES = 400


@dataclass(frozen=True)
class Line:
    """One line of an export, and the contacts that it shows."""

    cells: Sequence[object]
    contact_ids: tuple[str, ...] = ()


Rows = list[Line]


def column_names(store: TenantStore, export: Export) -> Sequence[str]:
    """Return the names of the export's columns."""
    if export.draft.of is ExportOf.IMPORT_ERRORS:
        return tuple(RowError.model_fields)
    if export.draft.of is ExportOf.RUN:
        return tuple(RunDecision.model_fields)
    if export.draft.of is ExportOf.AUDIT:
        return COLUMNS
    return contact_columns(store.settings.current())


def page_of_rows(store: TenantStore, export: Export, after: After | None, now: datetime) -> tuple[Rows, After | None]:
    """Return the rows of one page, and where the next one begins. Raises NotFound, RuleBroken `criteria_outdated`."""
    named = export.draft.id or ""
    further: After | None
    match export.draft.of:
        case ExportOf.CONTACTS:
            contacts, further = store.contacts.page_by_name(limit=_PAGE, after=after)
            return _rows_of_contacts(store, export, contacts), further
        case ExportOf.LIST:
            ids, further = store.lists.page_of_members(named, limit=_PAGE, after=after)
            return _rows_of_contacts(store, export, store.contacts.get_many(ids)), further
        case ExportOf.SEGMENT:
            today = today_in(store.settings.current().localization.time_zone, now)
            segment = store.segments.get(named)
            page = members.page_of_members(store, segment, by=export.caller, after=after, limit=_PAGE, today=today)
            distinct = {member.contact.contact_id: member.contact for member in page.members}
            return _rows_of_contacts(store, export, list(distinct.values())), page.after
        case ExportOf.RUN:
            decisions, further = run_decisions.page_of_decisions(
                store, named, by=export.caller, limit=_PAGE, after=after, now=now
            )
            return [Line(_cells_of(one), (one.contact_id,)) for one in decisions], further
        case ExportOf.IMPORT_ERRORS:
            errors, further = store.imports.page_of_errors(named, limit=_PAGE, after=after)
            return [Line(_cells_of(error)) for error in errors], further
        case ExportOf.AUDIT:
            return _rows_of_audit(store, export, after, now)


def _rows_of_audit(store: TenantStore, export: Export, after: After | None, now: datetime) -> tuple[Rows, After | None]:
    """Return lines of the audit, newest first: of one contact, or of the tenant since its first month."""
    contact_id = export.draft.id
    query = AuditQuery(contact_id=contact_id, since=None if contact_id else _first_day(store, now), until=export.created_at)
    entries, further = page_of_audit(store, query, by=export.caller, now=now, limit=_ENTRIES, after=after)
    return [Line(cells, shown_in(entry)) for entry in entries for cells in lines_of(entry)], further


def _first_day(store: TenantStore, now: datetime) -> datetime:
    """Return the day before the tenant was registered; if it never was, ten years ago."""
    tenant = find_tenant(store.tenant_id)
    return (tenant.created_at if tenant else datetime(now.year - 10, 1, 1, tzinfo=UTC)) - timedelta(days=1)


def _cells_of(value: Value) -> list[object]:
    return list(without_unknown(value).model_dump(mode="json").values())


def _rows_of_contacts(store: TenantStore, export: Export, contacts: Sequence[Contact]) -> Rows:
    settings = store.settings.current()
    visible = [contact for contact in contacts if _is_visible(store, export, contact)]
    return [Line(contact_row(contact, settings), (contact.contact_id,)) for contact in visible]


def _is_visible(store: TenantStore, export: Export, contact: Contact) -> bool:
    """True if the caller of the export may see the contact and it is not being erased."""
    groups = store.settings.current().groups
    return contact.erasure is None and may(export.caller, contact, GroupRight.VIEW, groups)
