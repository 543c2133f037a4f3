"""Reports of what was done with one contact and all that is its own, and of who looked at it (S2.127-S2.130)."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from contactbook.domain.audit.looks import Look
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.paging import After, every
from contactbook.services.audit.entries import MOST_QUERIES, AuditEntry, newest_of, of_change, of_look
from contactbook.services.changes.access import visible_contact
from contactbook.storage.audit.looks import look_of_row
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
    """What of a contact's audit is asked for."""

    CHANGES = "changes"
    LOOKS = "looks"


def page_of_contact(
    store: TenantStore, contact_id: str, *, kind: AuditKind | None, by: Caller, now: datetime, limit: int, after: After | None
) -> tuple[list[AuditEntry], After | None]:
    """A contact's changes, those of its accounts and all else that is its own, and who looked at it; newest first.

    A page may hold fewer than `limit` and still not be the last. Raises NotFound, Merged.
    """
    contact = visible_contact(store, contact_id, by=by)
    upto = just_before(after["before"]) if after else last_at(now)
    found: list[AuditEntry] = []
    behind = ""
    # One more than is shown tells whether there are more.
    if kind in (None, AuditKind.CHANGES):
        changes = store.history.page_up_to(contact_id, upto=upto, limit=limit + 1)
        found += [of_change(contact_id, entry, values) for entry, values in changes]
    if kind in (None, AuditKind.LOOKS):
        since = max(contact.created_at, now - timedelta(days=store.settings.current().retention.looks_days))
        looks = store.looks.page(contact_id, upto=upto, limit=limit + 1)
        # DynamoDB takes days to drop what has expired.
        found += [of_look(look, contact_id) for look in looks if look.at >= since]
        pages, behind = _pages_that_show(store, contact_id, upto=upto, since=since, limit=limit + 1)
        found += [of_look(look, contact_id) for look in pages]
    return _newest(found, behind, limit)


def every_look(store: TenantStore, contact_id: str, *, by: Caller, now: datetime) -> Iterator[AuditEntry]:
    """Every look at the contact that is kept, newest first. Raises NotFound, Merged."""
    return every(lambda after: page_of_contact(store, contact_id, kind=AuditKind.LOOKS, by=by, now=now, limit=500, after=after))


def whole_of_contact(
    store: TenantStore, contact_id: str, *, kind: AuditKind | None, by: Caller, now: datetime
) -> list[AuditEntry]:
    """The newest 5,000 entries of a contact. Raises NotFound, Merged."""
    return newest_of(lambda after: page_of_contact(store, contact_id, kind=kind, by=by, now=now, limit=100, after=after))


def _newest(found: Sequence[AuditEntry], behind: str, limit: int) -> tuple[list[AuditEntry], After | None]:
    """The newest of what several sources hold, and where to go on; `behind` is how far back the slowest of them has looked."""
    ordered = sorted(found, key=lambda entry: time_part(entry.entry_id), reverse=True)
    known = [entry for entry in ordered if time_part(entry.entry_id) >= behind]
    if len(known) > limit:
        return known[:limit], {"before": time_part(known[limit - 1].entry_id)}
    return known, {"before": behind} if behind else None


def _pages_that_show(store: TenantStore, contact_id: str, *, upto: str, since: datetime, limit: int) -> tuple[list[Look], str]:
    """Looks at many contacts, this one among them, and how far back was looked where that is not all there is."""
    found: list[Look] = []
    month, first = month_of(moment_of(upto)), month_of(since)
    for _ in range(MOST_QUERIES):
        if month < first:
            return found, ""
        page = store.looks.pages_of_month(month, upto=upto, limit=_PAGES_AT_ONCE)
        looks = [look_of_row(row) for row in page.rows]
        found += [look for look in looks if contact_id in look.contact_ids and look.at >= since]
        if page.after is None:
            behind = first_at(beginning_of(month))
            month = month_before(month)
        else:
            behind = time_part(looks[-1].entry_id)
            upto = just_before(behind)
        if len(found) >= limit:
            return found, behind
    return found, behind
