"""The messages of the queue that webhooks are sent from. Each is one delivery, so that a slow receiver delays no other."""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from contactbook.domain.base.jobs import JobMessage
from contactbook.domain.events.catalogue import Event


class _OfWebhook(JobMessage):
    tenant_id: str
    webhook_id: str

    @property
    def fair_group(self) -> str:
        """Each receiver has its own: the backlog of a slow one lets those of others pass."""
        return f"{self.tenant_id}/{self.webhook_id}"


class EventMessage(_OfWebhook):
    """Deliver an event that has just happened."""

    job: Literal["event"] = "event"
    event: Event


class AttemptMessage(_OfWebhook):
    """Make the next attempt of a delivery that is stored."""

    job: Literal["attempt"] = "attempt"
    delivery_id: str


WebhookMessage = EventMessage | AttemptMessage
WEBHOOK_QUEUE: TypeAdapter[WebhookMessage] = TypeAdapter(Annotated[WebhookMessage, Field(discriminator="job")])
