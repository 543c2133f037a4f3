"""The challenge by which a receiver says that it wants to be one, and how many of them a tenant may send (S7.5)."""

import json
from datetime import datetime

from contactbook.domain.base.errors import Throttled
from contactbook.domain.webhooks.deliveries import CHALLENGE, LEASE, Delivery
from contactbook.domain.webhooks.webhooks import MOST_CHALLENGES_AN_HOUR, Webhook
from contactbook.services.base.ids import new_id
from contactbook.storage.tenant_store import TenantStore

_HOUR = 3600


def new_challenge(store: TenantStore, webhook: Webhook, now: datetime) -> Delivery:
    """Return the delivery that asks the receiver to answer with the same challenge, and count it. One write. Raises Throttled.

    Nobody at the address has agreed yet, so a tenant cannot have many calls made there.
    """
    hour, gone = divmod(int(now.timestamp()), _HOUR)
    if store.use.take_challenge(hour) > MOST_CHALLENGES_AN_HOUR:
        message = f"A tenant can have receivers asked {MOST_CHALLENGES_AN_HOUR} times an hour. Look at the deliveries, and ask again in the next hour."
        raise Throttled(message, retry_after=_HOUR - gone)
    delivery_id = new_id("dlv", now)
    body = json.dumps({"type": CHALLENGE, "challenge": new_id("chl", now)}, separators=(",", ":"))
    return Delivery(
        delivery_id=delivery_id,
        webhook_id=webhook.webhook_id,
        type=CHALLENGE,
        event_id=delivery_id,
        body=body,
        created_at=now,
        next_attempt_at=now,
        due_at=now + LEASE,
    )
