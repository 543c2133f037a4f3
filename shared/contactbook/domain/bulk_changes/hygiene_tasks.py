"""Hygiene tasks: a bulk change of everybody in a segment, on a schedule (S4.30)."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from pydantic import BaseModel, model_validator

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.partial import partial_of
from contactbook.domain.base.values import Draft, Flag, Id, Moment, Record, Value
from contactbook.domain.base.versions import next_version, with_fields
from contactbook.domain.bulk_changes.contact_changes import ChangeOfEach
from contactbook.domain.runs.schedule_expressions import next_after, require_expression
from contactbook.domain.runs.schedules import Expression, Name
from contactbook.domain.settings.sending import TimeZone


class HygieneTaskFields(Value):
    """What a caller may set of a hygiene task."""

    name: Name
    segment_id: Id
    change: ChangeOfEach
    expression: Expression
    time_zone: TimeZone = "UTC"
    enabled: Flag = True

    @model_validator(mode="after")
    def _has_an_expression(self) -> Self:
        require_expression(self.expression)
        return self


class HygieneTaskDraft(HygieneTaskFields, Draft):
    """What a caller sends to create a hygiene task."""


if TYPE_CHECKING:
    HygieneTaskChanges = BaseModel
else:
    HygieneTaskChanges = partial_of("HygieneTaskChanges", HygieneTaskFields)


class HygieneTaskView(HygieneTaskFields, Record):
    """A hygiene task as callers see it. `next_at` is when it runs next; null while it is off, or if it never runs again."""

    hygiene_task_id: str
    next_at: Moment | None = None
    last_run_at: Moment | None = None
    last_bulk_change_id: str | None = None
    created_at: Moment
    updated_at: Moment


class HygieneTask(HygieneTaskView):
    """A stored hygiene task."""

    # Its runs change only contacts that this caller may edit.
    requested_by: Caller


def rescheduled(task: HygieneTask, now: datetime) -> HygieneTask:
    """Return the task with its next time after now; a rate counts from the task's creation."""
    upcoming = next_after(task.expression, task.time_zone, now, start=task.created_at) if task.enabled else None
    return with_fields(task, next_at=upcoming)


def fired(task: HygieneTask, bulk_change_id: str, now: datetime) -> HygieneTask:
    """Return the task after it began a bulk change. It catches up once: other times that were missed are dropped."""
    return next_version(rescheduled(task, now), last_run_at=now, last_bulk_change_id=bulk_change_id)


def hygiene_task_view(task: HygieneTask) -> HygieneTaskView:
    """Return the task as callers see it."""
    return HygieneTaskView(**{name: getattr(task, name) for name in HygieneTaskView.model_fields})
