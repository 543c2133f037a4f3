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
class NotificationScheduleChanges:
    """What changes in the notification schedule, as a merge-patch (RFC 7396): a field that is left out stays, and null
    removes.

    """

    expression: None | str | Unset = UNSET
    """ When it runs: `cron(…)` or `rate(…)`, as EventBridge Scheduler writes them, in the time zone beside it. """
    time_zone: None | str | Unset = UNSET
    """ The IANA name of the time zone, such as `Europe/Nicosia`. """
    enabled: bool | None | Unset = UNSET
    """ Whether it works. A disabled one stays and does nothing. """
    name: None | str | Unset = UNSET
    """ The name, for people. """
    notification_type_id: None | str | Unset = UNSET
    """ The id of the notification type, `nty_…`. Its purpose decides which permission is asked. """
    template_id: None | str | Unset = UNSET
    """ The id of the template, `tpl_…`. """
    channel: Channel | None | Unset = UNSET
    """ The channel: email, SMS or letter. """
    audience: AudienceDraft | None | Unset = UNSET
    """ Whom it is for. """
    exclude: ExclusionDraft | None | Unset = UNSET
    """ Whom it leaves out: suppression lists, segments and tags. """
    service_group: None | str | Unset = UNSET
    """ The group of services of the account, such as `checking`. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.audience_draft import AudienceDraft  # noqa: PLC0415
        from ..models.exclusion_draft import ExclusionDraft  # noqa: PLC0415

        expression: None | str | Unset
        if isinstance(self.expression, Unset):
            expression = UNSET
        else:
            expression = self.expression

        time_zone: None | str | Unset
        if isinstance(self.time_zone, Unset):
            time_zone = UNSET
        else:
            time_zone = self.time_zone

        enabled: bool | None | Unset
        if isinstance(self.enabled, Unset):
            enabled = UNSET
        else:
            enabled = self.enabled

        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        notification_type_id: None | str | Unset
        if isinstance(self.notification_type_id, Unset):
            notification_type_id = UNSET
        else:
            notification_type_id = self.notification_type_id

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

        audience: dict[str, Any] | None | Unset
        if isinstance(self.audience, Unset):
            audience = UNSET
        elif isinstance(self.audience, AudienceDraft):
            audience = self.audience.to_dict()
        else:
            audience = self.audience

        exclude: dict[str, Any] | None | Unset
        if isinstance(self.exclude, Unset):
            exclude = UNSET
        elif isinstance(self.exclude, ExclusionDraft):
            exclude = self.exclude.to_dict()
        else:
            exclude = self.exclude

        service_group: None | str | Unset
        if isinstance(self.service_group, Unset):
            service_group = UNSET
        else:
            service_group = self.service_group

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if expression is not UNSET:
            field_dict["expression"] = expression
        if time_zone is not UNSET:
            field_dict["time_zone"] = time_zone
        if enabled is not UNSET:
            field_dict["enabled"] = enabled
        if name is not UNSET:
            field_dict["name"] = name
        if notification_type_id is not UNSET:
            field_dict["notification_type_id"] = notification_type_id
        if template_id is not UNSET:
            field_dict["template_id"] = template_id
        if channel is not UNSET:
            field_dict["channel"] = channel
        if audience is not UNSET:
            field_dict["audience"] = audience
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

        def _parse_expression(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        expression = _parse_expression(d.pop("expression", UNSET))

        def _parse_time_zone(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        time_zone = _parse_time_zone(d.pop("time_zone", UNSET))

        def _parse_enabled(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        enabled = _parse_enabled(d.pop("enabled", UNSET))

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        def _parse_notification_type_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        notification_type_id = _parse_notification_type_id(d.pop("notification_type_id", UNSET))

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

        def _parse_audience(data: object) -> AudienceDraft | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                audience_type_0 = AudienceDraft.from_dict(data)

                return audience_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AudienceDraft | None | Unset, data)

        audience = _parse_audience(d.pop("audience", UNSET))

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

        def _parse_service_group(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        service_group = _parse_service_group(d.pop("service_group", UNSET))

        notification_schedule_changes = cls(
            expression=expression,
            time_zone=time_zone,
            enabled=enabled,
            name=name,
            notification_type_id=notification_type_id,
            template_id=template_id,
            channel=channel,
            audience=audience,
            exclude=exclude,
            service_group=service_group,
        )

        return notification_schedule_changes
