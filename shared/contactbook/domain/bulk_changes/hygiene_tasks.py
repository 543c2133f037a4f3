"""Hygiene tasks: a bulk change of everybody in a segment, on a schedule (S4.30)."""

from datetime import datetime
from typing import TYPE_CHECKING

from pydantic import BaseModel

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.partial import partial_of
from contactbook.domain.base.values import Draft, Id, Moment, Record
from contactbook.domain.base.versions import next_version
from contactbook.domain.bulk_changes.contact_changes import ChangeOfEach
from contactbook.domain.runs.timings import Name, Timed, Timing, rescheduled


class HygieneTaskFields(Timing):
    """What a caller may set of a hygiene task."""

    name: Name
    segment_id: Id
    change: ChangeOfEach


class HygieneTaskDraft(HygieneTaskFields, Draft):
    """What a caller sends to create a hygiene task."""


if TYPE_CHECKING:
    HygieneTaskChanges = BaseModel
else:
    HygieneTaskChanges = partial_of("HygieneTaskChanges", HygieneTaskFields)


class HygieneTaskView(HygieneTaskFields, Timed, Record):
    """A hygiene task as callers see it. `next_at` is when it runs next; null while it is off, or if it never runs again."""

    hygiene_task_id: str
    last_run_at: Moment | None = None
    last_bulk_change_id: str | None = None
    updated_at: Moment


class HygieneTask(HygieneTaskView):
    """A stored hygiene task."""

    # Its runs change only contacts that this caller may edit.
    requested_by: Caller


def fired(task: HygieneTask, bulk_change_id: str, now: datetime) -> HygieneTask:
    """Return the task after it began a bulk change. It catches up once: other times that were missed are dropped."""
    return next_version(rescheduled(task, now), last_run_at=now, last_bulk_change_id=bulk_change_id)


def hygiene_task_view(task: HygieneTask) -> HygieneTaskView:
    """Return the task as callers see it."""
    return HygieneTaskView(**{name: getattr(task, name) for name in HygieneTaskView.model_fields})
