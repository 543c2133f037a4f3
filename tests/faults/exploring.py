"""Runs many races: by seed, or every interleaving. A failure names what replays it."""

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from tests.faults.faults import Fault, Injection
from tests.faults.injecting import Plan, Planned, RandomFaults
from tests.faults.race import Outcome, Race, Work


class RaceFailedError(AssertionError):
    """A scenario failed under one schedule. The message names its seed, its choices and its trace."""


class Schedule:
    """One way to interleave. `random` is the scenario's own source of randomness, with the same seed."""

    def __init__(self, seed: int | None, choices: Sequence[int] = ()) -> None:
        self.seed = seed
        self.random = random.Random(f"scenario {seed}")
        self.made: list[tuple[int, int]] = []
        self.outcomes: list[Outcome] = []
        self._random = random.Random(f"schedule {seed}")
        self._choices = choices

    def pick(self, options: int) -> int:
        """Choose an option: by the seed, or as the given choices say and then the first one."""
        if len(self.made) < len(self._choices):
            picked = self._choices[len(self.made)] % options
        else:
            picked = self._random.randrange(options) if self.seed is not None else 0
        self.made.append((picked, options))
        return picked

    def run(
        self,
        workers: Mapping[str, Work],
        *injections: Injection,
        plan: Plan | None = None,
        may_raise: Sequence[type[Exception]] = (),
        deliveries: int = 1,
    ) -> Outcome:
        """Race these workers with these faults; see `Race.run`."""
        race = Race(workers, self, plan or Planned(*injections))
        self.outcomes.append(race.outcome)
        return race.run(may_raise=may_raise, deliveries=deliveries)

    def random_faults(self, rate: float, faults: Sequence[Fault] = tuple(Fault)) -> RandomFaults:
        """Return a plan that draws faults from this schedule's seed."""
        return RandomFaults(self.seed or 0, rate, faults)

    def __str__(self) -> str:
        choices = " ".join(str(picked) for picked, _ in self.made)
        how = f"explore(scenario, seeds=[{self.seed}])" if self.seed is not None else f'replay(scenario, "{choices}")'
        steps = "\n".join(f"  {step}" for outcome in self.outcomes for step in outcome.trace)
        return f"seed {self.seed}, choices {choices or 'none'}; replay with {how}; trace:\n{steps}"


Scenario = Callable[[Schedule], None]


@dataclass(frozen=True)
class Explored:
    """The number of schedules that ran, whether those are all, and the number of distinct orders of steps."""

    runs: int
    complete: bool
    orders: frozenset[tuple[str, ...]] = field(repr=False, default=frozenset())


def many_seeds(normal: int, *, torture: int) -> pytest.MarkDecorator:
    """Give a test its `seeds`: this many in `make test`, and this many in `make torture`."""
    slow = pytest.param(range(torture), id=f"{torture} seeds", marks=pytest.mark.torture)
    return pytest.mark.parametrize("seeds", [pytest.param(range(normal), id=f"{normal} seeds"), slow])


def explore(scenario: Scenario, seeds: Iterable[int] = range(100)) -> Explored:
    """Run the scenario once for each seed. It sets up its state again, races, and asserts."""
    return _explored(scenario, (Schedule(seed) for seed in seeds), complete=False)


def replay(scenario: Scenario, choices: str) -> Explored:
    """Run the scenario once with the choices that a failure named."""
    return _explored(scenario, [Schedule(None, [int(choice) for choice in choices.split()])], complete=False)


def explore_all(scenario: Scenario, bound: int = 1000) -> Explored:
    """Run the scenario once for each interleaving, depth first, at most `bound` times."""
    schedules = _Tree()
    explored = _explored(scenario, (schedule for schedule, _ in zip(schedules, range(bound), strict=False)), complete=True)
    return Explored(explored.runs, schedules.exhausted, explored.orders)


class _Tree:
    """Every schedule: each time, the last choice with an untried option takes that option."""

    def __init__(self) -> None:
        self._next: list[int] | None = []

    @property
    def exhausted(self) -> bool:
        return self._next is None

    def __iter__(self) -> Iterator[Schedule]:
        while self._next is not None:
            schedule = Schedule(None, self._next)
            yield schedule
            made = list(schedule.made)
            while made and made[-1][0] + 1 == made[-1][1]:
                made.pop()
            self._next = [picked for picked, _ in made[:-1]] + [made[-1][0] + 1] if made else None


def _explored(scenario: Scenario, schedules: Iterable[Schedule], *, complete: bool) -> Explored:
    runs = 0
    orders: set[tuple[str, ...]] = set()
    for schedule in schedules:
        with _named(schedule):
            scenario(schedule)
        runs += 1
        orders.update(tuple(map(str, outcome.trace)) for outcome in schedule.outcomes)
    return Explored(runs, complete, frozenset(orders))


@contextmanager
def _named(schedule: Schedule) -> Iterator[None]:
    try:
        yield
    except Exception as failure:
        raise RaceFailedError(f"{type(failure).__name__}: {failure}\n{schedule}") from failure
