"""Runs that anonymize every contact that meets the conditions of the settings (S2.138)."""

from enum import StrEnum

from contactbook.domain.base.callers import Actor, Caller
from contactbook.domain.base.paging import After
from contactbook.domain.base.values import Moment, Record


class AnonymizationRunState(StrEnum):
    """The progress of a run."""

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"


class AnonymizationRunView(Record):
    """One run over the tenant's contacts, as callers see it."""

    run_id: str
    state: AnonymizationRunState = AnonymizationRunState.WAITING
    contacts: int = 0
    anonymized: int = 0
    blocked: int = 0
    started_at: Moment
    # The user who asked for it; None for one that a schedule started.
    started_by: Actor | None = None
    finished_at: Moment | None = None


class AnonymizationRun(AnonymizationRunView):
    """A stored run. `cursor` is where the next slice continues: the name of a contact, which not everybody may see."""

    # The run anonymizes only what this caller may change. The daily batch asks as a job, which may change everybody.
    requested_by: Caller | None = None
    cursor: After | None = None


def run_view(run: AnonymizationRun) -> AnonymizationRunView:
    """Return the run as callers see it."""
    return AnonymizationRunView(**{name: getattr(run, name) for name in AnonymizationRunView.model_fields})
