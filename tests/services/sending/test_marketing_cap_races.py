"""Two runs at once do not pass the cap on marketing, and a fault anywhere neither loses nor doubles a place under it (S7.9)."""

import importlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any
from unittest.mock import patch

import pytest

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.sending.deliveries import Outcome, OutcomeKind
from contactbook.storage.base import table
from contactbook.storage.base.rows import Anything, Put, Write
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api, LambdaContext
from tests.builders.sending import (
    at,
    communications,
    contact,
    mails,
    notification_type,
    set_up,
    settings,
    start_run,
    states,
    template,
)
from tests.faults.counting import count_calls
from tests.faults.exploring import RaceFailedError, Scenario, Schedule, explore, many_seeds
from tests.faults.faults import Fault, WorkerDied, every_injection
from tests.faults.injecting import inject
from tests.services.sending.driver import START, Driver

FAULTS = (Fault.THROTTLED, Fault.CONFLICT, Fault.TIMED_OUT, Fault.DEATH)


@pytest.fixture(autouse=True)
def _at_start(quiet: None) -> Iterator[None]:
    with at(START):
        yield


def begin(world: World, *, most: int) -> None:
    """Start two runs to one contact under a cap, not planned yet, and save the world as the state that `restore` returns to."""
    forget(world.reset)
    set_up()
    settings("contact_policy", {"marketing_cap": {"most": most, "days": 7}})
    api, one = Api(), contact(1)
    named = {"notification_type_id": notification_type(api), "template_id": template(api)}
    for _ in range(2):
        start_run(api, {"contact_ids": [one]}, **named)
    world.keep()


def two_runs(world: World, *, most: int) -> list[list[dict[str, Any]]]:
    """Plan both runs; return the sender's messages of each."""
    begin(world, most=most)
    planner = world.take_messages("notification_planner")
    importlib.import_module("notification_planner.app").handler({"Records": planner}, LambdaContext())
    records = world.take_messages("notification_sender")
    assert len(records) == 2
    world.keep()
    return [[record] for record in records]


def forget(change: Any) -> None:
    from contactbook.storage.settings.sections import forget_cached
    from tests.builders.sending import store

    change()
    forget_cached()
    # Cache the settings, so that reading them is not part of the race.
    store().settings.current()


def send(records: Sequence[dict[str, Any]]) -> None:
    answer = importlib.import_module("notification_sender.app").handler({"Records": list(records)}, LambdaContext())
    if answer["batchItemFailures"]:
        raise ConnectionError("the message is delivered again")


def at_once(world: World, most: int) -> Scenario:
    runs = two_runs(world, most=most)

    def scenario(schedule: Schedule) -> None:
        forget(world.restore)
        schedule.run({"first": partial(send, runs[0]), "second": partial(send, runs[1])}, may_raise=[ConnectionError])
        for records in runs:
            send(records)
        assert len(mails(world)) == most, "the cap was passed"
        assert sorted(states(world)) == ["sent"] * most + ["skipped"] * (2 - most)
        assert places(world) == most

    return scenario


def places(world: World) -> int:
    return sum(len(found.get("sent", ())) for found in world.documents("marketing_count"))


@pytest.mark.feature("S7.9")
@many_seeds(25, torture=3_000)
def test_two_runs_at_once_do_not_pass_the_cap(world: World, seeds: range) -> None:
    explored = explore(at_once(world, 1), seeds)
    assert len(explored.orders) > 10


@pytest.mark.feature("S7.9")
@many_seeds(6, torture=1_000)
def test_two_runs_at_once_each_get_a_place_where_there_are_two(world: World, seeds: range) -> None:
    explore(at_once(world, 2), seeds)


def test_without_the_version_of_the_count_two_runs_pass_the_cap(world: World) -> None:
    """Deliberately broken: a message is counted whatever was counted meanwhile."""

    def careless(writes: Sequence[Write]) -> None:
        table.transact([replace(one, expect=Anything()) if is_count(one) else one for one in writes])

    class Table:
        transact = staticmethod(careless)

    scenario = at_once(world, 1)
    with patch("contactbook.services.sending.arming.table", Table), pytest.raises(RaceFailedError, match="cap was passed"):
        explore(scenario, range(100))


def is_count(write: Write) -> bool:
    return isinstance(write, Put) and write.row.kind == "marketing_count"


@pytest.mark.feature("S7.9")
@pytest.mark.parametrize("chosen", [slice(0, None, 4), pytest.param(slice(None), marks=pytest.mark.torture)])
def test_a_fault_anywhere_neither_loses_nor_doubles_a_place(world: World, chosen: slice) -> None:
    begin(world, most=2)
    forget(world.restore)
    with count_calls() as calls:
        Driver(world).work()
    assert places(world) == 2
    tried = 0
    for injection in list(every_injection(calls.made, faults=FAULTS))[chosen]:
        forget(world.restore)
        driver = Driver(world)
        with inject(injection), suppress(WorkerDied):
            driver.work()
        driver.recover()
        ends = states(world)
        assert set(ends) <= {"sent", "unknown"}, (injection, ends)
        assert places(world) == 2, injection
        assert len([one for one in communications(world) if one.get("counted_at")]) == 2, injection
        tried += 1
    assert tried > 10


def test_a_refusal_of_the_provider_that_races_with_another_message_gives_its_place_back(world: World) -> None:
    runs = two_runs(world, most=1)
    refused = Outcome(kind=OutcomeKind.REFUSED, reason="no")

    def scenario(schedule: Schedule) -> None:
        forget(world.restore)
        with patch("contactbook.services.sending.handing_over.send_email", lambda _: refused):
            workers = {"first": partial(send, runs[0]), "second": partial(send, runs[1])}
            schedule.run(workers, may_raise=[ConnectionError, ConcurrentUpdate])
            for records in runs:
                send(records)
        assert places(world) == 0
        assert set(states(world)) <= {"failed", "skipped"}

    explore(scenario, range(15))
