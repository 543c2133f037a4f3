"""A run that asks the contacts of a tenant for their consent again (S2.121-S2.125)."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.values import Draft, Flag, Key, Moment, Record
from contactbook.domain.base.versions import next_version
from contactbook.domain.consent.states import ASKED_AGAIN
from contactbook.domain.contacts.record import Contact


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


class Outcome(StrEnum):
    """What became of one contact in a run."""

    ASKED = "asked"
    ASKED_BEFORE = "asked_before"
    UNTOUCHED = "untouched"
    FAILED = "failed"


class ReconsentRun(ReconsentRunView):
    """A stored run; `after` is where the next slice goes on, and is gone with the end of the run.

    The contacts are paged by name, and one that is renamed meanwhile can slip behind the place that was reached. So they are
    paged twice: the second time, `is_second_look`, only whoever was missed is asked.
    """

    is_second_look: Flag = False
    after: dict[str, str] | None = None


def was_asked_by(run: ReconsentRun, contact: Contact) -> bool:
    """Whether the run reached the contact before: it has the run's form, and no answer from before the run.

    A slice that is delivered again then leaves alone whoever has answered meanwhile.
    """
    consent = contact.consent
    if consent.form_attachment_id != run.form_attachment_id:
        return False
    return consent.updated_at is None or consent.updated_at >= run.started_at


def may_be_missed(run: ReconsentRun, contact: Contact) -> bool:
    """Whether the second look has to take the contact in hand."""
    is_asked = contact.consent.state in ASKED_AGAIN and contact.erasure is None and not contact.anonymization_pending
    return is_asked and not was_asked_by(run, contact)


def advanced(run: ReconsentRun, outcomes: Sequence[Outcome], after: dict[str, str] | None, now: datetime) -> ReconsentRun:
    """The run after one page; past the end of the second look it is finished."""
    is_over = after is None and run.is_second_look
    # The first look counts everyone once, also a page that is repeated; the second one only whom it asked itself.
    asked = {Outcome.ASKED} if run.is_second_look else {Outcome.ASKED, Outcome.ASKED_BEFORE}
    return next_version(
        run,
        state=RunState.FINISHED if is_over else RunState.RUNNING,
        finished_at=now if is_over else None,
        is_second_look=run.is_second_look or after is None,
        after=after,
        asked=run.asked + sum(outcome in asked for outcome in outcomes),
        untouched=run.untouched + (0 if run.is_second_look else outcomes.count(Outcome.UNTOUCHED)),
        failed=run.failed + (0 if run.is_second_look else outcomes.count(Outcome.FAILED)),
    )
