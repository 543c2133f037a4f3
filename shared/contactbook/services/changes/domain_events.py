"""Publish audit entries as domain events: every change has its event, and every event its change."""

from collections.abc import Sequence
from datetime import datetime

from contactbook.domain.audit.entries import Entry
from contactbook.gateways.events import DomainEvent, publish
from contactbook.storage.base.rows import Row
from contactbook.storage.stream.changes import RowChange
from contactbook.storage.tenant_store import TenantStore


def follow_changes(store: TenantStore, changes: Sequence[RowChange], now: datetime) -> None:  # noqa: ARG001 - every consumer has this signature
    """Publish one event for each new audit entry of a change. Reads are no events."""
    publish([_event(store.tenant_id, row) for row in new_entries(changes)])


def new_entries(changes: Sequence[RowChange]) -> list[Row]:
    """Return the rows of audit entries that the changes added."""
    return [change.new for change in changes if change.new and change.kind == "history" and change.old is None]


def _event(tenant_id: str, row: Row) -> DomainEvent:
    entry = row.read(Entry)
    return DomainEvent(
        event_id=entry.entry_id,
        event=entry.action,
        at=entry.at,
        tenant_id=tenant_id,
        contact_id=row.contact_id,
        subject=entry.subject,
        fields=entry.fields,
    )
