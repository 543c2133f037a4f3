"""The sweeper: lost messages are sent again, and communications whose sender died get a final state."""

from datetime import timedelta

import pytest

from contactbook import clock
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import deliver
from tests.builders.sending import (
    BODIES,
    at,
    contact,
    drain,
    notification_type,
    recipients,
    set_up,
    start_run,
    states,
    sweep,
)
from tests.faults.counting import count_calls
from tests.faults.faults import Fault, Injection, Moment, WorkerDied, to
from tests.faults.injecting import inject


@pytest.fixture(autouse=True)
def _tenant(world: World) -> None:
    set_up()


def one_off(api: Api) -> str:
    body = {"bodies": BODIES, "channel": "email", "notification_type_id": notification_type(api)}
    return str(api.post(f"/v1/contacts/{contact(1)}/communications", body).body["communication_id"])


def test_a_one_off_whose_message_was_lost_is_sent(world: World, api: Api) -> None:
    one_off(api)
    world.take_messages("notification_sender")
    with at(clock.now() + timedelta(minutes=3)):
        sweep(world)
        drain(world)
    assert (states(world), recipients(world)) == (["sent"], ["c1@example.com"])


def test_a_communication_whose_sender_died_becomes_unknown(world: World, api: Api) -> None:
    communication_id = one_off(api)
    with inject(Injection(0, Fault.DEATH, Moment.AFTER, which=to("SendEmail"))), pytest.raises(WorkerDied):
        deliver(world, "notification_sender")
    with at(clock.now() + timedelta(minutes=4)):
        sweep(world)
        assert states(world) == ["sending"]
    with at(clock.now() + timedelta(minutes=6)):
        sweep(world)
        drain(world)
    read = api.get(f"/v1/communications/{communication_id}").body
    assert (read["state"], read["reason"]) == ("unknown", "lease_expired")
    assert len(recipients(world)) == 1


@pytest.mark.parametrize("queue", ["notification_planner", "notification_sender"])
def test_a_run_whose_message_was_lost_continues(world: World, api: Api, queue: str) -> None:
    run_id = start_run(api, {"contact_ids": [contact(number) for number in range(3)]})
    if queue == "notification_sender":
        deliver(world, "notification_planner")
    world.take_messages(queue)
    with at(clock.now() + timedelta(minutes=16)):
        sweep(world)
        drain(world)
        assert api.get(f"/v1/notification-runs/{run_id}").body["state"] == "finished"
    assert len(recipients(world)) == 3


def test_a_scheduled_run_waits_for_its_time(world: World, api: Api) -> None:
    later = clock.now() + timedelta(hours=2)
    run_id = start_run(api, {"contact_ids": [contact(1)]}, scheduled_for=later.isoformat())
    sweep(world)
    drain(world)
    assert api.get(f"/v1/notification-runs/{run_id}").body["state"] == "planned"
    with at(later):
        sweep(world)
        drain(world)
    assert recipients(world) == ["c1@example.com"]


def test_a_tenant_with_nothing_due_costs_one_query(world: World) -> None:
    sweep(world)
    with count_calls() as calls:
        sweep(world)
    assert calls.counts == {"dynamodb.Query": 1}


def test_the_message_of_the_schedule_becomes_one_for_each_tenant(world: World) -> None:
    from contactbook.domain.tenants.registry import Tenant
    from contactbook.storage.base import table
    from contactbook.storage.tenants import registry

    for tenant_id in ("acme", "demo"):
        table.transact(registry.add_of(Tenant(tenant_id=tenant_id, name=tenant_id, created_at=clock.now())))
    world.client("sqs").send_message(QueueUrl=world.queue_urls["sweeper"], MessageBody='{"every_tenant": true}')
    assert deliver(world, "sweeper") == []
    assert world.messages("sweeper") == ['{"tenant_id":"acme"}', '{"tenant_id":"demo"}']
