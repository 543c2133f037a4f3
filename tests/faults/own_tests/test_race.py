"""A race is determined by its seed, and a failed one can be replayed."""

import json
import threading
from collections.abc import Callable
from contextvars import ContextVar
from itertools import count
from math import comb
from typing import Any

import pytest
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.exceptions import ClientError

from tests.aws_in_process.aws import World
from tests.faults import race as racing
from tests.faults.exploring import RaceFailedError, Schedule, explore, explore_all, replay
from tests.faults.faults import Fault, Injection, Level, Moment
from tests.faults.injecting import Planned
from tests.faults.race import Outcome, Race

unique = count()


class InOrder:
    """Chooses the first worker that can continue."""

    def pick(self, options: int) -> int:
        return 0


def reader(world: World, calls: int) -> Callable[[], int]:
    def read() -> int:
        for _ in range(calls):
            world.client("dynamodb").get_item(TableName="contactbook", Key={"pk": {"S": "a"}, "sk": {"S": "x"}})
        return calls

    return read


def writer(world: World, name: str) -> Callable[[], None]:
    def write() -> None:
        for number in range(3):
            item = {"pk": {"S": "log"}, "sk": {"S": f"{next(unique)}"}, "by": {"S": f"{name}{number}"}}
            world.client("dynamodb").put_item(TableName="contactbook", Item=item)

    return write


def order(world: World) -> list[str]:
    """Return what was written since the last call, in order."""
    return [record["dynamodb"]["NewImage"]["by"]["S"] for record in world.take_stream_records()]


def test_the_same_seed_gives_the_same_trace_and_the_same_effects(world: World) -> None:
    def run(seed: int) -> tuple[list[str], Any]:
        world.reset()
        outcome = Schedule(seed).run({name: writer(world, name) for name in "ab"})
        return [str(step) for step in outcome.trace], order(world)

    assert run(5) == run(5)
    assert len({tuple(run(seed)[0]) for seed in range(20)}) > 5


def test_workers_stop_only_before_aws_calls(world: World) -> None:
    seen: list[str] = []

    def work(name: str) -> Callable[[], None]:
        def noting() -> None:
            for _ in range(3):
                reader(world, 1)()
                seen.extend([name] * 5)

        return noting

    for seed in range(20):
        seen.clear()
        Schedule(seed).run({"a": work("a"), "b": work("b")})
        assert all(len(set(seen[start : start + 5])) == 1 for start in range(0, 30, 5))


@pytest.mark.parametrize(("first", "second"), [(1, 1), (2, 2), (3, 2), (4, 4)])
def test_every_interleaving_is_tried_exactly_once(world: World, first: int, second: int) -> None:
    explored = explore_all(lambda schedule: _ended(schedule.run({"a": reader(world, first), "b": reader(world, second)})))
    assert explored.complete
    assert explored.runs == len(explored.orders) == comb(first + second, first)


def test_an_exploration_that_reaches_its_bound_is_not_complete(world: World) -> None:
    explored = explore_all(lambda schedule: _ended(schedule.run({name: reader(world, 3) for name in "ab"})), bound=10)
    assert (explored.runs, explored.complete) == (10, False)
    exact = explore_all(lambda schedule: _ended(schedule.run({name: reader(world, 1) for name in "ab"})), bound=2)
    assert (exact.runs, exact.complete) == (2, True)


def test_a_death_leaves_the_other_workers_running(world: World) -> None:
    for moment in Moment:
        world.reset()
        outcome = Schedule(1).run(
            {"a": writer(world, "a"), "b": writer(world, "b")}, Injection(1, Fault.DEATH, moment, worker="a")
        )
        assert outcome.died == {"a"}
        written = sorted(order(world))
        assert written == (["a0"] if moment is Moment.BEFORE else ["a0", "a1"]) + ["b0", "b1", "b2"]


def test_a_worker_that_died_or_failed_starts_again_while_it_has_deliveries_left(world: World) -> None:
    work = {"a": writer(world, "a")}
    died = Schedule(1).run(work, Injection(1, Fault.DEATH, worker="a"), deliveries=2)
    assert (died.died, died.errors, order(world)) == (set(), {}, ["a0", "a0", "a1", "a2"])
    world.reset()
    failed = Schedule(1).run(work, Injection(1, Fault.THROTTLED, worker="a"), deliveries=2)
    assert (failed.errors, order(world)) == ({}, ["a0", "a0", "a1", "a2"])
    world.reset()
    twice = [Injection(index, Fault.DEATH, worker="a") for index in (0, 1)]
    assert Schedule(1).run(work, *twice, deliveries=2).died == {"a"}


def test_a_worker_may_be_overtaken_between_two_sendings_of_one_call(world: World) -> None:
    fault = Injection(0, Fault.TIMED_OUT, level=Level.BELOW, worker="a")
    workers = {"a": reader(world, 1), "b": reader(world, 1)}
    explored = explore_all(lambda schedule: _ended(schedule.run(workers, fault)))
    assert explored.runs == comb(3, 1)
    assert any([step.split(":")[0] for step in steps] == ["a", "b", "a"] for steps in explored.orders)


def test_an_unexpected_error_is_raised(world: World) -> None:
    fault = Injection(0, Fault.THROTTLED, worker="a")
    with pytest.raises(ClientError):
        Schedule(1).run({"a": reader(world, 1)}, fault)
    assert isinstance(Schedule(1).run({"a": reader(world, 1)}, fault, may_raise=[ClientError]).errors["a"], ClientError)


def test_a_failure_names_its_seed_and_trace_and_can_be_replayed(world: World) -> None:
    def b_goes_last(schedule: Schedule) -> None:
        world.reset()
        schedule.run({"a": writer(world, "a"), "b": writer(world, "b")})
        assert order(world)[-1] == "b2", "a went last"

    with pytest.raises(RaceFailedError) as by_seed:
        explore(b_goes_last)
    message = str(by_seed.value)
    assert "a went last" in message
    assert "  b: dynamodb.PutItem\n  a: dynamodb.PutItem" in message
    seed = int(message.split("seeds=[")[1].split("]", maxsplit=1)[0])
    with pytest.raises(RaceFailedError, match=f"seed {seed}"):
        explore(b_goes_last, seeds=[seed])
    with pytest.raises(RaceFailedError) as by_choices:
        explore_all(b_goes_last)
    choices = str(by_choices.value).split('replay(scenario, "')[1].split('"', maxsplit=1)[0]
    with pytest.raises(RaceFailedError, match=f"choices {choices}"):
        replay(b_goes_last, choices)


def test_the_trace_names_the_faults(world: World) -> None:
    fault = Injection(1, Fault.TIMED_OUT, Moment.AFTER, Level.BELOW, worker="a")
    trace = [str(step) for step in Schedule(1).run({"a": reader(world, 2)}, fault).trace]
    assert trace == [
        "a: dynamodb.GetItem",
        "a: dynamodb.GetItem  <- timed_out after a's call 1, below the retries",
        "a: dynamodb.GetItem (sent again, 2)  <- timed_out after a's call 1, below the retries",
    ]


def test_a_worker_that_waits_for_another_is_named(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(racing, "STUCK_SECONDS", 0.2)
    lock = threading.Lock()

    def work() -> None:
        with lock:
            reader(world, 1)()

    with pytest.raises(RuntimeError, match="b waits for something other than AWS"):
        Schedule(1).run({"a": work, "b": work})


def test_no_thread_outlives_its_race(world: World) -> None:
    def fails() -> None:
        reader(world, 1)()
        raise ValueError

    cleaned_up: list[str] = []

    def stubborn() -> None:
        try:
            reader(world, 5)()
        finally:
            cleaned_up.append("tried")
            reader(world, 1)()
            cleaned_up.append("called AWS")

    class Breaks(InOrder):
        def pick(self, options: int) -> int:
            raise KeyError

    before = threading.active_count()
    with pytest.raises(KeyError):
        Race({"a": stubborn, "b": fails}, Breaks()).run()
    assert (threading.active_count(), cleaned_up) == (before, ["tried"])


def test_a_worker_sees_the_context_it_was_started_in(world: World) -> None:
    tenant: ContextVar[str] = ContextVar("tenant")
    tenant.set("acme")
    outcome = Race({"a": tenant.get}, InOrder(), Planned()).run()
    assert outcome.results == {"a": "acme"}


def test_requests_to_one_powertools_application_do_not_mix(world: World) -> None:
    app = APIGatewayHttpResolver()

    @app.get("/<name>")
    def answer(name: str) -> dict[str, str]:
        app.context["name"] = name
        reader(world, 2)()
        return {"name": name, "path": app.current_event.path, "context": app.context["name"]}

    def request(name: str) -> Callable[[], Any]:
        http = {"method": "GET", "path": f"/{name}"}
        event = {"rawPath": f"/{name}", "headers": {}, "requestContext": {"http": http, "stage": "$default"}}
        return lambda: json.loads(app.resolve(event, LambdaContext())["body"])

    def scenario(schedule: Schedule) -> None:
        outcome = schedule.run({"a": request("a"), "b": request("b")})
        assert outcome.results == {name: {"name": name, "path": f"/{name}", "context": name} for name in "ab"}

    before = getattr(app, "current_event", None)
    assert explore_all(scenario).runs == comb(4, 2)
    assert getattr(app, "current_event", None) is before
    assert app.context == {}


def test_random_faults_come_from_the_seed(world: World) -> None:
    def steps(seed: int) -> list[str]:
        schedule = Schedule(seed)
        faults = schedule.random_faults(0.5, [Fault.THROTTLED, Fault.DEATH])
        outcome = schedule.run({name: reader(world, 4) for name in "ab"}, plan=faults, may_raise=[ClientError])
        return [str(step) for step in outcome.trace]

    assert steps(3) == steps(3)
    assert any("<-" in step for seed in range(5) for step in steps(seed))


def test_the_calls_of_a_worker_are_listed_once_each(world: World) -> None:
    fault = Injection(0, Fault.TIMED_OUT, level=Level.BELOW, worker="a")
    outcome = Schedule(1).run({"a": reader(world, 2), "b": reader(world, 1)}, fault)
    assert [call.name for call in outcome.calls_of("a")] == ["dynamodb.GetItem"] * 2
    assert len(outcome.trace) == 4


def _ended(outcome: Outcome) -> None:
    assert not outcome.errors
    assert not outcome.died
