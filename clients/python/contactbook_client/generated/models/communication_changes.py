from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.channel import Channel
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.bodies_draft import BodiesDraft


@dataclass(kw_only=True, slots=True)
class CommunicationChanges:
    """What changes in the communication, as a merge-patch (RFC 7396): a field that is left out stays, and null removes."""

    template_id: None | str | Unset = UNSET
    """ The id of the template, `tpl_…`. """
    bodies: BodiesDraft | None | Unset = UNSET
    """ The texts, one body for each channel. """
    channel: Channel | None | Unset = UNSET
    """ The channel: email, SMS or letter. """
    notification_type_id: None | str | Unset = UNSET
    """ The id of the notification type, `nty_…`. Its purpose decides which permission is asked. """
    account_id: None | str | Unset = UNSET
    """ The id of the account; null where it is about the contact itself. """
    service: None | str | Unset = UNSET
    """ The service of the account, such as `priority-checking`. """
    scheduled_for: datetime.datetime | None | Unset = UNSET
    """ When it is to be sent: a time in UTC; null for at once. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.bodies_draft import BodiesDraft  # noqa: PLC0415

        template_id: None | str | Unset
        if isinstance(self.template_id, Unset):
            template_id = UNSET
        else:
            template_id = self.template_id

        bodies: dict[str, Any] | None | Unset
        if isinstance(self.bodies, Unset):
            bodies = UNSET
        elif isinstance(self.bodies, BodiesDraft):
            bodies = self.bodies.to_dict()
        else:
            bodies = self.bodies

        channel: None | str | Unset
        if isinstance(self.channel, Unset):
            channel = UNSET
        elif isinstance(self.channel, Channel):
            channel = self.channel.value
        else:
            channel = self.channel

        notification_type_id: None | str | Unset
        if isinstance(self.notification_type_id, Unset):
            notification_type_id = UNSET
        else:
            notification_type_id = self.notification_type_id

        account_id: None | str | Unset
        if isinstance(self.account_id, Unset):
            account_id = UNSET
        else:
            account_id = self.account_id

        service: None | str | Unset
        if isinstance(self.service, Unset):
            service = UNSET
        else:
            service = self.service

        scheduled_for: None | str | Unset
        if isinstance(self.scheduled_for, Unset):
            scheduled_for = UNSET
        elif isinstance(self.scheduled_for, datetime.datetime):
            scheduled_for = self.scheduled_for.isoformat()
        else:
            scheduled_for = self.scheduled_for

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if template_id is not UNSET:
            field_dict["template_id"] = template_id
        if bodies is not UNSET:
            field_dict["bodies"] = bodies
        if channel is not UNSET:
            field_dict["channel"] = channel
        if notification_type_id is not UNSET:
            field_dict["notification_type_id"] = notification_type_id
        if account_id is not UNSET:
            field_dict["account_id"] = account_id
        if service is not UNSET:
            field_dict["service"] = service
        if scheduled_for is not UNSET:
            field_dict["scheduled_for"] = scheduled_for

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.bodies_draft import BodiesDraft  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_template_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        template_id = _parse_template_id(d.pop("template_id", UNSET))

        def _parse_bodies(data: object) -> BodiesDraft | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                bodies_type_0 = BodiesDraft.from_dict(data)

                return bodies_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BodiesDraft | None | Unset, data)

        bodies = _parse_bodies(d.pop("bodies", UNSET))

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

        def _parse_notification_type_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        notification_type_id = _parse_notification_type_id(d.pop("notification_type_id", UNSET))

        def _parse_account_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        account_id = _parse_account_id(d.pop("account_id", UNSET))

        def _parse_service(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        service = _parse_service(d.pop("service", UNSET))

        def _parse_scheduled_for(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                scheduled_for_type_0 = datetime.datetime.fromisoformat(data)

                return scheduled_for_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        scheduled_for = _parse_scheduled_for(d.pop("scheduled_for", UNSET))

        communication_changes = cls(
            template_id=template_id,
            bodies=bodies,
            channel=channel,
            notification_type_id=notification_type_id,
            account_id=account_id,
            service=service,
            scheduled_for=scheduled_for,
        )

        return communication_changes
