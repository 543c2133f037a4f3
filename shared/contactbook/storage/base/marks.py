"""The mark that a request with an Idempotency-Key leaves in each of its transactions.

The mark commits together with the change. If the function dies before the answer is kept, whoever repeats the request learns
from it how many transactions were carried out, and does not carry those out again.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from contactbook.storage.base.limits import MOST_WRITES
from contactbook.storage.base.rows import Put, Write


@dataclass
class Mark:
    """The running request: how many transactions it has seen, and how many an earlier run of it had carried out."""

    # The write that says that so many transactions are carried out; it fails where another run took the request over.
    write_of: Callable[[int], Put]
    done_before: int = 0
    seen: int = 0

    def is_done(self) -> bool:
        """Whether the next transaction was carried out by an earlier run; it then counts as seen."""
        if self.seen < self.done_before:
            self.seen += 1
            return True
        return False

    def added_to(self, writes: Sequence[Write]) -> Sequence[Write]:
        """The writes of the next transaction with the mark."""
        return [*writes, self.write_of(self.seen + 1)] if len(writes) < MOST_WRITES else writes


_running: ContextVar[Mark | None] = ContextVar("mark_of_the_running_request", default=None)


@contextmanager
def unmarked() -> Iterator[None]:
    """Leave the mark out of the transactions made inside: of work that may be repeated, and is fenced in another way."""
    token = _running.set(None)
    try:
        yield
    finally:
        _running.reset(token)


def running_mark() -> Mark | None:
    """The mark of the request at hand; None for one without a key, and for jobs."""
    return _running.get()


@contextmanager
def marking(mark: Mark) -> Iterator[None]:
    """Put this mark into every transaction made inside."""
    token = _running.set(mark)
    try:
        yield
    finally:
        _running.reset(token)
