"""The rows of an export, page by page. Rows that the caller may not see are left out (S3.16)."""

from collections.abc import Sequence
from datetime import datetime

from contactbook.domain.base.days import today_in
from contactbook.domain.base.paging import After
from contactbook.domain.base.unknown import without_unknown
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.record import Contact
from contactbook.domain.exports.columns import contact_columns, contact_row
from contactbook.domain.exports.records import Export, ExportOf
from contactbook.domain.imports.row_outcomes import RowError
from contactbook.domain.runs.run_views import RunDecision
from contactbook.domain.settings.permissions import GroupRight
from contactbook.services.runs import run_decisions
from contactbook.services.segments import members
from contactbook.storage.tenant_store import TenantStore

Rows = list[list[object]]
_PAGE = 100


def column_names(store: TenantStore, export: Export) -> Sequence[str]:
    """Return the names of the export's columns."""
    if export.draft.of is ExportOf.IMPORT_ERRORS:
        return tuple(RowError.model_fields)
    if export.draft.of is ExportOf.RUN:
        return tuple(RunDecision.model_fields)
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
            decisions, further = run_decisions.page_of_decisions(store, named, by=export.caller, limit=_PAGE, after=after)
            return [list(without_unknown(one).model_dump(mode="json").values()) for one in decisions], further
        case ExportOf.IMPORT_ERRORS:
            errors, further = store.imports.page_of_errors(named, limit=_PAGE, after=after)
            return [list(without_unknown(error).model_dump(mode="json").values()) for error in errors], further


def _rows_of_contacts(store: TenantStore, export: Export, contacts: Sequence[Contact]) -> Rows:
    settings = store.settings.current()
    return [contact_row(contact, settings) for contact in contacts if _is_visible(store, export, contact)]


def _is_visible(store: TenantStore, export: Export, contact: Contact) -> bool:
    """True if the caller of the export may see the contact and it is not being erased."""
    groups = store.settings.current().groups
    return contact.erasure is None and may(export.caller, contact, GroupRight.VIEW, groups)
