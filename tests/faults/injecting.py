"""Injects faults into calls by a plan: above botocore's retries, or below them on the wire."""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import ClassVar, Protocol

from tests.faults.calls import Answer, Call, Json
from tests.faults.faults import Fault, Injection, Level, Moment, WorkerDied, every_injection, makes_sense
from tests.faults.partial import answered_by_half
from tests.faults.refusals import attempt, error
from tests.faults.taps import Attempt, Tap, Wire, tapped
from tests.faults.waiting import waits_skipped


class Plan(Protocol):
    """Says which fault a call gets. It is asked once for each call, in order."""

    def fault_for(self, call: Call) -> Injection | None: ...


class Planned:
    """A plan with exactly these injections."""

    def __init__(self, *injections: Injection) -> None:
        self.injections = injections
        self._seen: Counter[int] = Counter()

    def fault_for(self, call: Call) -> Injection | None:
        chosen = None
        for number, injection in enumerate(self.injections):
            if injection.worker not in (None, call.worker) or not injection.which(call):
                continue
            if self._seen[number] == injection.index and makes_sense(injection.fault, call):
                chosen = injection
            self._seen[number] += 1
        return chosen


class RandomFaults:
    """A plan that gives each call a fault with this probability. The same seed and calls give the same faults."""

    def __init__(self, seed: int, rate: float, faults: Sequence[Fault] = tuple(Fault)) -> None:
        self._random = random.Random(f"faults {seed}")
        self._rate = rate
        self._faults = faults
        self._seen: Counter[str] = Counter()

    def fault_for(self, call: Call) -> Injection | None:
        index = self._seen[call.worker]
        self._seen[call.worker] += 1
        if self._random.random() >= self._rate:
            return None
        possible = list(every_injection([call], faults=self._faults))
        if not possible:
            return None
        drawn = self._random.choice(possible)
        return Injection(index, drawn.fault, drawn.moment, drawn.level, call.worker)


class Injector(Tap):
    """Carries out a plan. `fired` lists the injected faults. A worker that died makes no further call."""

    place: ClassVar[int] = 2

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.fired: list[tuple[Injection, Call]] = []
        self._dead: set[str] = set()
        self._below: dict[Call, Injection] = {}

    def revive(self, worker: str) -> None:
        """Start this worker again, as the platform does."""
        self._dead.discard(worker)

    def call(self, call: Call, proceed: Callable[[Json], Answer]) -> Answer:
        if call.worker in self._dead:
            raise WorkerDied(f"{call.worker or 'the worker'} is dead and calls {call.name}")
        injection = self.plan.fault_for(call)
        if injection is None:
            return proceed(call.params)
        self.fired.append((injection, call))
        call.injected = str(injection)
        if injection.level is Level.BELOW:
            return self._below_retries(injection, call, proceed)
        if injection.fault is Fault.PARTIAL:
            return answered_by_half(call, proceed)
        if injection.moment is Moment.AFTER:
            proceed(call.params)
        if injection.fault is Fault.DEATH:
            self._dead.add(call.worker)
            raise WorkerDied(str(injection))
        raise error(injection.fault, call, call.client.exceptions)

    def watches(self, call: Call) -> bool:
        return call in self._below

    def attempt(self, call: Call, wire: Wire, proceed: Callable[[], Attempt]) -> Attempt:
        injection = self._below.get(call)
        if injection is None or call.attempts > injection.times:
            return proceed()
        if injection.moment is Moment.AFTER:
            proceed()
        return attempt(injection.fault, call, wire)

    def _below_retries(self, injection: Injection, call: Call, proceed: Callable[[Json], Answer]) -> Answer:
        self._below[call] = injection
        try:
            return proceed(call.params)
        finally:
            del self._below[call]


@contextmanager
def inject(*injections: Injection, plan: Plan | None = None) -> Iterator[Injector]:
    """Run the body with these faults, without waiting between retries. Every dead worker is revived at the end."""
    injector = Injector(plan or Planned(*injections))
    with tapped(injector), waits_skipped():
        yield injector
