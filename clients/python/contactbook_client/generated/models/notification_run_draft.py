from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.channel import Channel
from ..models.notification_run_draft_origin import NotificationRunDraftOrigin
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.audience_draft import AudienceDraft
    from ..models.exclusion_draft import ExclusionDraft


@dataclass(kw_only=True, slots=True)
class NotificationRunDraft:
    """What a caller sends to start a run."""

    notification_type_id: str
    """ The id of the notification type, `nty_…`. Its purpose decides which permission is asked. """
    template_id: str
    """ The id of the template, `tpl_…`. """
    channel: Channel
    """ How a communication reaches the contact. """
    audience: AudienceDraft
    """ Whom a run is for: exactly one of a list, a segment, chosen contacts or everyone. """
    origin: NotificationRunDraftOrigin | Unset = NotificationRunDraftOrigin.CONTACT_REPORT
    """ Where it came from. """
    exclude: ExclusionDraft | Unset = UNSET
    """ The suppression lists, the segments and the tags whose contacts are left out. It is asked when a message is
    sent. """
    service_group: None | str | Unset = UNSET
    """ The group of services of the account, such as `checking`. """
    scheduled_for: datetime.datetime | None | Unset = UNSET
    """ When it is to be sent: a time in UTC; null for at once. """
    dry_run: bool | Unset = False
    """ Whether it only says what would happen. Nothing is changed and nobody is contacted. """

    def to_dict(self) -> dict[str, Any]:
        notification_type_id = self.notification_type_id

        template_id = self.template_id

        channel = self.channel.value

        audience = self.audience.to_dict()

        origin: str | Unset = UNSET
        if not isinstance(self.origin, Unset):
            origin = self.origin.value

        exclude: dict[str, Any] | Unset = UNSET
        if not isinstance(self.exclude, Unset):
            exclude = self.exclude.to_dict()

        service_group: None | str | Unset
        if isinstance(self.service_group, Unset):
            service_group = UNSET
        else:
            service_group = self.service_group

        scheduled_for: None | str | Unset
        if isinstance(self.scheduled_for, Unset):
            scheduled_for = UNSET
        elif isinstance(self.scheduled_for, datetime.datetime):
            scheduled_for = self.scheduled_for.isoformat()
        else:
            scheduled_for = self.scheduled_for

        dry_run = self.dry_run

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "notification_type_id": notification_type_id,
                "template_id": template_id,
                "channel": channel,
                "audience": audience,
            }
        )
        if origin is not UNSET:
            field_dict["origin"] = origin
        if exclude is not UNSET:
            field_dict["exclude"] = exclude
        if service_group is not UNSET:
            field_dict["service_group"] = service_group
        if scheduled_for is not UNSET:
            field_dict["scheduled_for"] = scheduled_for
        if dry_run is not UNSET:
            field_dict["dry_run"] = dry_run

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.audience_draft import AudienceDraft  # noqa: PLC0415
        from ..models.exclusion_draft import ExclusionDraft  # noqa: PLC0415

        d = dict(src_dict)
        notification_type_id = d.pop("notification_type_id")

        template_id = d.pop("template_id")

        channel = Channel(d.pop("channel"))

        audience = AudienceDraft.from_dict(d.pop("audience"))

        _origin = d.pop("origin", UNSET)
        origin: NotificationRunDraftOrigin | Unset
        if isinstance(_origin, Unset):
            origin = UNSET
        else:
            origin = NotificationRunDraftOrigin(_origin)

        _exclude = d.pop("exclude", UNSET)
        exclude: ExclusionDraft | Unset
        if isinstance(_exclude, Unset):
            exclude = UNSET
        else:
            exclude = ExclusionDraft.from_dict(_exclude)

        def _parse_service_group(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        service_group = _parse_service_group(d.pop("service_group", UNSET))

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

        dry_run = d.pop("dry_run", UNSET)

        notification_run_draft = cls(
            notification_type_id=notification_type_id,
            template_id=template_id,
            channel=channel,
            audience=audience,
            origin=origin,
            exclude=exclude,
            service_group=service_group,
            scheduled_for=scheduled_for,
            dry_run=dry_run,
        )

        return notification_run_draft
