"""Notification schedules: a run at account level, again and again (S0.9); and which events a communication follows (S2.67)."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import ConfigDict, StringConstraints, model_validator

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.values import Draft, Flag, Key, Line, Moment, Record, Value
from contactbook.domain.base.versions import with_fields
from contactbook.domain.decisions.notification_types import Channel
from contactbook.domain.notifications.runs import Audience, Exclude, Id
from contactbook.domain.notifications.schedule_expressions import check_expression, next_after
from contactbook.domain.settings.sending import TimeZone

Expression = Annotated[str, StringConstraints(min_length=5, max_length=220)]
Name = Annotated[Line, StringConstraints(min_length=1, max_length=100)]


class ScheduleFields(Value):
    """What a caller may set of a schedule."""

    name: Name
    notification_type_id: Id
    template_id: Id
    channel: Channel
    audience: Audience
    exclude: Exclude = Exclude()
    service_group: Key | None = None
    expression: Expression
    time_zone: TimeZone = "UTC"
    enabled: Flag = True

    @model_validator(mode="after")
    def _fires(self) -> Self:
        check_expression(self.expression)
        return self


class ScheduleDraft(ScheduleFields, Draft):
    """What a caller sends to make a schedule."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "name": "Name days",
                    "notification_type_id": "nty_01J9Z3V6T4N8Q2W5R7Y0B1C3D5",
                    "template_id": "tpl_01J9Z3V6T4N8Q2W5R7Y0B1C3D5",
                    "channel": "email",
                    "audience": {"segment_id": "seg_01J9Z3V6T4N8Q2W5R7Y0B1C3D5"},
                    "expression": "cron(0 9 * * ? *)",
                    "time_zone": "Europe/Nicosia",
                }
            ]
        },
    )


class Schedule(ScheduleFields, Record):
    """A stored schedule. `next_at` is when it fires; None while it is off, or never again."""

    schedule_id: str
    # Whoever made it: its runs reach only contacts that this caller may select.
    requested_by: Caller
    next_at: Moment | None = None
    last_fired_at: Moment | None = None
    last_run_id: str | None = None
    created_at: Moment
    updated_at: Moment


class ScheduleView(Record):
    """A schedule as callers see it."""

    schedule_id: str
    name: str
    notification_type_id: str
    template_id: str
    channel: Channel
    audience: Audience
    exclude: Exclude
    service_group: str | None = None
    expression: str
    time_zone: str
    enabled: Flag
    next_at: Moment | None = None
    last_fired_at: Moment | None = None
    last_run_id: str | None = None
    created_at: Moment
    updated_at: Moment


def planned_anew(schedule: Schedule, now: datetime) -> Schedule:
    """The schedule with its next time after now; a rate counts from its making."""
    upcoming = next_after(schedule.expression, schedule.time_zone, now, start=schedule.created_at) if schedule.enabled else None
    return with_fields(schedule, next_at=upcoming)


def fired(schedule: Schedule, run_id: str, now: datetime) -> Schedule:
    """The schedule after it fired: times that were missed meanwhile are passed over, so it caught up once."""
    after = planned_anew(schedule, now)
    return with_fields(after, last_fired_at=now, last_run_id=run_id, updated_at=now, version=schedule.version + 1)


class EventName(StrEnum):
    """The events of a contact that a communication may follow."""

    CONTACT_CREATED = "contact.created"
    CONTACT_CHANGED = "contact.changed"
    CONSENT_CHANGED = "consent.changed"
    PREFERENCES_CHANGED = "preferences.changed"
    KYC_ASSIGNED = "kyc.assigned"
    KYC_VERIFIED = "kyc.verified"
    KYC_REFUTED = "kyc.refuted"
    KYC_CHANGED = "kyc.changed"
    KYC_EXPIRED = "kyc.expired"
    ACCOUNT_CREATED = "account.created"
    NAME_DAY_REACHED = "name_day.reached"


class _EventRule(Value):
    event: EventName
    template_id: Id
    channel: Channel
    enabled: Flag = True


class EventCommunicationFields(_EventRule):
    """What a caller may set of an event-based communication definition (S2.67, S2.109)."""

    notification_type_id: Id


class EventCommunicationDraft(_EventRule, Draft):
    """What a caller sends to define one; without a notification type it is customer care."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "event": "kyc.expired",
                    "template_id": "tpl_01J9Z3V6T4N8Q2W5R7Y0B1C3D5",
                    "channel": "email",
                    "notification_type_id": "nty_01J9Z3V6T4N8Q2W5R7Y0B1C3D5",
                }
            ]
        },
    )

    notification_type_id: Id | None = None


class EventCommunication(EventCommunicationFields, Record):
    """A stored definition."""

    event_communication_id: str
    created_at: Moment
    updated_at: Moment
