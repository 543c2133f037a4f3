"""Making the attempts of deliveries, and what follows from them: the next attempt, or a webhook that is paused (S7.5).

An attempt is claimed by saving the delivery with a lease, so that two workers make one. A worker that dies after it leaves the delivery
to the sweeper: a receiver may get an event twice, and never misses one for good before its three days are over.
"""

import json
from datetime import datetime, timedelta
from http import HTTPStatus

from contactbook.config import config
from contactbook.domain.base.callers import job
from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.jobs import TimeLeft
from contactbook.domain.base.versions import next_version
from contactbook.domain.events.catalogue import Event
from contactbook.domain.webhooks.deliveries import (
    LONGEST_ANSWER,
    Attempt,
    Delivery,
    DeliveryState,
    after_attempt,
    begun,
    given_up,
    is_due,
)
from contactbook.domain.webhooks.messages import AttemptMessage, EventMessage, WebhookMessage
from contactbook.domain.webhooks.signatures import signed_headers
from contactbook.domain.webhooks.webhooks import PausedBecause, Webhook, WebhookState, paused, verified
from contactbook.gateways import queues, webhooks
from contactbook.services.base.ids import id_of_time, new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.tenants.shares import job_slot
from contactbook.services.webhooks.dispatching import send_attempt
from contactbook.services.webhooks.loopback import is_loopback_allowed
from contactbook.services.webhooks.webhooks import save_webhook, secrets_of
from contactbook.storage.base import table
from contactbook.storage.tenant_store import TenantStore

JOB = "webhooks"
# Calls of one receiver at once, and how long the next one waits for a place.
MOST_AT_ONCE = 4
_WAIT = timedelta(seconds=5)
_PLACE_KEPT = timedelta(minutes=1)
# A longer wait is the sweeper's.
_LONGEST_MESSAGE_WAIT = timedelta(minutes=10)
_SUCCESS = range(200, 300)


def run_webhooks(store: TenantStore, message: WebhookMessage, now: datetime, has_time: TimeLeft) -> None:  # noqa: ARG001 - one call is one step
    """Make the attempt that a message asks for, if it is still to be made."""
    webhook = store.webhooks.find(message.webhook_id)
    delivery = _delivery(store, message, now)
    if webhook is None or delivery is None:
        return
    if webhook.state is not WebhookState.ACTIVE and not delivery.is_challenge:
        # An event that came just after is not kept. What was kept is given up, and can be sent again by hand.
        if delivery.version:
            _save(store, given_up(delivery))
        return
    name = f"{JOB}-{webhook.webhook_id}"
    with job_slot(store, name, most=MOST_AT_ONCE, now=now, until=now + _PLACE_KEPT) as held:
        if not held:
            queues.send_later(config().webhooks_queue_url, [message], _WAIT)
        elif (claimed := _save(store, begun(delivery, new_id("clm", now), now))) is not None:
            _attempt(store, webhook, claimed, now)


def _delivery(store: TenantStore, message: WebhookMessage, now: datetime) -> Delivery | None:
    """Return the delivery of a message, at version 0 if it is not stored; None if there is nothing to do about it."""
    if isinstance(message, AttemptMessage):
        found = store.deliveries.find(message.webhook_id, message.delivery_id)
        return found if found and is_due(found, now) else None
    made = _of_event(message, message.event)
    # A repetition of the stream or the queue; whoever stored it makes its attempts.
    return None if store.deliveries.find(made.webhook_id, made.delivery_id) else made


def _of_event(message: EventMessage, event: Event) -> Delivery:
    return Delivery(
        version=0,
        delivery_id=id_of_time("dlv", event.timestamp, f"{message.webhook_id} {event.event_id}"),
        webhook_id=message.webhook_id,
        type=event.type.value,
        event_id=event.event_id,
        body=event.model_dump_json(),
        created_at=event.timestamp,
    )


def _attempt(store: TenantStore, webhook: Webhook, delivery: Delivery, now: datetime) -> None:
    """Call the receiver, save what became of it, and do what follows."""
    secrets = secrets_of(store, webhook, webhook.secrets_at(now))
    headers = signed_headers(delivery.event_id, now, delivery.body, secrets)
    answer = webhooks.post(webhook.url, headers, delivery.body, allow_loopback=is_loopback_allowed())
    attempt = attempt_of(delivery, answer, now)
    is_taken = attempt.error is None and attempt.status in _SUCCESS
    after = _save(store, after_attempt(delivery, attempt, now, is_taken=is_taken))
    if after is None:
        return
    if after.next_attempt_at and after.next_attempt_at - now <= _LONGEST_MESSAGE_WAIT:
        send_attempt(store, after, after.next_attempt_at - now)
    if _change_after(webhook, after, now):
        _save_state(store, webhook, after, now)


def attempt_of(delivery: Delivery, answer: webhooks.Answer, now: datetime) -> Attempt:
    """Return what is kept of an answer. A challenge is answered by a 2xx with the same challenge."""
    error = answer.error
    if error is None and delivery.is_challenge and answer.status in _SUCCESS and not _answers(delivery, answer.body):
        error = "challenge_not_answered"
    text = answer.body[: 4 * LONGEST_ANSWER].decode(errors="replace")
    shown = "".join(one if one.isprintable() or one == "\n" else " " for one in text)[:LONGEST_ANSWER]
    return Attempt(at=now, status=answer.status, error=error, answer=shown)


def _answers(delivery: Delivery, body: bytes) -> bool:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return False
    return isinstance(said, dict) and said.get("challenge") == json.loads(delivery.body)["challenge"]


def _change_after(webhook: Webhook, delivery: Delivery, now: datetime) -> tuple[str, Webhook] | None:
    """Return what the last attempt of a delivery changes of the webhook, with the name that the audit has for it; None if nothing."""
    attempt, is_taken = delivery.attempts[-1], delivery.state is DeliveryState.DELIVERED
    if delivery.is_challenge:
        return ("webhook.verified", verified(webhook, now)) if is_taken else None
    if is_taken:
        recovered = next_version(webhook, failing_since=None, updated_at=now)
        return ("webhook.recovered", recovered) if webhook.failing_since else None
    if attempt.status == HTTPStatus.GONE:
        return "webhook.paused", paused(webhook, PausedBecause.ENDPOINT_GONE, now)
    if webhook.failing_since is None:
        return "webhook.failing", next_version(webhook, failing_since=now, updated_at=now)
    first = delivery.attempts[-delivery.tries :][0]
    if delivery.state is DeliveryState.FAILED and webhook.failing_since <= first.at:
        return "webhook.paused", paused(webhook, PausedBecause.ENDPOINT_FAILING, now)
    return None


@retried_when_raced
def _save_state(store: TenantStore, called: Webhook, delivery: Delivery, now: datetime) -> None:
    """Save what an attempt changes of the webhook as it is now, unless it has another address or another state by now."""
    stored = store.webhooks.find(called.webhook_id)
    if stored is None or (stored.url, stored.state) != (called.url, called.state):
        return
    if change := _change_after(stored, delivery, now):
        save_webhook(store, change[0], stored, change[1], by=job(JOB), now=now)


def _save(store: TenantStore, delivery: Delivery) -> Delivery | None:
    """Save the next version of a delivery and return it, or None if another worker was faster."""
    try:
        table.put(store.deliveries.save_of(delivery))
    except ConcurrentUpdate:
        return None
    return delivery
