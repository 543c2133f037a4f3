"""What the workers of all event sources share: a thread that sleeps until it is woken and then works until nothing is left."""

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from http.client import HTTPException

from botocore.exceptions import BotoCoreError, ClientError

from infra.local.engine.engine import EngineError
from infra.local.sources.gate import Gate


class Worker(ABC):
    """Waits until its source has something, then works batch by batch, each inside the gate under the worker's name."""

    def __init__(self, name: str, gate: Gate, on_done: Callable[[], None]) -> None:
        self._name = name
        self._gate = gate
        self._on_done = on_done
        self._wake = threading.Event()
        self._stopping = False
        self._busy = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    @abstractmethod
    def _work(self) -> bool:
        """Work on one batch; True when there may be more."""

    @property
    def is_busy(self) -> bool:
        """Whether a batch is being read, worked on or given back now."""
        return self._busy

    def start(self) -> None:
        """Begin to wait."""
        self._thread.start()

    def wake(self) -> None:
        """Say that there is something to do."""
        self._wake.set()

    def stop(self, within: float) -> None:
        """End after the batch at hand."""
        self._stopping = True
        self._wake.set()
        self._thread.join(within)

    def _run(self) -> None:
        while True:
            self._wake.wait()
            self._wake.clear()
            while not self._stopping and self._work_inside():
                continue
            if self._stopping:
                return

    def _work_inside(self) -> bool:
        with self._gate.inside(self._name):
            self._busy = True
            try:
                return self._work()
            except (OSError, HTTPException, EngineError, BotoCoreError, ClientError):
                # The engine is gone: the stack is stopping, or says so itself.
                return False
            finally:
                self._busy = False
                self._on_done()
