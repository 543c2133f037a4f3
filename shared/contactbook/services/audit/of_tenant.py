"""Audit reports about a tenant: a period, by one user or by everybody (S2.127-S2.130)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from contactbook.domain.audit.entries import ContactEntry, SettingsEntry
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.paging import After
from contactbook.domain.contacts.access import may
from contactbook.domain.settings.permissions import GroupRight
from contactbook.services.audit.entries import MOST_QUERIES, AuditEntry, newest_of, of_change, of_look, of_settings
from contactbook.storage.audit.history import AuditRecord
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

_DEFAULT_PERIOD = timedelta(days=31)
# A round about everybody costs a query for each bucket of a month, one about a user costs one.
_ROUNDS_ABOUT_EVERYBODY = 6


@dataclass(frozen=True)
class Period:
    """The period of a report, both ends included, and the user it is about."""

    user_id: str | None
    since: datetime
    until: datetime


def period_of(user_id: str | None, since: datetime | None, until: datetime | None, *, now: datetime) -> Period:
    """Return the period of a report. Without a beginning it has the 31 days before its end."""
    end = until or now
    return Period(user_id, since or end - _DEFAULT_PERIOD, end)


def page_of_tenant(
    store: TenantStore, period: Period, *, by: Caller, limit: int, after: After | None
) -> tuple[list[AuditEntry], After | None]:
    """Return a page of a period, newest first: changes of contacts, looks at them, and changes of settings.

    Only records about contacts that the caller may view are returned. A page may hold fewer entries than `limit` without being
    the last.
    """
    floor, upto = first_at(period.since), just_before(after["before"]) if after else last_at(period.until)
    month, first = month_of(moment_of(upto)), month_of(period.since)
    found: list[AuditEntry] = []
    for _ in range(_ROUNDS_ABOUT_EVERYBODY if period.user_id is None else MOST_QUERIES):
        if month < first or upto < floor:
            return found, None
        wanted = limit + 1 - len(found)
        records, last = store.history.page_of_month(month, user_id=period.user_id, between=(floor, upto), limit=wanted)
        found += _visible(store, records, by)
        if len(found) > limit:
            return found[:limit], {"before": time_part(found[limit - 1].entry_id)}
        if last is None:
            upto = min(upto, just_before(first_at(beginning_of(month))))
            month = month_before(month)
        else:
            upto = just_before(last)
    return found, {"before": upto}


def whole_of_tenant(store: TenantStore, period: Period, *, by: Caller) -> list[AuditEntry]:
    """Return the newest 5,000 entries of a period."""
    return newest_of(lambda after: page_of_tenant(store, period, by=by, limit=100, after=after))


def _visible(store: TenantStore, records: Sequence[AuditRecord], by: Caller) -> list[AuditEntry]:
    """Return the records that the caller may see: those about contacts that it may view, and those about settings."""
    viewable = _viewable(store, {contact_id for record in records for contact_id in _contact_ids(record)}, by)
    found = []
    for record in records:
        if isinstance(record, SettingsEntry):
            found.append(of_settings(record))
            continue
        shown = tuple(one for one in _contact_ids(record) if one in viewable)
        if not shown:
            continue
        if isinstance(record, ContactEntry):
            found.append(of_change(record.contact_id, record.entry, record.values))
        else:
            found.append(of_look(record, shown[0] if len(record.contact_ids) == 1 else None, shown))
    return found


def _viewable(store: TenantStore, contact_ids: set[str], by: Caller) -> set[str]:
    if not contact_ids:
        return set()
    groups = store.settings.current().groups
    contacts = {contact.contact_id: contact for contact in store.contacts.get_many(sorted(contact_ids))}
    return {one for one in contact_ids if by.super_user or (one in contacts and may(by, contacts[one], GroupRight.VIEW, groups))}


def _contact_ids(record: AuditRecord) -> tuple[str, ...]:
    if isinstance(record, SettingsEntry):
        return ()
    return (record.contact_id,) if isinstance(record, ContactEntry) else record.contact_ids
