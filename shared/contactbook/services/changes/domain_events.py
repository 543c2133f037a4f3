"""Audit entries become domain events on the bus: no change without its event, no event without its change."""

from collections.abc import Sequence
from datetime import datetime

from contactbook.domain.audit.entries import Entry
from contactbook.gateways.events import DomainEvent, publish
from contactbook.storage.base.rows import Row
from contactbook.storage.stream.changes import RowChange
from contactbook.storage.tenant_store import TenantStore


def follow_changes(store: TenantStore, changes: Sequence[RowChange], now: datetime) -> None:  # noqa: ARG001 - one shape for all
    """Publish one event for each new audit entry of a change; looks are no events."""
    publish([_event(store.tenant_id, row) for row in new_entries(changes)])


def new_entries(changes: Sequence[RowChange]) -> list[Row]:
    """The rows of audit entries that were just written."""
    return [change.new for change in changes if change.new and change.kind == "history" and change.old is None]


def _event(tenant_id: str, row: Row) -> DomainEvent:
    entry = Entry.model_validate_json(row.document)
    contact_id = row.key.pk.rpartition("#")[2]
    return DomainEvent(
        event_id=entry.entry_id,
        event=entry.action,
        at=entry.at,
        tenant_id=tenant_id,
        contact_id=contact_id,
        subject=entry.subject,
        fields=entry.fields,
    )
