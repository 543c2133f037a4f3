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
class EventCommunicationChanges:
    """What changes in the event communication, as a merge-patch (RFC 7396): a field that is left out stays, and null
    removes.

    """

    event: EventName | None | Unset = UNSET
    """ The event that it follows. """
    template_id: None | str | Unset = UNSET
    """ The id of the template, `tpl_…`. """
    channel: Channel | None | Unset = UNSET
    """ The channel: email, SMS or letter. """
    enabled: bool | None | Unset = UNSET
    """ Whether it works. A disabled one stays and does nothing. """
    exclude: ExclusionDraft | None | Unset = UNSET
    """ Whom it leaves out: suppression lists, segments and tags. """
    notification_type_id: None | str | Unset = UNSET
    """ The id of the notification type, `nty_…`. Its purpose decides which permission is asked. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.exclusion_draft import ExclusionDraft  # noqa: PLC0415

        event: None | str | Unset
        if isinstance(self.event, Unset):
            event = UNSET
        elif isinstance(self.event, EventName):
            event = self.event.value
        else:
            event = self.event

        template_id: None | str | Unset
        if isinstance(self.template_id, Unset):
            template_id = UNSET
        else:
            template_id = self.template_id

        channel: None | str | Unset
        if isinstance(self.channel, Unset):
            channel = UNSET
        elif isinstance(self.channel, Channel):
            channel = self.channel.value
        else:
            channel = self.channel

        enabled: bool | None | Unset
        if isinstance(self.enabled, Unset):
            enabled = UNSET
        else:
            enabled = self.enabled

        exclude: dict[str, Any] | None | Unset
        if isinstance(self.exclude, Unset):
            exclude = UNSET
        elif isinstance(self.exclude, ExclusionDraft):
            exclude = self.exclude.to_dict()
        else:
            exclude = self.exclude

        notification_type_id: None | str | Unset
        if isinstance(self.notification_type_id, Unset):
            notification_type_id = UNSET
        else:
            notification_type_id = self.notification_type_id

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if event is not UNSET:
            field_dict["event"] = event
        if template_id is not UNSET:
            field_dict["template_id"] = template_id
        if channel is not UNSET:
            field_dict["channel"] = channel
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

        def _parse_event(data: object) -> EventName | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                event_type_0 = EventName(data)

                return event_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(EventName | None | Unset, data)

        event = _parse_event(d.pop("event", UNSET))

        def _parse_template_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        template_id = _parse_template_id(d.pop("template_id", UNSET))

        def _parse_channel(data: object) -> Channel | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                channel_type_0 = Channel(data)

                return channel_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Channel | None | Unset, data)

        channel = _parse_channel(d.pop("channel", UNSET))

        def _parse_enabled(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        enabled = _parse_enabled(d.pop("enabled", UNSET))

        def _parse_exclude(data: object) -> ExclusionDraft | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                exclude_type_0 = ExclusionDraft.from_dict(data)

                return exclude_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ExclusionDraft | None | Unset, data)

        exclude = _parse_exclude(d.pop("exclude", UNSET))

        def _parse_notification_type_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        notification_type_id = _parse_notification_type_id(d.pop("notification_type_id", UNSET))

        event_communication_changes = cls(
            event=event,
            template_id=template_id,
            channel=channel,
            enabled=enabled,
            exclude=exclude,
            notification_type_id=notification_type_id,
        )

        return event_communication_changes
