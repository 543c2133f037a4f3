"""Notification runs: one message to an audience, planned slice by slice; its state and counts are derived, never kept (S3.20)."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.base.values import Draft, Flag, Key, Moment, Record, Value
from contactbook.domain.base.versions import next_version
from contactbook.domain.decisions.contact_information import Level
from contactbook.domain.decisions.notification_types import ACCOUNT_LEVEL_ORIGINS, Channel, Origin, Service
from contactbook.domain.notifications.communications import ANY_SERVICE, communication_id, derived_tail

MOST_CONTACTS = 5_000
# How many of its slices a run may have in the sender's queue at once: a large run never stands before a small one.
LANES = 4

Id = Annotated[str, StringConstraints(min_length=5, max_length=64)]


class Audience(Draft):
    """Whom a run is for: exactly one of a list, a segment, chosen contacts or everyone."""

    list_id: Id | None = None
    segment_id: Id | None = None
    contact_ids: Annotated[tuple[Id, ...], Field(min_length=1, max_length=MOST_CONTACTS)] | None = None
    all: Flag = False

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        named = [self.list_id is not None, self.segment_id is not None, self.contact_ids is not None, self.all]
        if named.count(True) != 1:
            raise ValueError("an audience is exactly one of list_id, segment_id, contact_ids and all: true")
        return self


class Exclude(Draft):
    """Whom a run leaves out though the audience names them."""

    suppression_list_ids: Annotated[tuple[Id, ...], Field(max_length=20)] = ()


class RunDraft(Draft):
    """What a caller sends to start a run."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "notification_type_id": "nty_01J9Z3V6T4N8Q2W5R7Y0B1C3D5",
                    "template_id": "tpl_01J9Z3V6T4N8Q2W5R7Y0B1C3D5",
                    "channel": "email",
                    "origin": "contact_report",
                    "audience": {"list_id": "lst_01J9Z3V6T4N8Q2W5R7Y0B1C3D5"},
                }
            ]
        },
    )
    notification_type_id: Id
    template_id: Id
    channel: Channel
    origin: Literal[Origin.CONTACT_REPORT, Origin.ACCOUNT_REPORT] = Origin.CONTACT_REPORT
    audience: Audience
    exclude: Exclude = Exclude()
    service_group: Key | None = None
    scheduled_for: Moment | None = None
    dry_run: Flag = False


class RunState(StrEnum):
    """How far a run has come, as its communications tell."""

    PLANNED = "planned"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class Recipient(Value):
    """One line of a run: a contact, and the account where the audience names one."""

    contact_id: str
    account_id: str | None = None


class Slice(Record):
    """A page of a run's audience, as it was when it was planned. `after` is where the next one goes on."""

    run_id: str
    number: int
    recipients: tuple[Recipient, ...]
    after: dict[str, str] | None = None
    # When the sweeper sees to it that somebody works on it; None once it is done, or for a dry run.
    due_at: Moment | None = None

    @property
    def is_done(self) -> bool:
        """Whether all of it came to an end."""
        return self.due_at is None


class Planning(Value):
    """How far the planner has come: slices made, recipients in them, and where it goes on."""

    slices: int = 0
    planned: int = 0
    after: dict[str, str] | None = None
    begun: bool = False
    complete: bool = False


class Run(Record):
    """A stored run. `tally` is what a dry run counted."""

    run_id: str
    notification_type_id: str
    template_id: str
    channel: Channel
    origin: Origin
    audience: Audience
    exclude: Exclude = Exclude()
    service_group: str | None = None
    scheduled_for: Moment | None = None
    dry_run: Flag = False
    schedule_id: str | None = None
    # Whoever asked for it: the audience holds only contacts that this caller may select.
    requested_by: Caller
    planning: Planning = Planning()
    tally: dict[str, int] = {}
    paused_until: Moment | None = None
    paused_because: str | None = None
    cancelled_at: Moment | None = None
    due_at: Moment | None = None
    created_at: Moment
    updated_at: Moment

    @property
    def is_account_level(self) -> bool:
        """Whether account information is tried first (S0.9, S0.10)."""
        return self.origin in ACCOUNT_LEVEL_ORIGINS

    def service_for(self, recipient: Recipient) -> Service | None:
        """The Service section that this origin gives a recipient's communication (S0.18, S0.26)."""
        if not self.is_account_level:
            return None
        if recipient.account_id:
            return Service(account_id=recipient.account_id, service=self.service_group)
        return Service(service=self.service_group or ANY_SERVICE)

    def communication_of(self, recipient: Recipient) -> str:
        """The id of the one communication that this run has with a recipient over its channel."""
        tail = derived_tail(self.run_id, recipient.contact_id, recipient.account_id, self.channel)
        return communication_id(recipient.contact_id, tail)


# The outcomes under which a run counts its communications; what a provider tells later stays under `sent`.
SENT, SKIPPED, FAILED, UNKNOWN, CANCELLED = "sent", "skipped", "failed", "unknown", "cancelled"
Ends = Mapping[tuple[str, str], int]


class RunCounts(Value):
    """What became of a run's recipients; `planned` is how many there are so far."""

    planned: int = 0
    sent: int = 0
    skipped: int = 0
    failed: int = 0
    unknown: int = 0
    cancelled: int = 0
    skipped_because: dict[str, int] = {}

    @property
    def ended(self) -> int:
        """How many have an end state."""
        return self.sent + self.skipped + self.failed + self.unknown + self.cancelled


def counts_of(planned: int, ends: Ends) -> RunCounts:
    """The counts that the ends (outcome, reason) come to."""
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


def state_of(run: Run, counts: RunCounts, now: datetime) -> RunState:
    """The run's state: `finished` only when it is planned to its end and every recipient has an end state."""
    if run.cancelled_at is not None:
        return RunState.CANCELLED
    if run.planning.complete and (run.dry_run or counts.ended >= counts.planned):
        return RunState.FINISHED
    if run.paused_until is not None and run.paused_until > now:
        return RunState.PAUSED
    return RunState.RUNNING if run.planning.begun else RunState.PLANNED


def cancelled(run: Run, now: datetime) -> Run:
    """The run as nothing more is armed for it. Raises RuleBroken `run_already_cancelled`, `dry_run_sends_nothing`."""
    if run.cancelled_at is not None:
        raise RuleBroken("The run was cancelled before.", code="run_already_cancelled")
    if run.dry_run:
        raise RuleBroken("A dry run sends nothing that could be cancelled.", code="dry_run_sends_nothing")
    return next_version(run, cancelled_at=now, paused_until=None, updated_at=now)


class RunView(RunCounts):
    """A run as callers see it."""

    run_id: str
    state: RunState
    notification_type_id: str
    template_id: str
    channel: Channel
    origin: Origin
    audience: Audience
    exclude: Exclude
    service_group: str | None = None
    scheduled_for: Moment | None = None
    dry_run: Flag = False
    schedule_id: str | None = None
    paused_until: Moment | None = None
    paused_because: str | None = None
    cancelled_at: Moment | None = None
    created_at: Moment
    version: int


class RunSummary(Value):
    """A run in a list: without its counts, which are one query each."""

    run_id: str
    notification_type_id: str
    template_id: str
    channel: Channel
    origin: Origin
    scheduled_for: Moment | None = None
    dry_run: Flag = False
    schedule_id: str | None = None
    cancelled_at: Moment | None = None
    created_at: Moment


class RunDecision(Value):
    """One contact of a run: contacted or not, why, and where (S0.28: looking sends nothing)."""

    contact_id: str
    account_id: str | None = None
    contacted: Flag
    reason: str | None = None
    channel: Channel
    address: str | None = None
    address_level: Level | None = None
    communication_id: str | None = None
    state: str | None = None
