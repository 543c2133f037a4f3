"""The mark that a request with an Idempotency-Key writes in each of its transactions.

The mark counts the request's committed transactions and commits together with each of them. If the function dies before it keeps
its answer, a repeated request reads the mark and skips the transactions that are committed already.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from contactbook.storage.base.limits import MOST_WRITES
from contactbook.storage.base.rows import Put, Write


@dataclass
class Mark:
    """The progress of the running request: transactions so far, and transactions that an earlier run committed."""

    # Makes the write that saves the number of committed transactions. It fails if another run took the request over.
    write_of: Callable[[int], Put]
    done_before: int = 0
    seen: int = 0

    def skip_if_done(self) -> bool:
        """Count the next transaction and return True if an earlier run committed it; else return False."""
        if self.seen < self.done_before:
            self.seen += 1
            return True
        return False

    def added_to(self, writes: Sequence[Write]) -> Sequence[Write]:
        """Return the writes of the next transaction with the mark. A full transaction goes without it."""
        return [*writes, self.write_of(self.seen + 1)] if len(writes) < MOST_WRITES else writes


_running: ContextVar[Mark | None] = ContextVar("mark_of_the_running_request", default=None)


@contextmanager
def unmarked() -> Iterator[None]:
    """Leave the mark out of the transactions made inside, for work that may be repeated."""
    token = _running.set(None)
    try:
        yield
    finally:
        _running.reset(token)


def running_mark() -> Mark | None:
    """Return the mark of the running request; None for a request without a key and for jobs."""
    return _running.get()


@contextmanager
def marking(mark: Mark) -> Iterator[None]:
    """Add this mark to every transaction made inside."""
    token = _running.set(mark)
    try:
        yield
    finally:
        _running.reset(token)
