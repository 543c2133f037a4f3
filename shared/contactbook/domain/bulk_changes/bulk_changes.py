"""Bulk changes: the same change of many contacts, carried out in the background (S7.7).

A bulk change first collects the ids of its contacts in slices, so its total is known and its audience is fixed. Then it changes one contact
after another. Each contact's transaction also saves the count, so the counts are exact whenever a worker dies.
"""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from contactbook.domain.base.callers import Actor, Caller
from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.base.paging import After
from contactbook.domain.base.values import Count, Draft, Flag, Id, Moment, Part, Record, whole_part
from contactbook.domain.base.versions import next_version, with_fields
from contactbook.domain.bulk_changes.contact_changes import ChangeOfEach
from contactbook.domain.runs.audiences import MOST_CONTACTS

# Contacts of one slice.
SLICE = 100


class BulkAudience(Part):
    """Whose change it is: exactly one of chosen contacts, a segment or a list."""

    contact_ids: Annotated[tuple[Id, ...], Field(min_length=1, max_length=MOST_CONTACTS)] | None = None
    segment_id: Id | None = None
    list_id: Id | None = None

    @model_validator(mode="after")
    @whole_part
    def _is_one(self) -> Self:
        if [self.contact_ids, self.segment_id, self.list_id].count(None) != 2:
            raise ValueError("Name exactly one of `contact_ids`, `segment_id` and `list_id`.")
        return self


class BulkChangeDraft(Draft):
    """The request for a bulk change. A dry run changes nobody, and counts and lists what would become of each contact."""

    audience: BulkAudience
    change: ChangeOfEach
    dry_run: Flag = False


class BulkChangeState(StrEnum):
    """The progress of a bulk change."""

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"
    CANCELLED = "cancelled"


ENDED = frozenset({BulkChangeState.FINISHED, BulkChangeState.CANCELLED})


class Outcome(StrEnum):
    """What became of one contact, or would become of it in a dry run."""

    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class BulkChangeView(Record):
    """A bulk change as callers see it.

    `total` is null until the contacts are counted. `done` is the sum of `changed`, `unchanged` (they have it already) and `refused`.
    """

    bulk_change_id: str
    state: BulkChangeState = BulkChangeState.WAITING
    dry_run: Flag = False
    # Both null for chosen contacts.
    segment_id: str | None = None
    list_id: str | None = None
    change: ChangeOfEach
    # The hygiene task that began it.
    hygiene_task_id: str | None = None
    total: Count | None = None
    done: Count = 0
    changed: Count = 0
    unchanged: Count = 0
    refused: Count = 0
    created_at: Moment
    created_by: Actor
    finished_at: Moment | None = None
    cancelled_by: Actor | None = None


class BulkChange(BulkChangeView):
    """A stored bulk change. `slices` counts the collected ones, and `after` is where collecting continues.

    `slice` and `place` are the next contact to change. `due_at` is when the sweeper sends it to its job again, if no worker did more.
    """

    # It changes only contacts that this caller may edit.
    requested_by: Caller
    collected: Count = 0
    is_collected: Flag = False
    slices: Count = 0
    after: After | None = None
    slice: Count = 0
    place: Count = 0
    due_at: Moment | None = None


def collected(run: BulkChange, found: int, after: After | None) -> BulkChange:
    """Return the bulk change after one more page of its audience with this many contacts."""
    counted = run.collected + found
    return with_fields(
        run,
        collected=counted,
        slices=run.slices + (1 if found else 0),
        after=after,
        is_collected=after is None,
        total=counted if after is None else None,
    )


def counted(run: BulkChange, outcome: Outcome) -> BulkChange:
    """Return the bulk change after one more contact."""
    return with_fields(run, place=run.place + 1, done=run.done + 1, **{outcome.value: getattr(run, outcome.value) + 1})


def with_next_slice(run: BulkChange) -> BulkChange:
    """Return the bulk change at the begin of its next slice."""
    return with_fields(run, slice=run.slice + 1, place=0)


def finished(run: BulkChange, now: datetime) -> BulkChange:
    """Return the finished bulk change."""
    return with_fields(run, state=BulkChangeState.FINISHED, finished_at=now, due_at=None)


def cancelled(run: BulkChange, by: Actor, now: datetime) -> BulkChange:
    """Return the cancelled bulk change: who was changed stays so. Raises RuleBroken `run_finished`, `run_already_cancelled`."""
    if run.state is BulkChangeState.CANCELLED:
        raise RuleBroken(
            "The bulk change is already cancelled. GET /v1/bulk-changes/{id} says whom it changed.", code="run_already_cancelled"
        )
    if run.state is BulkChangeState.FINISHED:
        raise RuleBroken("The bulk change is already finished. Take it back with another bulk change.", code="run_finished")
    return next_version(run, state=BulkChangeState.CANCELLED, finished_at=now, cancelled_by=by, due_at=None)


def bulk_change_view(run: BulkChange) -> BulkChangeView:
    """Return the bulk change as callers see it."""
    return BulkChangeView(**{name: getattr(run, name) for name in BulkChangeView.model_fields})
