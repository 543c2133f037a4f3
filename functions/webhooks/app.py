"""Sends webhooks: a message names an event that has just happened, or a delivery whose next attempt is due."""

from datetime import datetime

from contactbook.api.jobs import handler_of_queue
from contactbook.domain.base.jobs import TimeLeft
from contactbook.domain.settings.closing import ClosingStage
from contactbook.domain.webhooks.messages import WEBHOOK_QUEUE, WebhookMessage
from contactbook.services.base.stores import open_store
from contactbook.services.webhooks.job import run_webhooks


def work(message: WebhookMessage, now: datetime, has_time: TimeLeft) -> None:
    """Make the attempt that the message asks for."""
    run_webhooks(open_store(message.tenant_id), message, now, has_time)


# Each receiver has places of its own, so a tenant's share is kept in another way. A tenant that is off-boarded is told so.
handler = handler_of_queue(work, WEBHOOK_QUEUE, waits_in=None, works_while=(ClosingStage.CLOSED,))
