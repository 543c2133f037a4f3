from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.channel import Channel
from ..models.communication_origin import CommunicationOrigin
from ..models.notification_run_state import NotificationRunState

if TYPE_CHECKING:
    from ..models.actor import Actor
    from ..models.audience import Audience
    from ..models.exclusion import Exclusion
    from ..models.notification_run_skipped_because import NotificationRunSkippedBecause


@dataclass(kw_only=True, slots=True)
class NotificationRun:
    """A run as callers see it."""

    planned: int
    """ How many messages are planned. """
    sent: int
    """ How many were sent. """
    skipped: int
    """ How many were skipped. """
    failed: int
    """ How many failed. """
    unknown: int
    """ How many messages have an unknown end: they may have been sent, and no machine sends them again. """
    cancelled: int
    """ How many were cancelled before they were sent. """
    skipped_because: NotificationRunSkippedBecause
    """ How many were skipped, by reason. """
    run_id: str
    """ The id of the run, `run_…`; null where there is none. """
    state: NotificationRunState
    """ The state of a run. """
    notification_type_id: str
    """ The id of the notification type, `nty_…`. Its purpose decides which permission is asked. """
    template_id: str
    """ The id of the template, `tpl_…`. """
    channel: Channel
    """ How a communication reaches the contact. """
    origin: CommunicationOrigin
    """ Where a communication came from. """
    audience: Audience
    """ Whom a run is for: exactly one of a list, a segment, chosen contacts or everyone. """
    exclude: Exclusion
    """ The suppression lists, the segments and the tags whose contacts are left out. It is asked when a message is
    sent. """
    service_group: None | str
    """ The group of services of the account, such as `checking`. """
    scheduled_for: datetime.datetime | None
    """ When it is to be sent: a time in UTC; null for at once. """
    dry_run: bool
    """ Whether it only says what would happen. Nothing is changed and nobody is contacted. """
    schedule_id: None | str
    """ The id of the schedule, `nsc_…`; null for a run that a user started. """
    paused_until: datetime.datetime | None
    """ Until when the run is paused: a time in UTC; null while it is not. """
    paused_because: None | str
    """ Why the run is paused, as a code; null while it is not. """
    cancelled_at: datetime.datetime | None
    """ When it was cancelled: a time in UTC; null if it was not. """
    cancelled_by: Actor | None
    """ Who cancelled it; null if nobody did. """
    created_at: datetime.datetime
    """ When it was created: a time in UTC, ISO 8601. """
    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.actor import Actor  # noqa: PLC0415

        planned = self.planned

        sent = self.sent

        skipped = self.skipped

        failed = self.failed

        unknown = self.unknown

        cancelled = self.cancelled

        skipped_because = self.skipped_because.to_dict()

        run_id = self.run_id

        state = self.state.value

        notification_type_id = self.notification_type_id

        template_id = self.template_id

        channel = self.channel.value

        origin = self.origin.value

        audience = self.audience.to_dict()

        exclude = self.exclude.to_dict()

        service_group: None | str
        service_group = self.service_group

        scheduled_for: None | str
        if isinstance(self.scheduled_for, datetime.datetime):
            scheduled_for = self.scheduled_for.isoformat()
        else:
            scheduled_for = self.scheduled_for

        dry_run = self.dry_run

        schedule_id: None | str
        schedule_id = self.schedule_id

        paused_until: None | str
        if isinstance(self.paused_until, datetime.datetime):
            paused_until = self.paused_until.isoformat()
        else:
            paused_until = self.paused_until

        paused_because: None | str
        paused_because = self.paused_because

        cancelled_at: None | str
        if isinstance(self.cancelled_at, datetime.datetime):
            cancelled_at = self.cancelled_at.isoformat()
        else:
            cancelled_at = self.cancelled_at

        cancelled_by: dict[str, Any] | None
        if isinstance(self.cancelled_by, Actor):
            cancelled_by = self.cancelled_by.to_dict()
        else:
            cancelled_by = self.cancelled_by

        created_at = self.created_at.isoformat()

        version = self.version

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "planned": planned,
                "sent": sent,
                "skipped": skipped,
                "failed": failed,
                "unknown": unknown,
                "cancelled": cancelled,
                "skipped_because": skipped_because,
                "run_id": run_id,
                "state": state,
                "notification_type_id": notification_type_id,
                "template_id": template_id,
                "channel": channel,
                "origin": origin,
                "audience": audience,
                "exclude": exclude,
                "service_group": service_group,
                "scheduled_for": scheduled_for,
                "dry_run": dry_run,
                "schedule_id": schedule_id,
                "paused_until": paused_until,
                "paused_because": paused_because,
                "cancelled_at": cancelled_at,
                "cancelled_by": cancelled_by,
                "created_at": created_at,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.actor import Actor  # noqa: PLC0415
        from ..models.audience import Audience  # noqa: PLC0415
        from ..models.exclusion import Exclusion  # noqa: PLC0415
        from ..models.notification_run_skipped_because import NotificationRunSkippedBecause  # noqa: PLC0415

        d = dict(src_dict)
        planned = d.pop("planned")

        sent = d.pop("sent")

        skipped = d.pop("skipped")

        failed = d.pop("failed")

        unknown = d.pop("unknown")

        cancelled = d.pop("cancelled")

        skipped_because = NotificationRunSkippedBecause.from_dict(d.pop("skipped_because"))

        run_id = d.pop("run_id")

        state = NotificationRunState(d.pop("state"))

        notification_type_id = d.pop("notification_type_id")

        template_id = d.pop("template_id")

        channel = Channel(d.pop("channel"))

        origin = CommunicationOrigin(d.pop("origin"))

        audience = Audience.from_dict(d.pop("audience"))

        exclude = Exclusion.from_dict(d.pop("exclude"))

        def _parse_service_group(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        service_group = _parse_service_group(d.pop("service_group"))

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

        def _parse_paused_until(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                paused_until_type_0 = datetime.datetime.fromisoformat(data)

                return paused_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        paused_until = _parse_paused_until(d.pop("paused_until"))

        def _parse_paused_because(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        paused_because = _parse_paused_because(d.pop("paused_because"))

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

        def _parse_cancelled_by(data: object) -> Actor | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                cancelled_by_type_0 = Actor.from_dict(data)

                return cancelled_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Actor | None, data)

        cancelled_by = _parse_cancelled_by(d.pop("cancelled_by"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        version = d.pop("version")

        notification_run = cls(
            planned=planned,
            sent=sent,
            skipped=skipped,
            failed=failed,
            unknown=unknown,
            cancelled=cancelled,
            skipped_because=skipped_because,
            run_id=run_id,
            state=state,
            notification_type_id=notification_type_id,
            template_id=template_id,
            channel=channel,
            origin=origin,
            audience=audience,
            exclude=exclude,
            service_group=service_group,
            scheduled_for=scheduled_for,
            dry_run=dry_run,
            schedule_id=schedule_id,
            paused_until=paused_until,
            paused_because=paused_because,
            cancelled_at=cancelled_at,
            cancelled_by=cancelled_by,
            created_at=created_at,
            version=version,
        )

        return notification_run
