from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from ..models.channel import Channel
from ..models.event_name import EventName

if TYPE_CHECKING:
    from ..models.exclusion import Exclusion


@dataclass(kw_only=True, slots=True)
class EventCommunication:
    """A stored definition."""

    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    event: EventName
    """ The events of a contact that a communication may follow. """
    template_id: str
    """ The id of the template, `tpl_…`. """
    channel: Channel
    """ How a communication reaches the contact. """
    enabled: bool
    """ Whether it works. A disabled one stays and does nothing. """
    exclude: Exclusion
    """ The suppression lists, the segments and the tags whose contacts are left out. It is asked when a message is
    sent. """
    notification_type_id: str
    """ The id of the notification type, `nty_…`. Its purpose decides which permission is asked. """
    event_communication_id: str
    """ The id of the event communication, `evc_…`. """
    created_at: datetime.datetime
    """ When it was created: a time in UTC, ISO 8601. """
    updated_at: datetime.datetime
    """ When it changed last: a time in UTC, ISO 8601. """

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        event = self.event.value

        template_id = self.template_id

        channel = self.channel.value

        enabled = self.enabled

        exclude = self.exclude.to_dict()

        notification_type_id = self.notification_type_id

        event_communication_id = self.event_communication_id

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
                "event": event,
                "template_id": template_id,
                "channel": channel,
                "enabled": enabled,
                "exclude": exclude,
                "notification_type_id": notification_type_id,
                "event_communication_id": event_communication_id,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.exclusion import Exclusion  # noqa: PLC0415

        d = dict(src_dict)
        version = d.pop("version")

        event = EventName(d.pop("event"))

        template_id = d.pop("template_id")

        channel = Channel(d.pop("channel"))

        enabled = d.pop("enabled")

        exclude = Exclusion.from_dict(d.pop("exclude"))

        notification_type_id = d.pop("notification_type_id")

        event_communication_id = d.pop("event_communication_id")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        event_communication = cls(
            version=version,
            event=event,
            template_id=template_id,
            channel=channel,
            enabled=enabled,
            exclude=exclude,
            notification_type_id=notification_type_id,
            event_communication_id=event_communication_id,
            created_at=created_at,
            updated_at=updated_at,
        )

        return event_communication
