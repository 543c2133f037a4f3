"""Definitions of event-based communications."""

from contactbook.domain.schedules import EventCommunication
from contactbook.storage.children import ConfiguredRepository
from contactbook.storage.keys import TenantKeys


class EventCommunicationRepository(ConfiguredRepository[EventCommunication]):
    """The event-based communication definitions of one tenant."""

    def __init__(self, keys: TenantKeys) -> None:
        super().__init__(keys, "EVENT-COMMUNICATION", EventCommunication)
