"""Which events the active webhooks of a tenant get. It is read with the settings, so that a change costs nothing if nobody listens (S7.5)."""

from contactbook.domain.base.values import Value
from contactbook.domain.events.types import EventType


class Subscriptions(Value):
    """The active webhooks of a tenant, beside its settings: whoever follows a change has them without a read of its own."""

    events: dict[str, tuple[EventType, ...]] = {}

    def listening_to(self, event: EventType) -> list[str]:
        """Return the ids of the webhooks that get the event."""
        return [webhook_id for webhook_id, events in self.events.items() if event in events]
