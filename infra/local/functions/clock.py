"""The one clock of the local stack: real time, or real time with an offset."""

import threading
from datetime import UTC, datetime, timedelta


class Clock:
    """A clock that runs at the real pace from the time to which it was set."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._offset = timedelta(0)

    def now(self) -> datetime:
        """Return the stack's time, aware and in UTC."""
        with self._lock:
            return datetime.now(UTC) + self._offset

    def set(self, instant: datetime) -> None:
        """Show `instant` (aware) now, and go on from there."""
        with self._lock:
            self._offset = instant - datetime.now(UTC)

    def reset(self) -> None:
        """Return to real time."""
        with self._lock:
            self._offset = timedelta(0)

    @property
    def offset(self) -> float:
        """Seconds by which the stack's time is ahead of the time of this machine."""
        return self._offset.total_seconds()

    @property
    def is_real(self) -> bool:
        """True if the stack's time is the time of this machine."""
        return self._offset == timedelta(0)
