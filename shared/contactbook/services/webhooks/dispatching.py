"""Passing events on to the webhooks that get them: one message each, in the queue from which they are sent (S7.5)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from contactbook.config import config
from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.events.catalogue import Event
from contactbook.domain.webhooks.deliveries import Delivery, is_due, sent_again
from contactbook.domain.webhooks.messages import AttemptMessage, EventMessage
from contactbook.gateways import queues
from contactbook.storage.base import table
from contactbook.storage.tenant_store import TenantStore


def dispatch(store: TenantStore, events: Sequence[Event]) -> None:
    """Queue each event for every active webhook that gets it. Without one this reads and writes nothing.

    The settings say who listens, and may be a few seconds old.
    """
    if not events:
        return
    subscriptions = store.settings.current().webhooks
    messages = [
        EventMessage(tenant_id=store.tenant_id, webhook_id=webhook_id, event=event)
        for event in events
        for webhook_id in subscriptions.listening_to(event.type)
    ]
    if messages:
        queues.send(config().webhooks_queue_url, messages)


def send_attempt(store: TenantStore, delivery: Delivery, wait: timedelta = timedelta()) -> None:
    """Queue the next attempt of a delivery; it is made after the wait."""
    queues.send_later(config().webhooks_queue_url, [_attempt(store, delivery)], wait)


def send_due(store: TenantStore, ids: Sequence[tuple[str, str]], now: datetime) -> None:
    """Queue the next attempts of these deliveries: each names its webhook and itself. One batch read, and a write each.

    Each is due again after the lease. So what a slow receiver has not taken stands in the way of nothing else that is due.
    """
    due = [found for found in store.deliveries.get_many(ids) if is_due(found, now)]
    if not due:
        return
    queues.send(config().webhooks_queue_url, [_attempt(store, found) for found in due])
    for found in due:
        try:
            table.put(store.deliveries.save_of(sent_again(found, now)))
        except ConcurrentUpdate:
            # Its attempt has begun already.
            continue


def _attempt(store: TenantStore, found: Delivery) -> AttemptMessage:
    return AttemptMessage(tenant_id=store.tenant_id, webhook_id=found.webhook_id, delivery_id=found.delivery_id)
