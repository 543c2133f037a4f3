"""A run that asks the contacts of a tenant for their consent again (S2.121-S2.125)."""

from datetime import datetime
from enum import StrEnum

from contactbook.domain.callers import Actor
from contactbook.domain.contacts import Contact
from contactbook.domain.values import Draft, Key, Moment, Record


class RunState(StrEnum):
    """How far a run has come."""

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"


class ReconsentDraft(Draft):
    """What a caller sends to ask again: the form that every contact gets."""

    form_attachment_id: Key


class ReconsentRunView(Record):
    """A run with its counts.

    `asked` counts contacts that are pending under the new form, or have answered it since; `untouched` those withdrawn,
    anonymised or waiting to be; `failed` those that could not be changed.
    """

    run_id: str
    form_attachment_id: str
    state: RunState = RunState.WAITING
    asked: int = 0
    untouched: int = 0
    failed: int = 0
    started_at: Moment
    started_by: Actor
    finished_at: Moment | None = None


class ReconsentRun(ReconsentRunView):
    """A stored run; `after` is where the next slice goes on, and is gone with the end of the run."""

    after: dict[str, str] | None = None


def was_asked_by(run: ReconsentRun, contact: Contact) -> bool:
    """Whether the run reached the contact before: it has the run's form, and no answer from before the run.

    A slice that is delivered again then leaves alone whoever has answered meanwhile.
    """
    consent = contact.consent
    if consent.form_attachment_id != run.form_attachment_id:
        return False
    return consent.updated_at is None or consent.updated_at >= run.started_at


def advanced(run: ReconsentRun, counts: dict[str, int], after: dict[str, str] | None, now: datetime) -> ReconsentRun:
    """The run after one page; without a place to go on it is finished."""
    return run.model_copy(
        update={
            "version": run.version + 1,
            "state": RunState.RUNNING if after else RunState.FINISHED,
            "finished_at": None if after else now,
            "after": after,
            **{name: getattr(run, name) + count for name, count in counts.items()},
        }
    )
