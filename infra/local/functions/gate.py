"""A gate that functions pass while they run. A reset or stop closes it and waits until none runs."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager


class Gate:
    """Many can be inside at once; nobody enters while it is closed. Entering again from inside never waits."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._inside: Counter[str] = Counter()
        self._closing = False
        self._mine = threading.local()

    @contextmanager
    def inside(self, name: str) -> Iterator[None]:
        """Stay inside while the body runs. Wait first if the gate is closed."""
        nested = getattr(self._mine, "depth", 0)
        with self._changed:
            self._changed.wait_for(lambda: nested or not self._closing)
            self._inside[name] += 1
        self._mine.depth = nested + 1
        try:
            yield
        finally:
            self._mine.depth = nested
            with self._changed:
                self._inside[name] -= 1
                self._inside += Counter()
                self._changed.notify_all()

    @contextmanager
    def closed(self, within: float) -> Iterator[None]:
        """Close the gate while the body runs. Raise TimeoutError if somebody is still inside after `within` seconds."""
        deadline = time.monotonic() + within
        with self._changed:
            if not self._changed.wait_for(lambda: not self._closing, within):
                raise TimeoutError("A reset is already running.")
            self._closing = True
            if not self._changed.wait_for(lambda: not self._inside, deadline - time.monotonic()):
                self._open()
                raise TimeoutError(f"These functions are still running: {', '.join(sorted(self._inside))}")
        try:
            yield
        finally:
            with self._changed:
                self._open()

    @property
    def is_closing(self) -> bool:
        """True while a caller waits for the gate to empty. Running functions then see no time left."""
        return self._closing

    def names(self) -> list[str]:
        """Return the names of those inside now."""
        with self._changed:
            return sorted(self._inside)

    def _open(self) -> None:
        self._closing = False
        self._changed.notify_all()
