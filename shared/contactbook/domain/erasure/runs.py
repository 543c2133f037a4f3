"""Runs that anonymize every contact that meets the conditions of the settings (S2.138)."""

from enum import StrEnum

from contactbook.domain.base.callers import Actor, Caller
from contactbook.domain.base.paging import After
from contactbook.domain.base.values import Draft, Flag, Moment, Record, Value


class AnonymizationRunState(StrEnum):
    """The progress of a run."""

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"


class AnonymizationRunDraft(Draft):
    """The request for a run. With `dry_run` it anonymizes nobody, and lists whom it would."""

    dry_run: Flag = False


class AnonymizationOutcome(StrEnum):
    """What became of one contact in a run, or would become of it in a dry run."""

    ANONYMIZED = "anonymized"
    WOULD_ANONYMIZE = "would_anonymize"
    BLOCKED = "blocked"


class RunContact(Value):
    """One contact of a run, and every reason why it is blocked. A contact that the run passed over is not listed."""

    contact_id: str
    outcome: AnonymizationOutcome
    blockers: tuple[str, ...] = ()


class AnonymizationRunView(Record):
    """One run over the tenant's contacts, as callers see it.

    `contacts` counts what the run has looked at. The others count whom it anonymized, would anonymize (a dry run) and found blocked.
    """

    run_id: str
    dry_run: Flag = False
    state: AnonymizationRunState = AnonymizationRunState.WAITING
    contacts: int = 0
    anonymized: int = 0
    would_anonymize: int = 0
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
    # True once everything that was pending is settled, so that the walk over all contacts can begin.
    pending_done: Flag = False


def run_view(run: AnonymizationRun) -> AnonymizationRunView:
    """Return the run as callers see it."""
    return AnonymizationRunView(**{name: getattr(run, name) for name in AnonymizationRunView.model_fields})
