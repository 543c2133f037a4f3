from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.channel import Channel
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.audience_draft import AudienceDraft
    from ..models.exclusion_draft import ExclusionDraft


@dataclass(kw_only=True, slots=True)
class NotificationScheduleDraft:
    """What a caller sends to create a schedule."""

    expression: str
    """ When it runs: `cron(…)` or `rate(…)`, as EventBridge Scheduler writes them, in the time zone beside it. """
    name: str
    """ The name, for people. """
    notification_type_id: str
    """ The id of the notification type, `nty_…`. Its purpose decides which permission is asked. """
    template_id: str
    """ The id of the template, `tpl_…`. """
    channel: Channel
    """ How a communication reaches the contact. """
    audience: AudienceDraft
    """ Whom a run is for: exactly one of a list, a segment, chosen contacts or everyone. """
    time_zone: str | Unset = "UTC"
    """ The IANA name of the time zone, such as `Europe/Nicosia`. """
    enabled: bool | Unset = True
    """ Whether it works. A disabled one stays and does nothing. """
    exclude: ExclusionDraft | Unset = UNSET
    """ The suppression lists, the segments and the tags whose contacts are left out. It is asked when a message is
    sent. """
    service_group: None | str | Unset = UNSET
    """ The group of services of the account, such as `checking`. """

    def to_dict(self) -> dict[str, Any]:
        expression = self.expression

        name = self.name

        notification_type_id = self.notification_type_id

        template_id = self.template_id

        channel = self.channel.value

        audience = self.audience.to_dict()

        time_zone = self.time_zone

        enabled = self.enabled

        exclude: dict[str, Any] | Unset = UNSET
        if not isinstance(self.exclude, Unset):
            exclude = self.exclude.to_dict()

        service_group: None | str | Unset
        if isinstance(self.service_group, Unset):
            service_group = UNSET
        else:
            service_group = self.service_group

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "expression": expression,
                "name": name,
                "notification_type_id": notification_type_id,
                "template_id": template_id,
                "channel": channel,
                "audience": audience,
            }
        )
        if time_zone is not UNSET:
            field_dict["time_zone"] = time_zone
        if enabled is not UNSET:
            field_dict["enabled"] = enabled
        if exclude is not UNSET:
            field_dict["exclude"] = exclude
        if service_group is not UNSET:
            field_dict["service_group"] = service_group

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.audience_draft import AudienceDraft  # noqa: PLC0415
        from ..models.exclusion_draft import ExclusionDraft  # noqa: PLC0415

        d = dict(src_dict)
        expression = d.pop("expression")

        name = d.pop("name")

        notification_type_id = d.pop("notification_type_id")

        template_id = d.pop("template_id")

        channel = Channel(d.pop("channel"))

        audience = AudienceDraft.from_dict(d.pop("audience"))

        time_zone = d.pop("time_zone", UNSET)

        enabled = d.pop("enabled", UNSET)

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

        notification_schedule_draft = cls(
            expression=expression,
            name=name,
            notification_type_id=notification_type_id,
            template_id=template_id,
            channel=channel,
            audience=audience,
            time_zone=time_zone,
            enabled=enabled,
            exclude=exclude,
            service_group=service_group,
        )

        return notification_schedule_draft
