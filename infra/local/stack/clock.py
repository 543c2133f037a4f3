"""The one clock of the local stack: real time, or real time moved to another instant."""

import threading
from datetime import UTC, datetime, timedelta


class Clock:
    """Time that runs on at the real pace from wherever it was set."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._offset = timedelta(0)

    def now(self) -> datetime:
        """The stack's time, aware and in UTC."""
        with self._lock:
            return datetime.now(UTC) + self._offset

    def set(self, instant: datetime) -> None:
        """Stand at `instant` (aware) and go on from there."""
        with self._lock:
            self._offset = instant - datetime.now(UTC)

    def reset(self) -> None:
        """Go back to real time."""
        with self._lock:
            self._offset = timedelta(0)

    @property
    def is_real(self) -> bool:
        """Whether the stack's time is this machine's."""
        return self._offset == timedelta(0)
