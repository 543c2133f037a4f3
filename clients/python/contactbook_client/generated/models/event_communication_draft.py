from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.channel import Channel
from ..models.event_name import EventName
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.exclusion_draft import ExclusionDraft


@dataclass(kw_only=True, slots=True)
class EventCommunicationDraft:
    """What a caller sends to create a definition; without a notification type it is customer care."""

    event: EventName
    """ The events of a contact that a communication may follow. """
    template_id: str
    """ The id of the template, `tpl_…`. """
    channel: Channel
    """ How a communication reaches the contact. """
    enabled: bool | Unset = True
    """ Whether it works. A disabled one stays and does nothing. """
    exclude: ExclusionDraft | Unset = UNSET
    """ The suppression lists, the segments and the tags whose contacts are left out. It is asked when a message is
    sent. """
    notification_type_id: None | str | Unset = UNSET
    """ The id of the notification type, `nty_…`. Its purpose decides which permission is asked. """

    def to_dict(self) -> dict[str, Any]:
        event = self.event.value

        template_id = self.template_id

        channel = self.channel.value

        enabled = self.enabled

        exclude: dict[str, Any] | Unset = UNSET
        if not isinstance(self.exclude, Unset):
            exclude = self.exclude.to_dict()

        notification_type_id: None | str | Unset
        if isinstance(self.notification_type_id, Unset):
            notification_type_id = UNSET
        else:
            notification_type_id = self.notification_type_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "event": event,
                "template_id": template_id,
                "channel": channel,
            }
        )
        if enabled is not UNSET:
            field_dict["enabled"] = enabled
        if exclude is not UNSET:
            field_dict["exclude"] = exclude
        if notification_type_id is not UNSET:
            field_dict["notification_type_id"] = notification_type_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.exclusion_draft import ExclusionDraft  # noqa: PLC0415

        d = dict(src_dict)
        event = EventName(d.pop("event"))

        template_id = d.pop("template_id")

        channel = Channel(d.pop("channel"))

        enabled = d.pop("enabled", UNSET)

        _exclude = d.pop("exclude", UNSET)
        exclude: ExclusionDraft | Unset
        if isinstance(_exclude, Unset):
            exclude = UNSET
        else:
            exclude = ExclusionDraft.from_dict(_exclude)

        def _parse_notification_type_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        notification_type_id = _parse_notification_type_id(d.pop("notification_type_id", UNSET))

        event_communication_draft = cls(
            event=event,
            template_id=template_id,
            channel=channel,
            enabled=enabled,
            exclude=exclude,
            notification_type_id=notification_type_id,
        )

        return event_communication_draft
