"""Runs several workers, one at a time. Each stops before each AWS call, and a choice says which one continues.

Between two calls a worker touches only its own data, so these are all possible interleavings.
"""

import sys
import threading
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from contextvars import copy_context
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from tests.faults.calls import Answer, Call, Json
from tests.faults.faults import WorkerDied
from tests.faults.injecting import Injector, Plan, Planned
from tests.faults.processes import Processes
from tests.faults.taps import Attempt, Tap, Wire, tapped, worker_name
from tests.faults.waiting import waits_skipped

Work = Callable[[], object]
# After this many real seconds without a step, a worker is waiting for something that a stopped one holds. A busy machine takes less.
STUCK_SECONDS = 300.0


class Choices(Protocol):
    """Says which worker continues."""

    def pick(self, options: int) -> int:
        """Return a number below `options`, which is 2 or more."""


@dataclass(frozen=True)
class Step:
    """One sending of one call by one worker, in the order of execution."""

    worker: str
    call: Call
    attempt: int

    def __str__(self) -> str:
        again = f" (sent again, {self.attempt})" if self.attempt > 1 else ""
        fault = f"  <- {self.call.injected}" if self.call.injected else ""
        return f"{self.worker}: {self.call.name}{again}{fault}"


@dataclass
class Outcome:
    """The result of a race: what each worker returned or raised last, who died, and every step."""

    results: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, Exception] = field(default_factory=dict)
    died: set[str] = field(default_factory=set)
    trace: list[Step] = field(default_factory=list)

    def calls_of(self, worker: str) -> list[Call]:
        """Return the calls of a worker in order, each once."""
        return list(dict.fromkeys(step.call for step in self.trace if step.worker == worker))


class _Worker:
    """A thread that runs only while the race lets it."""

    def __init__(self, name: str, work: Work, race: "Race") -> None:
        self.name, self.work, self.race = name, work, race
        self.turn = threading.Semaphore(0)
        self.waiting_for: Step | None = None
        self.deliveries = 0
        self.thread: threading.Thread | None = None

    def deliver(self) -> None:
        """Run until the first AWS call, or to the end."""
        self.deliveries += 1
        context = copy_context()
        context.run(worker_name.set, self.name)
        self.thread = threading.Thread(target=context.run, args=(self._run,), name=self.name, daemon=True)
        with self.race.processes.of(self.name):
            self.thread.start()
            self.race.wait_for(self)

    def go_on(self) -> None:
        self.waiting_for = None
        with self.race.processes.of(self.name):
            self.turn.release()
            self.race.wait_for(self)

    def stop_before(self, step: Step) -> None:
        """Hand over to the race and wait for the next turn. The worker's own thread calls this."""
        if not self.race.over:
            self.waiting_for = step
            self.race.handed_over.release()
            self.turn.acquire()
        if self.race.over:
            raise WorkerDied(f"the race ended before {step}")

    def _run(self) -> None:
        outcome = self.race.outcome
        try:
            outcome.results[self.name] = self.work()
            outcome.errors.pop(self.name, None)
            outcome.died.discard(self.name)
        except WorkerDied:
            outcome.died.add(self.name)
        except Exception as raised:  # noqa: BLE001 - the race reports it; `Race.run` raises what was not expected
            outcome.errors[self.name] = raised
        finally:
            self.race.handed_over.release()


class _Gate(Tap):
    """Stops workers before every sending. Calls from other threads pass."""

    place: ClassVar[int] = 1

    def __init__(self, workers: Mapping[str, _Worker]) -> None:
        self.workers = workers

    def call(self, call: Call, proceed: Callable[[Json], Answer]) -> Answer:
        if (worker := self.workers.get(call.worker)) is not None:
            worker.stop_before(Step(call.worker, call, 1))
        return proceed(call.params)

    def watches(self, call: Call) -> bool:
        # A worker stops before a call is sent again. What a short way answers is sent once, and it answers no refused call.
        return False

    def attempt(self, call: Call, wire: Wire, proceed: Callable[[], Attempt]) -> Attempt:
        worker = self.workers.get(call.worker)
        if worker is not None and call.attempts > 1:
            worker.stop_before(Step(call.worker, call, call.attempts))
        return proceed()


class Race:
    """Workers that run to their ends in the order of the choices. A race runs once."""

    def __init__(self, workers: Mapping[str, Work], choices: Choices, plan: Plan | None = None) -> None:
        self.handed_over = threading.Semaphore(0)
        self.over = False
        self.outcome = Outcome()
        self.processes = Processes()
        self._choices = choices
        self._injector = Injector(plan or Planned())
        self._workers = {name: _Worker(name, work, self) for name, work in workers.items()}

    def run(self, *, may_raise: Sequence[type[Exception]] = (), deliveries: int = 1) -> Outcome:
        """Run all workers to the end.

        A worker that died or raised starts again until it has had this many `deliveries`, as a queue delivers a message again.
        An exception of the last delivery must be of `may_raise` (then it is in the outcome), or it is raised here.
        """
        with ExitStack() as contexts:
            contexts.enter_context(tapped(_Gate(self._workers)))
            contexts.enter_context(tapped(self._injector))
            contexts.enter_context(waits_skipped())
            contexts.enter_context(self.processes.apart())
            contexts.callback(self._bury)
            for worker in self._workers.values():
                worker.deliver()
            while waiting := self._waiting(deliveries):
                worker = waiting[self._choices.pick(len(waiting))] if len(waiting) > 1 else waiting[0]
                if worker.waiting_for is not None:
                    self.outcome.trace.append(worker.waiting_for)
                    worker.go_on()
                else:
                    self._injector.revive(worker.name)
                    worker.deliver()
        for raised in self.outcome.errors.values():
            if not isinstance(raised, tuple(may_raise)):
                raise raised
        return self.outcome

    def wait_for(self, worker: _Worker) -> None:
        """Wait until the running worker has stopped before a call or has ended."""
        if not self.handed_over.acquire(timeout=STUCK_SECONDS):
            thread = worker.thread
            frame = sys._current_frames().get(thread.ident or 0) if thread is not None else None
            stack = "".join(traceback.format_stack(frame)) if frame is not None else "unknown"
            raise RuntimeError(f"{worker.name} waits for something other than AWS, perhaps a lock:\n{stack}")

    def _waiting(self, deliveries: int) -> list[_Worker]:
        failed = self.outcome.died | self.outcome.errors.keys()
        return [
            worker
            for worker in self._workers.values()
            if worker.waiting_for is not None or (worker.name in failed and worker.deliveries < deliveries)
        ]

    def _bury(self) -> None:
        # Workers that are still stopped before a call die there, so that no thread outlives its race.
        self.over = True
        for worker in self._workers.values():
            if worker.waiting_for is not None:
                worker.turn.release()
            if worker.thread is not None:
                worker.thread.join(STUCK_SECONDS)
