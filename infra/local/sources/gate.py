"""Lets functions run side by side, and lets one reset or stop wait until none runs."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager


class Gate:
    """Many may be inside at once; while it is closed nobody enters. Entering again from inside never waits."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._inside: Counter[str] = Counter()
        self._closing = False
        self._mine = threading.local()

    @contextmanager
    def inside(self, name: str) -> Iterator[None]:
        """Be inside while the body runs; waits while the gate is closed."""
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
        """Keep everyone out while the body runs; TimeoutError when someone is still inside after `within` seconds."""
        deadline = time.monotonic() + within
        with self._changed:
            if not self._changed.wait_for(lambda: not self._closing, within):
                raise TimeoutError("the stack is already being emptied")
            self._closing = True
            if not self._changed.wait_for(lambda: not self._inside, deadline - time.monotonic()):
                self._open()
                raise TimeoutError(f"still running: {', '.join(sorted(self._inside))}")
        try:
            yield
        finally:
            with self._changed:
                self._open()

    @property
    def is_closing(self) -> bool:
        """Whether someone waits for everyone to leave; running functions are then told that their time is up."""
        return self._closing

    def names(self) -> list[str]:
        """Who is inside now."""
        with self._changed:
            return sorted(self._inside)

    def _open(self) -> None:
        self._closing = False
        self._changed.notify_all()
