"""The directory in which a local stack keeps everything. One stack at a time can use it."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


class AlreadyRunningError(Exception):
    """Another local stack uses the same state directory."""


def is_locked(directory: Path) -> bool:
    """True if a local stack uses this state directory now."""
    try:
        with locked(directory):
            return False
    except AlreadyRunningError:
        return True


@contextmanager
def locked(directory: Path) -> Iterator[Callable[[str], None]]:
    """Lock the state directory while the body runs, and yield a function that notes the address at which the stack answers.

    Raise AlreadyRunningError if another process has the lock. It names that process and its address.
    """
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / "lock").open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            lock.seek(0)
            process, _, address = lock.read().strip().partition(" ")
            at = f" at {address}" if address else ""
            raise AlreadyRunningError(f"a local stack is already running{at} (process {process})") from error

        def note(text: str) -> None:
            lock.write(text)
            lock.flush()

        lock.truncate(0)
        note(str(os.getpid()))
        yield lambda address: note(f" {address}")
