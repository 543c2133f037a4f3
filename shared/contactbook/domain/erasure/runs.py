"""Runs that anonymize every contact that meets the conditions of the settings (S2.138)."""

from enum import StrEnum

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.paging import After
from contactbook.domain.base.values import Moment, Record


class AnonymizationRunState(StrEnum):
    """The progress of a run."""

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"


class AnonymizationRun(Record):
    """One run over the tenant's contacts; `cursor` is where the next slice continues."""

    run_id: str
    state: AnonymizationRunState = AnonymizationRunState.WAITING
    contacts: int = 0
    anonymized: int = 0
    blocked: int = 0
    started_at: Moment
    # The user who asked for it; None for one that a schedule started.
    started_by: Actor | None = None
    finished_at: Moment | None = None
    cursor: After | None = None
