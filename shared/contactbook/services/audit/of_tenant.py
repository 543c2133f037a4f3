"""Reports of what was done in a tenant: in a period, by one user or by everybody (S2.127-S2.130)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from contactbook.domain.audit.entries import Entry, EntryValues
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.paging import After
from contactbook.domain.contacts.access import may
from contactbook.domain.settings.permissions import GroupRight
from contactbook.services.audit.entries import MOST_QUERIES, AuditEntry, newest_of, of_change, of_look, of_settings
from contactbook.storage.audit.looks import KIND, PAGE_KIND, look_of_row
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
from contactbook.storage.base.rows import Row
from contactbook.storage.tenant_store import TenantStore

_DEFAULT_PERIOD = timedelta(days=31)


@dataclass(frozen=True)
class Period:
    """From when to when, both included, and by whom."""

    user_id: str | None
    since: datetime
    until: datetime


def period_of(user_id: str | None, since: datetime | None, until: datetime | None, *, now: datetime) -> Period:
    """What a report is about; without a beginning, the 31 days before its end."""
    end = until or now
    return Period(user_id, since or end - _DEFAULT_PERIOD, end)


def page_of_tenant(
    store: TenantStore, period: Period, *, by: Caller, limit: int, after: After | None
) -> tuple[list[AuditEntry], After | None]:
    """What was done in a period, newest first: changes of contacts that the caller may see, looks at them, changes of settings.

    A page may hold fewer than `limit` and still not be the last.
    """
    floor, upto = first_at(period.since), just_before(after["before"]) if after else last_at(period.until)
    month, first = month_of(moment_of(upto)), month_of(period.since)
    found: list[AuditEntry] = []
    for _ in range(MOST_QUERIES):
        if month < first or upto < floor:
            return found, None
        wanted = limit + 1 - len(found)
        keys = store.history.keys_of_month(month, user_id=period.user_id, between=(floor, upto), limit=wanted)
        found += _visible(store, store.history.entries_at(keys), by)
        if len(found) > limit:
            return found[:limit], {"before": time_part(found[limit - 1].entry_id)}
        if len(keys) < wanted:
            upto = min(upto, just_before(first_at(beginning_of(month))))
            month = month_before(month)
        else:
            upto = just_before(time_part(keys[-1].sk))
    return found, {"before": upto}


def whole_of_tenant(store: TenantStore, period: Period, *, by: Caller) -> list[AuditEntry]:
    """The newest 5,000 entries of a period."""
    return newest_of(lambda after: page_of_tenant(store, period, by=by, limit=100, after=after))


def _visible(store: TenantStore, rows: Sequence[tuple[Row, EntryValues | None]], by: Caller) -> list[AuditEntry]:
    """The entries that the caller may see: those about contacts that it may view, and of what is about none."""
    looks = {row.key: look_of_row(row) for row, _ in rows if row.kind in (KIND, PAGE_KIND)}
    ids = {row.key: _contact_of(row) for row, _ in rows if row.kind == "history"}
    named = {*ids.values(), *(contact_id for look in looks.values() for contact_id in look.contact_ids)}
    groups = store.settings.current().groups
    known = {contact.contact_id: contact for contact in store.contacts.get_many(sorted(named))} if named else {}
    seen = {one for one in named if (by.super_user or (one in known and may(by, known[one], GroupRight.VIEW, groups)))}
    found = []
    for row, values in rows:
        if row.key in looks:
            look = looks[row.key]
            shown = tuple(one for one in look.contact_ids if one in seen)
            found += [of_look(look, shown[0] if len(look.contact_ids) == 1 else None, shown)] if shown else []
        elif row.key in ids:
            entry = Entry.model_validate_json(row.document)
            found += [of_change(ids[row.key], entry, values)] if ids[row.key] in seen else []
        else:
            found.append(of_settings(row))
    return found


def _contact_of(row: Row) -> str:
    return row.key.pk.rpartition("#")[2]
