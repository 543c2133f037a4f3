from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.channel import Channel
from ..models.communication_origin import CommunicationOrigin


@dataclass(kw_only=True, slots=True)
class NotificationRunSummary:
    """A run in a list: without its counts, which cost one query each."""

    run_id: str
    """ The id of the run, `run_…`; null where there is none. """
    notification_type_id: str
    """ The id of the notification type, `nty_…`. Its purpose decides which permission is asked. """
    template_id: str
    """ The id of the template, `tpl_…`. """
    channel: Channel
    """ How a communication reaches the contact. """
    origin: CommunicationOrigin
    """ Where a communication came from. """
    scheduled_for: datetime.datetime | None
    """ When it is to be sent: a time in UTC; null for at once. """
    dry_run: bool
    """ Whether it only says what would happen. Nothing is changed and nobody is contacted. """
    schedule_id: None | str
    """ The id of the schedule, `nsc_…`; null for a run that a user started. """
    cancelled_at: datetime.datetime | None
    """ When it was cancelled: a time in UTC; null if it was not. """
    created_at: datetime.datetime
    """ When it was created: a time in UTC, ISO 8601. """

    def to_dict(self) -> dict[str, Any]:
        run_id = self.run_id

        notification_type_id = self.notification_type_id

        template_id = self.template_id

        channel = self.channel.value

        origin = self.origin.value

        scheduled_for: None | str
        if isinstance(self.scheduled_for, datetime.datetime):
            scheduled_for = self.scheduled_for.isoformat()
        else:
            scheduled_for = self.scheduled_for

        dry_run = self.dry_run

        schedule_id: None | str
        schedule_id = self.schedule_id

        cancelled_at: None | str
        if isinstance(self.cancelled_at, datetime.datetime):
            cancelled_at = self.cancelled_at.isoformat()
        else:
            cancelled_at = self.cancelled_at

        created_at = self.created_at.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "run_id": run_id,
                "notification_type_id": notification_type_id,
                "template_id": template_id,
                "channel": channel,
                "origin": origin,
                "scheduled_for": scheduled_for,
                "dry_run": dry_run,
                "schedule_id": schedule_id,
                "cancelled_at": cancelled_at,
                "created_at": created_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        run_id = d.pop("run_id")

        notification_type_id = d.pop("notification_type_id")

        template_id = d.pop("template_id")

        channel = Channel(d.pop("channel"))

        origin = CommunicationOrigin(d.pop("origin"))

        def _parse_scheduled_for(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                scheduled_for_type_0 = datetime.datetime.fromisoformat(data)

                return scheduled_for_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        scheduled_for = _parse_scheduled_for(d.pop("scheduled_for"))

        dry_run = d.pop("dry_run")

        def _parse_schedule_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        schedule_id = _parse_schedule_id(d.pop("schedule_id"))

        def _parse_cancelled_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                cancelled_at_type_0 = datetime.datetime.fromisoformat(data)

                return cancelled_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        cancelled_at = _parse_cancelled_at(d.pop("cancelled_at"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        notification_run_summary = cls(
            run_id=run_id,
            notification_type_id=notification_type_id,
            template_id=template_id,
            channel=channel,
            origin=origin,
            scheduled_for=scheduled_for,
            dry_run=dry_run,
            schedule_id=schedule_id,
            cancelled_at=cancelled_at,
            created_at=created_at,
        )

        return notification_run_summary
