"""The history of a contact as a caller sees it."""

from collections.abc import Sequence

from pydantic import JsonValue

from contactbook.domain.audit.entries import Entry, EntryValues
from contactbook.domain.base.callers import Actor, Caller
from contactbook.domain.base.paging import After
from contactbook.domain.base.values import Moment, Value
from contactbook.services.changes.access import visible_contact
from contactbook.storage.tenant_store import TenantStore

_SCANNED_AT_ONCE = 100


class HistoryView(Value):
    """One audit entry with its values, if they have not been erased."""

    entry_id: str
    at: Moment
    actor: Actor
    action: str
    subject: str | None = None
    changes: tuple[dict[str, JsonValue], ...] = ()
    request_id: str = ""


def history_view(entry: Entry, values: EntryValues | None) -> HistoryView:
    """Return the entry as a caller sees it. Without its values it shows the names of the fields only."""
    return HistoryView(
        entry_id=entry.entry_id,
        at=entry.at,
        actor=entry.actor,
        action=entry.action,
        subject=entry.subject,
        changes=changes_shown(entry.fields, values),
        request_id=entry.request_id,
    )


def changes_shown(fields: Sequence[str], values: EntryValues | None) -> tuple[dict[str, JsonValue], ...]:
    """Return the changes of an entry as a caller sees them. Erased values leave the names of the fields."""
    if values is None:
        return tuple({"field": field, "from": None, "to": None} for field in fields)
    return tuple({"field": change.field, "from": change.from_, "to": change.to} for change in values.changes)


def page_of_kyc_history(
    store: TenantStore, contact_id: str, *, by: Caller, limit: int, after: After | None
) -> tuple[list[HistoryView], After | None]:
    """Return a page of the transitions of the contact's KYC profile, newest first. Raises NotFound, Merged."""
    return page_of_history(store, contact_id, prefix="kyc.", by=by, limit=limit, after=after)


def page_of_history(
    store: TenantStore, contact_id: str, *, prefix: str, by: Caller, limit: int, after: After | None
) -> tuple[list[HistoryView], After | None]:
    """Return a page of the audit entries whose action begins with the prefix, newest first. Raises NotFound, Merged."""
    visible_contact(store, contact_id, by=by)
    found: list[HistoryView] = []
    while len(found) < limit:
        entries, after = store.history.page(contact_id, limit=min(_SCANNED_AT_ONCE, limit - len(found)), after=after)
        found += [history_view(entry, values) for entry, values in entries if entry.action.startswith(prefix)]
        if after is None:
            break
    return found, after
