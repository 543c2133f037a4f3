from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.channel import Channel

if TYPE_CHECKING:
    from ..models.audience import Audience
    from ..models.exclusion import Exclusion


@dataclass(kw_only=True, slots=True)
class NotificationSchedule:
    """A schedule as callers see it."""

    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    schedule_id: str
    """ The id of the schedule, `nsc_…`; null for a run that a user started. """
    name: str
    """ The name, for people. """
    notification_type_id: str
    """ The id of the notification type, `nty_…`. Its purpose decides which permission is asked. """
    template_id: str
    """ The id of the template, `tpl_…`. """
    channel: Channel
    """ How a communication reaches the contact. """
    audience: Audience
    """ Whom a run is for: exactly one of a list, a segment, chosen contacts or everyone. """
    exclude: Exclusion
    """ The suppression lists, the segments and the tags whose contacts are left out. It is asked when a message is
    sent. """
    service_group: None | str
    """ The group of services of the account, such as `checking`. """
    expression: str
    """ When it runs: `cron(…)` or `rate(…)`, as EventBridge Scheduler writes them, in the time zone beside it. """
    time_zone: str
    """ The IANA name of the time zone, such as `Europe/Nicosia`. """
    enabled: bool
    """ Whether it works. A disabled one stays and does nothing. """
    next_at: datetime.datetime | None
    """ When it runs next: a time in UTC; null where it does not. """
    last_fired_at: datetime.datetime | None
    """ When it ran last: a time in UTC; null before the first. """
    last_run_id: None | str
    """ The id of the run that it started last; null before the first. """
    created_at: datetime.datetime
    """ When it was created: a time in UTC, ISO 8601. """
    updated_at: datetime.datetime
    """ When it changed last: a time in UTC, ISO 8601. """

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        schedule_id = self.schedule_id

        name = self.name

        notification_type_id = self.notification_type_id

        template_id = self.template_id

        channel = self.channel.value

        audience = self.audience.to_dict()

        exclude = self.exclude.to_dict()

        service_group: None | str
        service_group = self.service_group

        expression = self.expression

        time_zone = self.time_zone

        enabled = self.enabled

        next_at: None | str
        if isinstance(self.next_at, datetime.datetime):
            next_at = self.next_at.isoformat()
        else:
            next_at = self.next_at

        last_fired_at: None | str
        if isinstance(self.last_fired_at, datetime.datetime):
            last_fired_at = self.last_fired_at.isoformat()
        else:
            last_fired_at = self.last_fired_at

        last_run_id: None | str
        last_run_id = self.last_run_id

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
                "schedule_id": schedule_id,
                "name": name,
                "notification_type_id": notification_type_id,
                "template_id": template_id,
                "channel": channel,
                "audience": audience,
                "exclude": exclude,
                "service_group": service_group,
                "expression": expression,
                "time_zone": time_zone,
                "enabled": enabled,
                "next_at": next_at,
                "last_fired_at": last_fired_at,
                "last_run_id": last_run_id,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.audience import Audience  # noqa: PLC0415
        from ..models.exclusion import Exclusion  # noqa: PLC0415

        d = dict(src_dict)
        version = d.pop("version")

        schedule_id = d.pop("schedule_id")

        name = d.pop("name")

        notification_type_id = d.pop("notification_type_id")

        template_id = d.pop("template_id")

        channel = Channel(d.pop("channel"))

        audience = Audience.from_dict(d.pop("audience"))

        exclude = Exclusion.from_dict(d.pop("exclude"))

        def _parse_service_group(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        service_group = _parse_service_group(d.pop("service_group"))

        expression = d.pop("expression")

        time_zone = d.pop("time_zone")

        enabled = d.pop("enabled")

        def _parse_next_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                next_at_type_0 = datetime.datetime.fromisoformat(data)

                return next_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        next_at = _parse_next_at(d.pop("next_at"))

        def _parse_last_fired_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_fired_at_type_0 = datetime.datetime.fromisoformat(data)

                return last_fired_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        last_fired_at = _parse_last_fired_at(d.pop("last_fired_at"))

        def _parse_last_run_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        last_run_id = _parse_last_run_id(d.pop("last_run_id"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        notification_schedule = cls(
            version=version,
            schedule_id=schedule_id,
            name=name,
            notification_type_id=notification_type_id,
            template_id=template_id,
            channel=channel,
            audience=audience,
            exclude=exclude,
            service_group=service_group,
            expression=expression,
            time_zone=time_zone,
            enabled=enabled,
            next_at=next_at,
            last_fired_at=last_fired_at,
            last_run_id=last_run_id,
            created_at=created_at,
            updated_at=updated_at,
        )

        return notification_schedule
