"""The counts and the state of a run, derived from the final states of its communications (S3.20)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum

from contactbook.domain.base.values import Value
from contactbook.domain.communications.communication_states import ACCEPTED, CommunicationState
from contactbook.domain.communications.communications import Communication
from contactbook.domain.runs.runs import Run

# The outcomes under which a run counts its communications. A later report of the provider is still counted as `sent`.
SENT, SKIPPED, FAILED, UNKNOWN, CANCELLED = "sent", "skipped", "failed", "unknown", "cancelled"
# A recipient that an earlier slice of the run holds as well, because the audience changed while it was paged.
REPEATED = "repeated"
# How many communications ended with each outcome; a skipped one is counted under `skipped#<reason>`.
Ends = Mapping[str, int]
_OUTCOMES = {
    CommunicationState.FAILED: FAILED,
    CommunicationState.UNKNOWN: UNKNOWN,
    CommunicationState.CANCELLED: CANCELLED,
    **dict.fromkeys(ACCEPTED, SENT),
}


def outcome_of(found: Communication) -> str | None:
    """Return the outcome under which a run counts the communication, or None while it is open."""
    if found.state is CommunicationState.SKIPPED:
        return f"{SKIPPED}#{found.reason or ''}"
    return _OUTCOMES.get(found.state)


def added(*several: Ends) -> dict[str, int]:
    """Return the sum of these counts, without zeros."""
    names = {name for ends in several for name in ends}
    total = {name: sum(ends.get(name, 0) for ends in several) for name in sorted(names)}
    return {name: count for name, count in total.items() if count}


def change_of(before: Ends, after: Ends) -> dict[str, int]:
    """Return what has to be added to `before` to get `after`."""
    return added(after, {name: -count for name, count in before.items()})


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


def run_counts(planned: int, several: Iterable[Ends]) -> RunCounts:
    """Add up the ends. A recipient that two slices hold is one recipient."""
    totals: dict[str, int] = {}
    because: dict[str, int] = {}
    for name, number in added(*several).items():
        outcome, _, reason = name.partition("#")
        totals[outcome] = totals.get(outcome, 0) + number
        if outcome == SKIPPED:
            because[reason] = because.get(reason, 0) + number
    # A correction may be added before the count that it corrects.
    totals = {outcome: max(0, number) for outcome, number in totals.items()}
    return RunCounts(
        planned=planned - totals.get(REPEATED, 0),
        sent=totals.get(SENT, 0),
        skipped=totals.get(SKIPPED, 0),
        failed=totals.get(FAILED, 0),
        unknown=totals.get(UNKNOWN, 0),
        cancelled=totals.get(CANCELLED, 0),
        skipped_because={reason: number for reason, number in because.items() if number > 0},
    )


def has_ended(run: Run, counts: RunCounts) -> bool:
    """True if the run is cancelled or finished: also what quiet hours put off, or a user moved, has a final state."""
    is_finished = run.planning.complete and (run.dry_run or counts.ended >= counts.planned)
    return is_finished or run.cancelled_at is not None


def run_state(run: Run, counts: RunCounts, now: datetime) -> RunState:
    """Return the run's state: `finished` only when its planning is complete and every communication has a final state."""
    if has_ended(run, counts):
        return RunState.FINISHED if run.cancelled_at is None else RunState.CANCELLED
    if run.paused_until is not None and run.paused_until > now:
        return RunState.PAUSED
    return RunState.RUNNING if run.planning.begun else RunState.PLANNED
