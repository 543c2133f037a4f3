"""Wakes the workers when the engine reports a change, and when a hidden message becomes visible again."""

import http.client
import threading
import time
from collections.abc import Callable, Iterable, Mapping

from infra.local.engine.depths import EngineState
from infra.local.engine.engine import Engine
from infra.local.engine.requests import EngineError
from infra.local.functions.gate import Gate
from infra.local.sources.queues import QueueWorker
from infra.local.sources.streams import StreamWorker
from infra.local.sources.worker import Worker

GATHER_SECONDS = 0.01
"""Seconds to wait after a change, because changes come in groups and each check is a request to the engine."""
CHECK_AT_LEAST_EVERY = 5.0
"""Seconds between two checks of the queues if no change is reported."""


class Dispatcher:
    """The thread that wakes the workers. It calls `on_object` after an object was written to a bucket."""

    def __init__(self, engine: Engine, gate: Gate, on_object: Callable[[], None]) -> None:
        self._engine = engine
        self._gate = gate
        self._on_object = on_object
        self._queues: Mapping[str, QueueWorker] = {}
        self._streams: Mapping[str, StreamWorker] = {}
        self._changed = threading.Condition()
        self._kinds: set[str] = set()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="dispatcher", daemon=True)

    def start(self, queues: Iterable[QueueWorker], streams: Iterable[StreamWorker]) -> None:
        """Start the workers and the thread that wakes them."""
        self._queues = {worker.source.queue: worker for worker in queues}
        self._streams = {worker.source.table: worker for worker in streams}
        for name in self._queues:
            # Messages that an earlier run received and did not finish would stay hidden until their time-out.
            self._engine.give_back(name)
        for worker in self._workers():
            worker.start()
        self.note("qt")
        self._thread.start()

    def stop(self, within: float) -> None:
        """Stop the workers after their current batch, all within this many seconds."""
        deadline = time.monotonic() + within
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        for worker in self._workers():
            worker.stop(max(0.0, deadline - time.monotonic()))
        if self._thread.is_alive():
            self._thread.join(max(0.0, deadline - time.monotonic()))

    def note(self, kinds: str) -> None:
        """Report a change: `q` queues, `t` tables, `o` objects. Any other letter only wakes a waiting `drain`."""
        with self._changed:
            self._kinds |= set(kinds)
            self._changed.notify_all()

    def drain(self, within: float) -> dict[str, object]:
        """Wait until no message is left, no stream record is unread and no function runs, or until the time is up.

        Hidden messages become visible as soon as nothing else is left to do, so that no delay or time-out is waited for.
        """
        deadline = time.monotonic() + within
        while True:
            # The order matters: a function that ends between these two lines has already put its effects into the stores.
            running = self._gate.names()
            state = self._engine.state()
            waiting = self._waiting(state)
            if not waiting and not running:
                return {"drained": True, "waiting": {}, "running": []}
            if time.monotonic() > deadline:
                return {"drained": False, "waiting": waiting, "running": running}
            if not self._is_busy():
                self._release(state)
            with self._changed:
                self._changed.wait(0.05)

    def _waiting(self, state: EngineState) -> dict[str, int]:
        queues = {name: state.queues[name].total for name in self._queues if name in state.queues}
        streams = {f"stream {name}": state.streams.get(name, 0) for name in self._streams}
        return {name: count for name, count in {**queues, **streams}.items() if count}

    def _is_busy(self) -> bool:
        return any(worker.is_busy for worker in self._workers())

    def _workers(self) -> list[Worker]:
        return [*self._queues.values(), *self._streams.values()]

    def _release(self, state: EngineState) -> None:
        if any(depth.visible for name, depth in state.queues.items() if name in self._queues):
            return
        for name, worker in self._queues.items():
            if not worker.is_busy and state.queues[name].next_visible_in is not None:
                self._engine.release(name)

    def _run(self) -> None:
        due = 0.0
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._stopping or self._kinds & set("qto"), max(0.0, due - time.monotonic()))
            time.sleep(GATHER_SECONDS)
            with self._changed:
                kinds, self._kinds = self._kinds, set()
            if self._stopping:
                return
            if "t" in kinds:
                for stream in self._streams.values():
                    stream.wake()
            if "o" in kinds:
                self._on_object()
            # The bucket may have told of an object in a queue.
            if kinds & set("qo") or time.monotonic() >= due:
                due = time.monotonic() + self._wake_queues()

    def _wake_queues(self) -> float:
        """Wake the workers of queues with messages. Return the seconds until a hidden message is due, or until the next check."""
        try:
            state = self._engine.state()
        except (OSError, http.client.HTTPException, EngineError):
            return CHECK_AT_LEAST_EVERY
        pause = CHECK_AT_LEAST_EVERY
        for name, worker in self._queues.items():
            depth = state.queues.get(name)
            if depth and depth.visible:
                worker.wake()
            if depth and depth.next_visible_in is not None:
                pause = min(pause, depth.next_visible_in + 0.01)
        return pause
