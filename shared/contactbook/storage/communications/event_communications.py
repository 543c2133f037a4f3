"""Definitions of event-based communications, and the events that they follow."""

from dataclasses import dataclass

from contactbook.domain.audit.entries import Entry
from contactbook.domain.communications.event_communications import EventCommunication
from contactbook.storage.base.children import ConfiguredRepository
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.base.rows import Row


class EventCommunicationRepository(ConfiguredRepository[EventCommunication]):
    """The event-based communication definitions of one tenant."""

    def __init__(self, keys: TenantKeys) -> None:
        super().__init__(keys, "EVENT-COMMUNICATION", EventCommunication)


@dataclass(frozen=True)
class Event:
    """An audit entry, and the contact that it is about."""

    contact_id: str
    entry: Entry


def event_in(row: Row) -> Event:
    """Return the event that the row of an audit entry stores."""
    return Event(row.key.pk.rpartition("#")[2], Entry.model_validate_json(row.document))
