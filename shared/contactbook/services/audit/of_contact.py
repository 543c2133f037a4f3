"""Audit reports about one contact: changes of it and its records, and who read it (S2.127-S2.130)."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from contactbook.domain.audit.looks import Look
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.paging import After, every
from contactbook.services.audit.entries import MOST_QUERIES, AuditEntry, newest_of, of_change, of_look
from contactbook.services.changes.access import visible_contact
from contactbook.storage.base.audit_index import (
    beginning_of,
    first_at,
    just_before,
    last_at,
    moment_of,
    month_before,
    month_of,
    time_part,
)
from contactbook.storage.tenant_store import TenantStore

_PAGES_AT_ONCE = 200


class AuditKind(StrEnum):
    """The part of a contact's audit that is asked for."""

    CHANGES = "changes"
    LOOKS = "looks"


def page_of_contact(
    store: TenantStore, contact_id: str, *, kind: AuditKind | None, by: Caller, now: datetime, limit: int, after: After | None
) -> tuple[list[AuditEntry], After | None]:
    """Return a page of a contact's audit: changes of it and its records, and who read it. Newest first.

    A page may hold fewer entries than `limit` without being the last. Raises NotFound, Merged.
    """
    contact = visible_contact(store, contact_id, by=by)
    upto = just_before(after["before"]) if after else last_at(now)
    found: list[AuditEntry] = []
    behind = ""
    # One entry more than the page shows whether there are more.
    if kind in (None, AuditKind.CHANGES):
        changes = store.history.page_up_to(contact_id, upto=upto, limit=limit + 1)
        found += [of_change(contact_id, entry, values) for entry, values in changes]
    if kind in (None, AuditKind.LOOKS):
        since = max(contact.created_at, now - timedelta(days=store.settings.current().retention.looks_days))
        looks = store.looks.page(contact_id, upto=upto, limit=limit + 1)
        # DynamoDB takes days to delete expired items.
        found += [of_look(look, contact_id) for look in looks if look.at >= since]
        pages, behind = _pages_that_show(store, contact_id, upto=upto, since=since, limit=limit + 1)
        found += [of_look(look, contact_id) for look in pages]
    return _newest(found, behind, limit)


def every_look(store: TenantStore, contact_id: str, *, by: Caller, now: datetime) -> Iterator[AuditEntry]:
    """Yield every look at the contact that is still stored, newest first. Raises NotFound, Merged."""
    return every(lambda after: page_of_contact(store, contact_id, kind=AuditKind.LOOKS, by=by, now=now, limit=500, after=after))


def whole_of_contact(
    store: TenantStore, contact_id: str, *, kind: AuditKind | None, by: Caller, now: datetime
) -> list[AuditEntry]:
    """Return the newest 5,000 entries of a contact. Raises NotFound, Merged."""
    return newest_of(lambda after: page_of_contact(store, contact_id, kind=kind, by=by, now=now, limit=100, after=after))


def _newest(found: Sequence[AuditEntry], behind: str, limit: int) -> tuple[list[AuditEntry], After | None]:
    """Return the newest entries of several sources, and the cursor. `behind` is how far back the slowest source was read."""
    ordered = sorted(found, key=lambda entry: time_part(entry.entry_id), reverse=True)
    known = [entry for entry in ordered if time_part(entry.entry_id) >= behind]
    if len(known) > limit:
        return known[:limit], {"before": time_part(known[limit - 1].entry_id)}
    return known, {"before": behind} if behind else None


def _pages_that_show(store: TenantStore, contact_id: str, *, upto: str, since: datetime, limit: int) -> tuple[list[Look], str]:
    """Return looks at many contacts that include this one, and how far back was read if there is more."""
    found: list[Look] = []
    month, first = month_of(moment_of(upto)), month_of(since)
    for _ in range(MOST_QUERIES):
        if month < first:
            return found, ""
        looks, has_more = store.looks.pages_of_month(month, upto=upto, limit=_PAGES_AT_ONCE)
        found += [look for look in looks if contact_id in look.contact_ids and look.at >= since]
        if has_more:
            behind = time_part(looks[-1].entry_id)
            upto = just_before(behind)
        else:
            behind = first_at(beginning_of(month))
            month = month_before(month)
        if len(found) >= limit:
            return found, behind
    return found, behind
