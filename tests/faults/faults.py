"""The faults that a call can have, where and when, and which of them are possible together."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from tests.faults.calls import Call


class Fault(StrEnum):
    """What goes wrong."""

    THROTTLED = "throttled"
    """The service refuses for now. Nothing is done."""
    CANCELLED_BY_THROTTLING = "cancelled_by_throttling"
    """A transaction is cancelled because one of its items is throttled. Nothing is done."""
    CONFLICT = "conflict"
    """Another transaction holds the item. Nothing is done, and botocore does not retry."""
    TIMED_OUT = "timed_out"
    """No answer comes in time. The caller cannot tell whether the work was done."""
    DROPPED = "dropped"
    """The connection breaks. The caller cannot tell whether the work was done."""
    SERVER_ERROR = "server_error"
    """The service answers 500. The caller cannot tell whether the work was done."""
    PARTIAL = "partial"
    """Half of a batch is done. The answer names the rest as unprocessed or failed."""
    DEATH = "death"
    """The worker dies. None of its later code can reach AWS."""


class Moment(StrEnum):
    """When: before the service does the work, or after it, so that only the answer is lost."""

    BEFORE = "before"
    AFTER = "after"


class Level(StrEnum):
    """Where: above botocore's retries, so that the code sees the fault, or below them, so that botocore sends again."""

    ABOVE = "above"
    BELOW = "below"


class WorkerDied(BaseException):
    """The worker died suddenly. It is not an `Exception`, so that no code under test catches it by accident."""


Which = Callable[[Call], bool]


def any_call(call: Call) -> bool:
    """True for every call."""
    return True


def to(*names: str) -> Which:
    """Select only calls of these services (`dynamodb`), operations (`PutItem`) or both (`dynamodb.PutItem`)."""
    return lambda call: bool({call.service, call.operation, call.name} & set(names))


@dataclass(frozen=True)
class Injection:
    """One fault at a call of `worker`, or of all workers together: the `index`-th (from 0) that `which` selects.

    Below the retries it applies to the first `times` sendings of the call.
    """

    index: int
    fault: Fault
    moment: Moment = Moment.BEFORE
    level: Level = Level.ABOVE
    worker: str | None = None
    times: int = 1
    which: Which = any_call

    def __str__(self) -> str:
        whose = f"{self.worker}'s " if self.worker else ""
        return f"{self.fault} {self.moment} {whose}call {self.index}, {self.level} the retries"


_BEFORE_ONLY = {Fault.THROTTLED, Fault.CANCELLED_BY_THROTTLING, Fault.CONFLICT, Fault.PARTIAL}
# Botocore retries none of these, so above and below would be the same.
_ABOVE_ONLY = {Fault.CANCELLED_BY_THROTTLING, Fault.CONFLICT, Fault.PARTIAL, Fault.DEATH}
_TRANSACTIONS = {"dynamodb.TransactWriteItems", "dynamodb.TransactGetItems"}
_CONFLICTING = _TRANSACTIONS | {"dynamodb.PutItem", "dynamodb.UpdateItem", "dynamodb.DeleteItem"}
BATCHES = {
    "dynamodb.BatchWriteItem": "UnprocessedItems",
    "dynamodb.BatchGetItem": "UnprocessedKeys",
    "sqs.SendMessageBatch": "Failed",
    "sqs.DeleteMessageBatch": "Failed",
    "events.PutEvents": "Entries",
}


def makes_sense(fault: Fault, call: Call) -> bool:
    """True if this kind of call can have this fault at all."""
    if fault is Fault.CONFLICT:
        return call.name in _CONFLICTING
    if fault is Fault.CANCELLED_BY_THROTTLING:
        return call.name in _TRANSACTIONS
    return fault is not Fault.PARTIAL or call.name in BATCHES


def every_injection(
    calls: Sequence[Call] | int,
    *,
    faults: Sequence[Fault] = tuple(Fault),
    levels: Sequence[Level] = tuple(Level),
    moments: Sequence[Moment] = tuple(Moment),
    which: Which = any_call,
    worker: str | None = None,
) -> Iterator[Injection]:
    """Return every call with every fault, before and after, above and below, without impossible combinations.

    `calls` are those of a run without faults (`count_calls`), or only their number, for `parametrize`. With a number, an
    injection may be impossible for its call and then does nothing. `which` leaves calls out; the index still counts all.
    """
    known: Sequence[Call | None] = [None] * calls if isinstance(calls, int) else calls
    for index, call in enumerate(known):
        if call is not None and not which(call):
            continue
        for fault, level, moment in product(faults, levels, moments):
            if (level is Level.BELOW and fault in _ABOVE_ONLY) or (moment is Moment.AFTER and fault in _BEFORE_ONLY):
                continue
            if call is None or makes_sense(fault, call):
                yield Injection(index, fault, moment, level, worker)
