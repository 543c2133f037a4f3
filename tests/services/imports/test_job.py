"""An import meets every fault at every call, and sudden death: each row counts once, whatever happens."""

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api, LambdaContext
from tests.builders.imports import UNIQUE_EMAIL, contacts, start, work
from tests.faults.counting import count_calls
from tests.faults.exploring import Schedule, explore, many_seeds
from tests.faults.faults import Fault, Injection, WorkerDied, every_injection
from tests.faults.injecting import inject

FILE = (
    "First,Last,Mail,News\n"
    + "".join(f"Name{n},Family{n:03},n{n}@example.com,yes\n" for n in range(26))
    + "Bad,Row,nomail,\nTwin,Row,n3@example.com,no\n"
)
EXPECTED = (28, 28, 26, 1, 1)


def deliver_until_done(world: World, injection: Injection | None) -> None:
    """Deliver the queue's messages as SQS does: again, when a function died or said that one failed."""
    from contact_import.app import handler

    records = world.take_messages("contact_import")
    deliveries = 0
    while records:
        deliveries += 1
        assert deliveries < 20, "the import does not come to an end"
        try:
            with inject(*([injection] if injection and deliveries == 1 else [])):
                answer = handler({"Records": records}, LambdaContext())
            failed = {one["itemIdentifier"] for one in answer["batchItemFailures"]}
        except WorkerDied:
            failed = {record["messageId"] for record in records}
        records = [record for record in records if record["messageId"] in failed] + world.take_messages("contact_import")


def assert_each_row_counted_once(world: World, api: Api, path: str) -> None:
    run = api.get(path).body
    assert run["state"] == "finished"
    assert tuple(run[name] for name in ("rows", "done", "created", "skipped", "failed")) == EXPECTED
    found = contacts(world)
    assert len(found) == len({one["emails"][0]["address"] for one in found}) == 26
    kinds = [item["kind"]["S"] for item in world.items()]
    # The skipped row is one entry more: it gives its no, once.
    assert (kinds.count("claim"), kinds.count("history")) == (26, 27)
    assert len(api.get(f"{path}/errors", limit=100).body["items"]) == 1


def calls_of_one_run(world: World) -> list:
    from contact_import.app import handler

    with count_calls() as calls:
        handler({"Records": world.take_messages("contact_import")}, LambdaContext())
    return list(calls.made)


def begun(world: World, api: Api) -> str:
    """Start an import. Return its path, and let `again` return to this state."""
    assert api.put("/v1/settings/uniqueness", UNIQUE_EMAIL).status == 200
    path = start(api, FILE).headers["Location"]
    world.keep()
    return path


def again(world: World) -> None:
    from contactbook.storage.settings.sections import forget_cached

    world.restore()
    forget_cached()


@pytest.mark.feature("S2.20", "S2.23")
def test_death_at_any_call_leaves_each_row_counted_once(world: World, api: Api) -> None:
    path = begun(world, api)
    calls = calls_of_one_run(world)
    for injection in every_injection(calls, faults=[Fault.DEATH]):
        again(world)
        deliver_until_done(world, injection)
        assert_each_row_counted_once(world, api, path)


@pytest.mark.feature("S2.20", "S2.23")
@pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.torture)])
def test_a_fault_at_any_call_leaves_each_row_counted_once(world: World, api: Api, step: int) -> None:
    path = begun(world, api)
    calls = calls_of_one_run(world)
    for injection in list(every_injection(calls, faults=[fault for fault in Fault if fault is not Fault.DEATH]))[::step]:
        again(world)
        deliver_until_done(world, injection)
        assert_each_row_counted_once(world, api, path)


def two_workers(world: World, api: Api) -> object:
    from contact_import.app import handler

    path = begun(world, api)

    def scenario(schedule: Schedule) -> None:
        again(world)
        records = world.take_messages("contact_import")

        def worker() -> None:
            handler({"Records": records}, LambdaContext())

        schedule.run({"one": worker, "two": worker})
        work(world)
        assert_each_row_counted_once(world, api, path)

    return scenario


@many_seeds(15, torture=500)
def test_a_message_that_two_workers_have_at_once_counts_each_row_once(world: World, api: Api, seeds: range) -> None:
    explore(two_workers(world, api), seeds=seeds)


def test_death_at_any_call_of_an_undo_takes_everything_back_once(world: World, api: Api) -> None:
    small = "First,Last,Mail,News\n" + "".join(f"N{n},F{n},n{n}@example.com,yes\n" for n in range(3))

    from contact_import.app import handler

    assert api.put("/v1/settings/uniqueness", UNIQUE_EMAIL).status == 200
    path = start(api, small).headers["Location"]
    work(world)
    api.post(f"{path}/undo")
    world.keep()
    with count_calls() as calls:
        handler({"Records": world.take_messages("contact_import")}, LambdaContext())
    for injection in every_injection(calls.made, faults=[Fault.DEATH]):
        again(world)
        deliver_until_done(world, injection)
        undo = api.get(path).body["undo"]
        assert (undo["state"], undo["taken_back"], undo["left"]) == ("finished", 3, 0), str(injection)
        assert contacts(world) == []
