"""Runs of the name-day rules, and for which days a tenant's daily work is done."""

from enum import StrEnum

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.paging import After
from contactbook.domain.base.values import Day, Moment, Record, Value
from contactbook.domain.settings.sending import NameDayMode


class NameDayRunState(StrEnum):
    """The progress of a run."""

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"


class NameDayRun(Record):
    """One run of the rules over the tenant's contacts; `cursor` is where the next slice continues."""

    run_id: str
    state: NameDayRunState = NameDayRunState.WAITING
    apply_to: NameDayMode
    contacts: int = 0
    changed: int = 0
    started_at: Moment
    # The user who asked for it; None for one that a schedule started.
    started_by: Actor | None = None
    finished_at: Moment | None = None
    cursor: After | None = None


class NameDayProgress(Value):
    """The days for which the tenant's daily work is done."""

    version: int = 0
    rules_ran_on: Day | None = None
    celebrated_on: Day | None = None
