"""The entries of an audit report, and the report as a CSV file (S2.127-S2.130)."""

import json
from collections.abc import Mapping, Sequence

from pydantic import JsonValue

from contactbook.domain.audit.entries import Entry, EntryValues
from contactbook.domain.audit.looks import Look
from contactbook.domain.audit.tenant_entries import TenantRecord
from contactbook.domain.base.callers import Actor
from contactbook.domain.base.spreadsheets import csv_line
from contactbook.domain.base.values import Moment, Value
from contactbook.services.changes.history import changes_shown

# The columns of a report as a file. A change has one line for each field.
COLUMNS = (
    *("at", "actor_type", "actor_id", "action", "contact_id", "subject", "field", "from", "to", "route", "source_ip"),
    *("request_id", "entry_id"),
)


class AuditEntry(Value):
    """What was done, by whom, when and from which address. A change has its values before and after.

    `contacts` counts the contacts that a piece of an export showed. An entry about no contact names its record as `subject`.
    """

    entry_id: str
    at: Moment
    actor: Actor
    action: str
    contact_id: str | None = None
    contact_ids: tuple[str, ...] = ()
    contacts: int = 0
    subject: str | None = None
    changes: tuple[dict[str, JsonValue], ...] = ()
    route: str = ""
    source_ip: str = ""
    request_id: str = ""

    @property
    def size(self) -> int:
        """About how many bytes the entry takes in an answer."""
        return len(self.model_dump_json().encode())


def of_change(contact_id: str, entry: Entry, values: EntryValues | None) -> AuditEntry:
    """Return the entry about a change of a contact or of one of its records. Erased values leave only the fields' names."""
    return AuditEntry(
        entry_id=entry.entry_id,
        at=entry.at,
        actor=entry.actor,
        action=entry.action,
        contact_id=contact_id,
        subject=entry.subject,
        changes=changes_shown(entry.fields, values),
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
        contacts=look.contacts,
        route=look.route,
        source_ip=look.source_ip,
        request_id=look.request_id,
    )


def of_tenant_record(record: TenantRecord) -> AuditEntry:
    """Return the entry about something that is no contact."""
    entry, values = record.entry, record.values
    return AuditEntry(
        entry_id=entry.entry_id,
        at=entry.at,
        actor=entry.actor,
        action=entry.action,
        subject=entry.subject,
        changes=changes_shown(entry.fields, values),
        source_ip=values.source_ip if values else "",
        request_id=entry.request_id,
    )


def as_csv(entries: Sequence[AuditEntry]) -> str:
    """Return the entries as CSV, one line for each changed field."""
    return "".join([csv_line(COLUMNS), *(csv_line(line) for entry in entries for line in lines_of(entry))])


def lines_of(entry: AuditEntry) -> list[tuple[object, ...]]:
    """Return the lines of an entry in the order of `COLUMNS`, at least one."""
    return [_cells(entry, change) for change in entry.changes or ({},)]


def shown_in(entry: AuditEntry) -> tuple[str, ...]:
    """Return the contacts that the entry names."""
    return (entry.contact_id,) if entry.contact_id else entry.contact_ids


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
