"""What can go wrong at a call, where, and when: the names, and which of them make sense together."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from tests.faults.calls import Call


class Fault(StrEnum):
    """What goes wrong."""

    THROTTLED = "throttled"
    """The service refuses for now; nothing is done."""
    CANCELLED_BY_THROTTLING = "cancelled_by_throttling"
    """A transaction is cancelled because one of its items is throttled; nothing is done."""
    CONFLICT = "conflict"
    """Another transaction holds the item; nothing is done, and botocore does not retry it."""
    TIMED_OUT = "timed_out"
    """No answer in time; the caller cannot tell whether it was done."""
    DROPPED = "dropped"
    """The connection breaks; the caller cannot tell either."""
    SERVER_ERROR = "server_error"
    """A 500 from the service; the caller cannot tell either."""
    PARTIAL = "partial"
    """A batch is done by half; the answer names the rest as unprocessed or failed."""
    DEATH = "death"
    """The worker dies: no line of it runs that could still reach AWS."""


class Moment(StrEnum):
    """When: before the service did what was asked, or after, so that only the answer is lost."""

    BEFORE = "before"
    AFTER = "after"


class Level(StrEnum):
    """Where: above botocore's retries, where the code sees it, or below them, where botocore sees it and sends again."""

    ABOVE = "above"
    BELOW = "below"


class WorkerDied(BaseException):
    """Sudden death. It is no `Exception`, so that no code under test catches it by accident."""


Which = Callable[[Call], bool]


def any_call(call: Call) -> bool:
    """Every call."""
    return True


def to(*names: str) -> Which:
    """Only calls of these services (`dynamodb`), operations (`PutItem`) or both (`dynamodb.PutItem`)."""
    return lambda call: bool({call.service, call.operation, call.name} & set(names))


@dataclass(frozen=True)
class Injection:
    """One fault at the `index`-th call (from 0, among those that `which` names) of `worker`, or of all workers together.

    Below the retries it hits the call's first `times` sendings.
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
# Botocore retries none of these, so above and below would be the same thing twice.
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
    """Whether this kind of call can meet this fault at all."""
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
    """Every call, every fault, before and after, above and below, without the combinations that mean nothing.

    `calls` are those of a run without faults (`count_calls`), or only their number, for `parametrize`: then an injection
    may meet a call that cannot have it, and does nothing. `which` leaves calls out; the index still counts all of them.
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
