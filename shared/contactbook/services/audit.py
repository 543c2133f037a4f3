"""Reports of what was done: on one contact, by one user, in a period (S2.127-S2.130)."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import islice

from pydantic import JsonValue
from ulid import ULID

from contactbook.domain.access import may
from contactbook.domain.audit import Entry, EntryValues
from contactbook.domain.audit_chain import ChainVerdict, Placed, verdict_on
from contactbook.domain.callers import Actor, Caller
from contactbook.domain.contacts import Contact, HistoryHead
from contactbook.domain.errors import ConcurrentUpdate
from contactbook.domain.looks import Look
from contactbook.domain.settings.permissions import GroupRight
from contactbook.domain.spreadsheets import csv_line
from contactbook.domain.values import Flag, Moment, Value
from contactbook.services.contact_access import visible_contact
from contactbook.services.history import history_view
from contactbook.services.retrying import retried_when_raced
from contactbook.storage.audit_index import first_at, last_at, month_of, time_part
from contactbook.storage.looks import KIND, PAGE_KIND, look_of_row
from contactbook.storage.rows import Row
from contactbook.storage.tenant_store import TenantStore

After = dict[str, str]
# What one request may read before it answers with what it has.
_MOST_QUERIES = 30
_PAGES_AT_ONCE = 200
_MOST_LINES = 5_000
_DEFAULT_PERIOD = timedelta(days=31)


class AuditKind(StrEnum):
    """What of a contact's audit is asked for."""

    CHANGES = "changes"
    LOOKS = "looks"


class AuditEntry(Value):
    """What was done, by whom, when and from where; of what changed, from what to what."""

    entry_id: str
    at: Moment
    actor: Actor
    action: str
    contact_id: str | None = None
    contact_ids: tuple[str, ...] = ()
    subject: str | None = None
    changes: tuple[dict[str, JsonValue], ...] = ()
    route: str = ""
    source_ip: str = ""
    request_id: str = ""


class Chain(Value):
    """A contact's history as it is chained: its head, every entry, and the values behind them that were not erased."""

    contact_id: str
    erased: Flag
    head: HistoryHead
    entries: tuple[Placed, ...]
    values: tuple[EntryValues, ...]


def page_of_contact(
    store: TenantStore, contact_id: str, *, kind: AuditKind | None, by: Caller, now: datetime, limit: int, after: After | None
) -> tuple[list[AuditEntry], After | None]:
    """A contact's changes, those of its accounts and all else that is its own, and who looked at it; newest first.

    A page may hold fewer than `limit` and still not be the last. Raises NotFound, Merged.
    """
    contact = visible_contact(store, contact_id, by=by)
    upto = _just_before(after["before"]) if after else last_at(now)
    found: list[AuditEntry] = []
    behind = ""
    # One more than is shown tells whether there are more.
    if kind in (None, AuditKind.CHANGES):
        changes = store.history.page_up_to(contact_id, upto=upto, limit=limit + 1)
        found += [_of_change(contact_id, entry, values) for entry, values in changes]
    if kind in (None, AuditKind.LOOKS):
        since = max(contact.created_at, now - timedelta(days=store.settings.current().retention.looks_days))
        looks = store.looks.page(contact_id, upto=upto, limit=limit + 1)
        # DynamoDB takes days to drop what has expired.
        found += [_of_look(look, contact_id) for look in looks if look.at >= since]
        pages, behind = _pages_that_show(store, contact_id, upto=upto, since=since, limit=limit + 1)
        found += [_of_look(look, contact_id) for look in pages]
    return _newest(found, behind, limit)


def every_look(store: TenantStore, contact_id: str, *, by: Caller, now: datetime) -> Iterator[AuditEntry]:
    """Every look at the contact that is kept, newest first. Raises NotFound, Merged."""
    after: After | None = None
    while True:
        page, after = page_of_contact(store, contact_id, kind=AuditKind.LOOKS, by=by, now=now, limit=500, after=after)
        yield from page
        if after is None:
            return


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
    month, first = month_of(_moment_of(upto)), month_of(since)
    for _ in range(_MOST_QUERIES):
        if month < first:
            return found, ""
        page = store.looks.pages_of_month(month, upto=upto, limit=_PAGES_AT_ONCE)
        looks = [look_of_row(row) for row in page.rows]
        found += [look for look in looks if contact_id in look.contact_ids and look.at >= since]
        if page.after is None:
            behind = first_at(_beginning_of(month))
            month = _month_before(month)
        else:
            behind = time_part(looks[-1].entry_id)
            upto = _just_before(behind)
        if len(found) >= limit:
            return found, behind
    return found, behind


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
    floor, upto = first_at(period.since), _just_before(after["before"]) if after else last_at(period.until)
    month, first = month_of(_moment_of(upto)), month_of(period.since)
    found: list[AuditEntry] = []
    for _ in range(_MOST_QUERIES):
        if month < first or upto < floor:
            return found, None
        wanted = limit + 1 - len(found)
        keys = store.history.keys_of_month(month, user_id=period.user_id, between=(floor, upto), limit=wanted)
        found += _visible(store, store.history.entries_at(keys), by)
        if len(found) > limit:
            return found[:limit], {"before": time_part(found[limit - 1].entry_id)}
        if len(keys) < wanted:
            upto = min(upto, _just_before(first_at(_beginning_of(month))))
            month = _month_before(month)
        else:
            upto = _just_before(time_part(keys[-1].sk))
    return found, {"before": upto}


def verify_chain(store: TenantStore, contact_id: str, *, by: Caller) -> ChainVerdict:
    """Whether the contact's history is whole. Raises NotFound, Merged, ConcurrentUpdate where it never stood still."""
    contact, entries, values = _chain(store, contact_id, by)
    return verdict_on(contact_id, entries, values, contact.history, erased=contact.erasure is not None)


@retried_when_raced
def _chain(store: TenantStore, contact_id: str, by: Caller) -> tuple[Contact, list[Placed], dict[str, EntryValues]]:
    contact = visible_contact(store, contact_id, by=by)
    entries, values = store.history.chain(contact_id)
    if len(entries) > contact.history.count and store.contacts.get(contact_id).version != contact.version:
        raise ConcurrentUpdate("The contact changed while its history was read.")
    return contact, entries, values


def read_chain(store: TenantStore, contact_id: str, *, by: Caller) -> Chain:
    """The whole history for the offline verifier. Raises as `verify_chain`."""
    contact, entries, values = _chain(store, contact_id, by)
    return Chain(
        contact_id=contact_id,
        erased=contact.erasure is not None,
        head=contact.history,
        entries=tuple(entries),
        values=tuple(values.values()),
    )


def as_csv(entries: Sequence[AuditEntry]) -> str:
    """The entries as a file, one line for each field that changed."""
    header = ("at", "actor_type", "actor_id", "action", "contact_id", "subject", "field", "from", "to", "route", "source_ip")
    lines = [csv_line((*header, "request_id", "entry_id"))]
    for entry in entries:
        lines += [csv_line(_cells(entry, change)) for change in entry.changes or ({},)]
    return "".join(lines)


def whole_of_contact(
    store: TenantStore, contact_id: str, *, kind: AuditKind | None, by: Caller, now: datetime
) -> list[AuditEntry]:
    """The newest 5,000 entries of a contact. Raises NotFound, Merged."""
    found: list[AuditEntry] = []
    after: After | None = None
    while len(found) < _MOST_LINES:
        page, after = page_of_contact(store, contact_id, kind=kind, by=by, now=now, limit=100, after=after)
        found += page
        if after is None:
            break
    return list(islice(found, _MOST_LINES))


def whole_of_tenant(store: TenantStore, period: Period, *, by: Caller) -> list[AuditEntry]:
    """The newest 5,000 entries of a period."""
    found: list[AuditEntry] = []
    after: After | None = None
    while len(found) < _MOST_LINES:
        page, after = page_of_tenant(store, period, by=by, limit=100, after=after)
        found += page
        if after is None:
            break
    return list(islice(found, _MOST_LINES))


def _cells(entry: AuditEntry, change: Mapping[str, JsonValue]) -> tuple[object, ...]:
    return (
        entry.at,
        entry.actor.type.value,
        entry.actor.id,
        entry.action,
        entry.contact_id or " ".join(entry.contact_ids),
        entry.subject,
        change.get("field"),
        _cell(change.get("from")),
        _cell(change.get("to")),
        entry.route,
        entry.source_ip,
        entry.request_id,
        entry.entry_id,
    )


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
            found += [_of_look(look, shown[0] if len(look.contact_ids) == 1 else None, shown)] if shown else []
        elif row.key in ids:
            entry = Entry.model_validate_json(row.document)
            found += [_of_change(ids[row.key], entry, values)] if ids[row.key] in seen else []
        else:
            found.append(_of_settings(row))
    return found


def _of_change(contact_id: str, entry: Entry, values: EntryValues | None) -> AuditEntry:
    seen = history_view(entry, values)
    return AuditEntry(
        entry_id=entry.entry_id,
        at=entry.at,
        actor=entry.actor,
        action=entry.action,
        contact_id=contact_id,
        subject=entry.subject,
        changes=seen.changes,
        source_ip=values.source_ip if values else "",
        request_id=entry.request_id,
    )


def _of_look(look: Look, contact_id: str | None, contact_ids: tuple[str, ...] = ()) -> AuditEntry:
    return AuditEntry(
        entry_id=look.entry_id,
        at=look.at,
        actor=look.actor,
        action=look.action.value,
        contact_id=contact_id,
        contact_ids=() if contact_id else contact_ids,
        route=look.route,
        source_ip=look.source_ip,
        request_id=look.request_id,
    )


def _of_settings(row: Row) -> AuditEntry:
    entry = json.loads(row.document)
    return AuditEntry(
        entry_id=entry["entry_id"],
        at=datetime.fromisoformat(entry["at"]),
        actor=Actor.model_validate(entry["actor"]),
        action=entry["action"],
        subject=entry["section"],
        changes=({"field": entry["section"], "from": None, "to": entry["to"]},),
        request_id=entry["request_id"],
    )


def _contact_of(row: Row) -> str:
    return row.key.pk.rpartition("#")[2]


def _month_before(month: str) -> str:
    year, number = int(month[:4]), int(month[4:])
    return f"{year - 1}12" if number == 1 else f"{year}{number - 1:02}"


def _beginning_of(month: str) -> datetime:
    return datetime(int(month[:4]), int(month[4:]), 1, tzinfo=UTC)


def _moment_of(part: str) -> datetime:
    return ULID.from_str(part).datetime


def _just_before(part: str) -> str:
    """The largest time part below this one."""
    return str(ULID((int(ULID.from_str(part)) - 1).to_bytes(16, "big")))


def _cell(value: JsonValue) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value
