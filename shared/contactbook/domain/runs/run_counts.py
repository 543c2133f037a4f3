"""The counts and the state of a run, derived from the final states of its communications (S3.20)."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from contactbook.domain.base.values import Value
from contactbook.domain.runs.runs import Run

# The outcomes under which a run counts its communications. A later report of the provider is still counted as `sent`.
SENT, SKIPPED, FAILED, UNKNOWN, CANCELLED = "sent", "skipped", "failed", "unknown", "cancelled"
# How many communications ended with each (outcome, reason).
Ends = Mapping[tuple[str, str], int]


class RunState(StrEnum):
    """The state of a run."""

    PLANNED = "planned"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class RunCounts(Value):
    """How many recipients a run has had so far (`planned`), and how their communications ended."""

    planned: int = 0
    sent: int = 0
    skipped: int = 0
    failed: int = 0
    unknown: int = 0
    cancelled: int = 0
    skipped_because: dict[str, int] = {}

    @property
    def ended(self) -> int:
        """The number of communications with a final state."""
        return self.sent + self.skipped + self.failed + self.unknown + self.cancelled


def run_counts(planned: int, ends: Ends) -> RunCounts:
    """Add up the ends."""
    totals: dict[str, int] = {}
    because: dict[str, int] = {}
    for (outcome, reason), number in ends.items():
        totals[outcome] = totals.get(outcome, 0) + number
        if outcome == SKIPPED:
            because[reason] = because.get(reason, 0) + number
    return RunCounts(
        planned=planned,
        sent=totals.get(SENT, 0),
        skipped=totals.get(SKIPPED, 0),
        failed=totals.get(FAILED, 0),
        unknown=totals.get(UNKNOWN, 0),
        cancelled=totals.get(CANCELLED, 0),
        skipped_because=dict(sorted(because.items())),
    )


def tallied_ends(run: Run) -> Ends:
    """Return the ends that a dry run counted."""
    return {(outcome, reason): count for name, count in run.tally.items() for outcome, _, reason in [name.partition("#")]}


def run_state(run: Run, counts: RunCounts, now: datetime) -> RunState:
    """Return the run's state: `finished` only when its planning is complete and every communication has a final state."""
    if run.cancelled_at is not None:
        return RunState.CANCELLED
    if run.planning.complete and (run.dry_run or counts.ended >= counts.planned):
        return RunState.FINISHED
    if run.paused_until is not None and run.paused_until > now:
        return RunState.PAUSED
    return RunState.RUNNING if run.planning.begun else RunState.PLANNED
