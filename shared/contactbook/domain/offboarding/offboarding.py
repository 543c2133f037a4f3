"""The off-boarding of a tenant: its data is handed over, waits to be fetched, and is erased (S8.6)."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StrictInt

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.base.paging import After
from contactbook.domain.base.values import Draft, Flag, Moment, Record, Value
from contactbook.domain.base.versions import next_version

# Longer than any function runs: what began before the tenant was closed has ended by then.
SETTLING = timedelta(minutes=15)
# Handing over or erasing that takes longer needs a person.
LATE_AFTER = timedelta(days=3)

# A number of items or bytes; a table has more than a `Count` may be.
Amount = Annotated[StrictInt, Field(ge=0)]


class OffboardingState(StrEnum):
    """How far an off-boarding is."""

    HANDING_OVER = "handing_over"
    WAITING = "waiting"
    ERASING = "erasing"
    FINISHED = "finished"


class Step(StrEnum):
    """What the job does at present."""

    READING = "reading"
    PACKING = "packing"
    ERASING = "erasing"
    VERIFYING = "verifying"


class OffboardingDraft(Draft):
    """The request to off-board a tenant: how many days its data can be fetched before it is erased."""

    erase_after_days: Annotated[StrictInt, Field(ge=1, le=365)] = 30


class Progress(Value):
    """How far a step is. While the table is read, both numbers count items of the whole table, and the total is an estimate."""

    step: Step
    done: Amount = 0
    total: Amount = 0


class Packing(Value):
    """How far the ZIP is written: its parts that were sent, their bytes, and the entries that they complete.

    `entry` is the number of the next or present entry among those whose names are known; behind them come the files. `after` is the
    last source that was read of a file of lines, or the last file. The rest is about an entry that is `open`: where it starts, and
    what the ZIP says about it at its end.
    """

    upload_id: str
    parts: Amount = 0
    length: Amount = 0
    entries: Amount = 0
    entry: Amount = 0
    after: str = ""
    open: Flag = False
    start: Amount = 0
    checksum: Amount = 0
    raw: Amount = 0
    packed: Amount = 0


class HandOver(Value):
    """The finished ZIP: its key in the bucket, its bytes, and when it was complete."""

    key: str
    size: Amount
    completed_at: Moment


class Certificate(Value):
    """What was erased of a tenant. It holds names of kinds, counts and who asked, and no value of a person.

    `items` counts what was erased by kind, `handed_over` the lines of each file of the hand-over. `files` and `messages` are the
    objects in the bucket and the domains at the email provider that were removed.
    """

    tenant_id: str
    requested_at: Moment
    requested_by: Actor
    handed_over_at: Moment
    erased_at: Moment
    handed_over: dict[str, Amount] = {}
    items: dict[str, Amount] = {}
    files: Amount = 0
    domains: Amount = 0


class Offboarding(Record):
    """The record of one off-boarding. Every step of the job is saved on its version, so a second worker changes nothing."""

    tenant_id: str
    group_id: str
    is_top: bool = False
    erase_after_days: int
    state: OffboardingState = OffboardingState.HANDING_OVER
    requested_at: Moment
    requested_by: Actor
    updated_at: Moment
    progress: Progress = Progress(step=Step.READING)
    # Where the reading or erasing of the table goes on, and how many pieces of the hand-over are written.
    cursor: After | None = None
    pieces: Amount = 0
    nouns: dict[str, Amount] = {}
    packing: Packing | None = None
    hand_over: HandOver | None = None
    erase_at: Moment | None = None
    # What was erased so far by kind, and whether the present pass over the table found anything.
    items: dict[str, Amount] = {}
    files: Amount = 0
    domains: Amount = 0
    found_some: bool = False
    certificate: Certificate | None = None

    @property
    def is_open(self) -> bool:
        """True while the job has something to do now or later."""
        return self.state is not OffboardingState.FINISHED

    def is_late(self, now: datetime) -> bool:
        """True if handing over or erasing takes for days: something stands in its way."""
        if self.state is OffboardingState.HANDING_OVER:
            return now - self.requested_at > LATE_AFTER
        return self.state is OffboardingState.ERASING and self.erase_at is not None and now - self.erase_at > LATE_AFTER


class Export(Value):
    """Where the hand-over can be fetched, until when, and its bytes. Ask again for a new address."""

    url: str
    expires_at: Moment
    size: Amount


class OffboardingView(Value):
    """An off-boarding as its parent and the operator see it."""

    tenant_id: str
    state: OffboardingState
    erase_after_days: int
    requested_at: Moment
    requested_by: Actor
    progress: Progress | None = None
    handed_over_at: Moment | None = None
    erase_at: Moment | None = None
    export: Export | None = None
    certificate: Certificate | None = None


def may_begin(known: Offboarding | None) -> None:
    """Raise RuleBroken `offboarding_exists` if the tenant is off-boarded already."""
    if known is not None:
        raise RuleBroken(
            "The tenant is being off-boarded already. GET /v1/tenants/{id}/offboarding shows how far it is.",
            code="offboarding_exists",
        )


def may_be_called_off(found: Offboarding) -> None:
    """Raise RuleBroken `offboarding_erasing` once the erasing began: nothing brings the data back."""
    if found.state in (OffboardingState.ERASING, OffboardingState.FINISHED):
        raise RuleBroken(
            "The tenant's data is being erased, or erased already. It cannot be called off.", code="offboarding_erasing"
        )


def handed_over(before: Offboarding, hand_over: HandOver, now: datetime) -> Offboarding:
    """Return the off-boarding that waits until the data was fetched."""
    return next_version(
        before,
        state=OffboardingState.WAITING,
        hand_over=hand_over,
        packing=None,
        updated_at=now,
        erase_at=now + timedelta(days=before.erase_after_days),
    )


def erasing(before: Offboarding, now: datetime) -> Offboarding:
    """Return the off-boarding that begins to erase."""
    total = sum(before.nouns.values())
    progress = Progress(step=Step.ERASING, total=total)
    return next_version(before, state=OffboardingState.ERASING, cursor=None, progress=progress, updated_at=now)


def finished(before: Offboarding, now: datetime) -> Offboarding:
    """Return the off-boarding that is done, with its certificate and without anything that only the job needed."""
    certificate = Certificate(
        tenant_id=before.tenant_id,
        requested_at=before.requested_at,
        requested_by=before.requested_by,
        handed_over_at=before.hand_over.completed_at if before.hand_over else now,
        erased_at=now,
        handed_over=before.nouns,
        items=before.items,
        files=before.files,
        domains=before.domains,
    )
    return next_version(
        before,
        state=OffboardingState.FINISHED,
        hand_over=None,
        cursor=None,
        nouns={},
        items={},
        updated_at=now,
        certificate=certificate,
    )
