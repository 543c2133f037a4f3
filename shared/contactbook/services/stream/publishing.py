"""Publish what has happened: every change of the catalogue has its event, and every event its change (S7.6)."""

from collections.abc import Sequence
from datetime import datetime

from contactbook.gateways import events
from contactbook.services.stream.told_events import events_in
from contactbook.services.webhooks.dispatching import dispatch
from contactbook.storage.stream.changes import RowChange
from contactbook.storage.tenant_store import TenantStore


def follow_changes(store: TenantStore, changes: Sequence[RowChange], now: datetime) -> None:
    """Publish the events of the changes on the bus, and pass them to the webhooks that get them. Reads are no events."""
    told = events_in(store, changes, now)
    events.publish(told)
    dispatch(store, told)
