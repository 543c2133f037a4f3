"""The directory in which a local stack keeps everything. One stack at a time can use it."""

import fcntl
import os
from collections.abc import Iterator
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
def locked(directory: Path) -> Iterator[None]:
    """Lock the state directory while the body runs. Raise AlreadyRunningError if another process has the lock."""
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / "lock").open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            lock.seek(0)
            raise AlreadyRunningError(f"a local stack is already running (process {lock.read().strip()})") from error
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield
