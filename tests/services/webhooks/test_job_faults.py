"""A worker dies, a call of it fails, or two workers meet: the receiver still gets its event, with the same id, and not for ever."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from contactbook.services.base.stores import open_store
from contactbook.services.webhooks.job import run_webhooks
from contactbook.storage.settings.sections import forget_cached
from tests.aws_in_process.aws import World, moto_world
from tests.aws_in_process.http import Api, LambdaContext
from tests.aws_in_process.jobs import drain_stream
from tests.builders.sending import at, sweep
from tests.faults.counting import count_calls
from tests.faults.exploring import Schedule, explore, many_seeds
from tests.faults.faults import Fault, WorkerDied, every_injection
from tests.faults.injecting import inject
from tests.services.webhooks.receiver import Receiver, created, receiving, work

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
AFTER_THE_LEASE = NOW + timedelta(minutes=5)
pytestmark = [pytest.mark.usefixtures("quiet"), pytest.mark.feature("S7.5")]


class Waiting:
    """A tenant with an active webhook, and the message of one event for it."""

    def __init__(self, world: World, receiver: Receiver) -> None:
        self.world, self.receiver = world, receiver
        with at(NOW):
            self.webhook_id = created(world, receiver.url)["webhook_id"]
            Api().post("/v1/contacts", {"kind": "person", "last_name": "Georgiou"})
            drain_stream(world)
        world.keep()

    def restore(self) -> list[Any]:
        self.world.restore()
        forget_cached()
        self.receiver.got.clear()
        return self.world.take_messages("webhooks")

    def deliver(self, records: list[Any]) -> None:
        from webhooks.app import handler

        context: Any = LambdaContext()
        for record in records:
            handler({"Records": [record]}, context)

    def settle(self, records: list[Any]) -> None:
        """SQS delivers again, then the lease ends and the sweeper looks."""
        with at(NOW):
            self.deliver(records)
        with at(AFTER_THE_LEASE):
            sweep(self.world)
            work(self.world)

    def picture(self) -> tuple[list[str], list[str], str]:
        """Return the ids that the receiver got, the states of deliveries, and that of the webhook."""
        with at(AFTER_THE_LEASE):
            api, path = Api(), f"/v1/webhooks/{self.webhook_id}"
            items = api.get(f"{path}/deliveries").body["items"]
            states = [one["state"] for one in items if one["type"] != "webhook.verify"]
            ids = [headers["webhook-id"] for headers, _ in self.receiver.got]
            return ids, states, str(api.get(path).body["state"])


@pytest.fixture(scope="module")
def waiting() -> Iterator[Waiting]:
    with moto_world() as world, receiving() as receiver:
        world.reset()
        forget_cached()
        yield Waiting(world, receiver)
        world.reset()


@pytest.mark.parametrize("faults", [(Fault.DEATH,), pytest.param(tuple(Fault), marks=pytest.mark.torture)])
def test_after_a_fault_at_any_call_the_receiver_still_gets_the_event(waiting: Waiting, faults: tuple[Fault, ...]) -> None:
    records = waiting.restore()
    with at(NOW), count_calls() as calls:
        waiting.deliver(records)
    (event_id,), states, _ = waiting.picture()
    assert states == ["delivered"]
    assert len(calls.made) > 4
    for injection in every_injection(calls.made, faults=faults):
        records = waiting.restore()
        with at(NOW), suppress(WorkerDied), inject(injection):
            waiting.deliver(records)
        waiting.settle(records)
        ids, states, state = waiting.picture()
        assert (set(ids), states, state) == ({event_id}, ["delivered"], "active"), str(injection)
        assert len(ids) <= 2, str(injection)


@many_seeds(10, torture=300)
def test_of_two_workers_with_the_same_message_one_calls_the_receiver(waiting: Waiting, seeds: range) -> None:
    from contactbook.domain.webhooks.messages import EventMessage

    (record,) = waiting.restore()
    message = EventMessage.model_validate_json(record["body"])

    def scenario(schedule: Schedule) -> None:
        waiting.restore()

        def call() -> None:
            run_webhooks(open_store("acme"), message, NOW, lambda: True)

        with at(NOW):
            schedule.run({"one": call, "other": call})
        assert waiting.picture()[:2] == ([message.event.event_id], ["delivered"])

    explore(scenario, seeds)
