"""Notification schedules: an account-level run that is started again and again (S0.9)."""

from datetime import datetime

from pydantic import ConfigDict

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.values import Draft, Flag, Id, Key, Moment, Record
from contactbook.domain.base.versions import next_version
from contactbook.domain.decisions.exclude import Exclude
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.runs.audiences import Audience
from contactbook.domain.runs.timings import Name, Timed, Timing, rescheduled


class ScheduleFields(Timing):
    """What a caller may set of a schedule."""

    name: Name
    notification_type_id: Id
    template_id: Id
    channel: Channel
    audience: Audience
    exclude: Exclude = Exclude()
    service_group: Key | None = None


class ScheduleDraft(ScheduleFields, Draft):
    """What a caller sends to create a schedule."""

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


class Schedule(ScheduleFields, Timed, Record):
    """A stored schedule."""

    schedule_id: str
    # Its runs reach only contacts that this caller may select.
    requested_by: Caller
    last_fired_at: Moment | None = None
    last_run_id: str | None = None
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


def fired(schedule: Schedule, run_id: str, now: datetime) -> Schedule:
    """Return the schedule after it fired. It catches up once: other times that were missed are dropped."""
    return next_version(rescheduled(schedule, now), last_fired_at=now, last_run_id=run_id, updated_at=now)


def schedule_view(schedule: Schedule) -> ScheduleView:
    """Return the schedule as callers see it."""
    return ScheduleView.model_validate(
        {name: value for name, value in dict(schedule).items() if name in ScheduleView.model_fields}
    )
