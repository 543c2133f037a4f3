"""Runs of the name-day rules, and for which days a tenant's daily work is done."""

from enum import StrEnum

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.paging import After
from contactbook.domain.base.values import Day, Flag, Moment, Record, Value
from contactbook.domain.settings.sending import NameDayMode


class NameDayRunState(StrEnum):
    """The progress of a run."""

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"


class NameDayRunView(Record):
    """One run of the rules over the tenant's contacts, as callers see it."""

    run_id: str
    state: NameDayRunState = NameDayRunState.WAITING
    apply_to: NameDayMode
    contacts: int = 0
    changed: int = 0
    failed: int = 0
    started_at: Moment
    # The user who asked for it; None for one that a schedule started.
    started_by: Actor | None = None
    finished_at: Moment | None = None


class NameDayRun(NameDayRunView):
    """A stored run. `cursor` is where the next slice continues: the name of a contact, which not everybody may see.

    `only_moving`: it gives the days anew that moved with Easter, and leaves all others.
    """

    only_moving: Flag = False

    cursor: After | None = None


def run_view(run: NameDayRun) -> NameDayRunView:
    """Return the run as callers see it."""
    return NameDayRunView(**{name: getattr(run, name) for name in NameDayRunView.model_fields})


class NameDayProgress(Value):
    """The days for which the tenant's daily work is done."""

    version: int = 0
    rules_ran_on: Day | None = None
    # The year for which the movable days were given.
    moved_for: int | None = None
    celebrated_on: Day | None = None
