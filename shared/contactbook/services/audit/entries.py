"""The entries of an audit report, and the report as a CSV file (S2.127-S2.130)."""

import json
from collections.abc import Callable, Mapping, Sequence
from itertools import islice

from pydantic import JsonValue

from contactbook.domain.audit.entries import Entry, EntryValues, SettingsEntry
from contactbook.domain.audit.looks import Look
from contactbook.domain.base.callers import Actor
from contactbook.domain.base.paging import After, every
from contactbook.domain.base.spreadsheets import csv_line
from contactbook.domain.base.values import Moment, Value
from contactbook.services.changes.history import history_view

# Queries of one request. It returns what it has found by then.
MOST_QUERIES = 30
_MOST_LINES = 5_000


class AuditEntry(Value):
    """What was done, by whom, when and from which address. A change has its values before and after."""

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


def of_change(contact_id: str, entry: Entry, values: EntryValues | None) -> AuditEntry:
    """Return the entry about a change of a contact or of one of its records. Erased values leave only the fields' names."""
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


def of_look(look: Look, contact_id: str | None, contact_ids: tuple[str, ...] = ()) -> AuditEntry:
    """Return the entry about a look at one contact, or at those of its contacts that the reader may see."""
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


def of_settings(entry: SettingsEntry) -> AuditEntry:
    """Return the entry about a change of the tenant's settings."""
    return AuditEntry(
        entry_id=entry.entry_id,
        at=entry.at,
        actor=entry.actor,
        action=entry.action,
        subject=entry.section,
        changes=({"field": entry.section, "from": None, "to": entry.to},),
        request_id=entry.request_id,
    )


def newest_of(page: Callable[[After | None], tuple[list[AuditEntry], After | None]]) -> list[AuditEntry]:
    """Return the newest 5,000 entries of all pages."""
    return list(islice(every(page), _MOST_LINES))


def as_csv(entries: Sequence[AuditEntry]) -> str:
    """Return the entries as CSV, one line for each changed field."""
    header = ("at", "actor_type", "actor_id", "action", "contact_id", "subject", "field", "from", "to", "route", "source_ip")
    lines = [csv_line((*header, "request_id", "entry_id"))]
    for entry in entries:
        lines += [csv_line(_cells(entry, change)) for change in entry.changes or ({},)]
    return "".join(lines)


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


def _cell(value: JsonValue) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value
