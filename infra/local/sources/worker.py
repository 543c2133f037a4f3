"""The common part of all workers: a thread that sleeps until it is woken and then works until nothing is left."""

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from http.client import HTTPException

from botocore.exceptions import BotoCoreError, ClientError

from infra.local.engine.requests import EngineError
from infra.local.functions.gate import Gate


class Worker(ABC):
    """Waits until its source has work, then processes batch after batch, each inside the gate under the worker's name."""

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
        """Process one batch. Return True if there may be more."""

    @property
    def is_busy(self) -> bool:
        """True while a batch is read, processed or returned."""
        return self._busy

    def start(self) -> None:
        """Start to wait."""
        self._thread.start()

    def wake(self) -> None:
        """Wake the worker: there may be work."""
        self._wake.set()

    def stop(self, within: float) -> None:
        """Stop after the current batch."""
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
                # The engine is gone: the stack is stopping, or reports the loss itself.
                return False
            finally:
                self._busy = False
                self._on_done()
