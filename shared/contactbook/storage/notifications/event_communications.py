"""Definitions of event-based communications."""

from contactbook.domain.notifications.schedules import EventCommunication
from contactbook.storage.base.children import ConfiguredRepository
from contactbook.storage.base.keys import TenantKeys


class EventCommunicationRepository(ConfiguredRepository[EventCommunication]):
    """The event-based communication definitions of one tenant."""

    def __init__(self, keys: TenantKeys) -> None:
        super().__init__(keys, "EVENT-COMMUNICATION", EventCommunication)
