"""The sending rate of each tenant and channel: a large run delays neither another tenant nor a communication sent by hand."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest

from contactbook.config import config
from contactbook.domain.notification_types.channels import Channel
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import deliver, drain_stream
from tests.builders.sending import (
    contact,
    mails,
    notification_type,
    set_up,
    start_run,
    store,
    template,
)
from tests.builders.sending import states as states_of
from tests.faults.counting import Calls, count_calls
from tests.faults.faults import Fault, Injection
from tests.faults.injecting import inject

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ADDRESS = {"line_1": "1 Ledra St", "city": "Nicosia", "postal_code": "1011", "country": "CY"}


@contextmanager
def so_long_after(seconds: float, *, emails: int = 1_000, texts: int = 1_000) -> Iterator[None]:
    """Set the clock to so many seconds after NOW, and set these parameters of the template."""
    environment = {"EMAILS_PER_SECOND": str(emails), "TEXTS_PER_SECOND": str(texts)}
    with (
        patch.dict("os.environ", environment),
        patch("contactbook.clock.source", lambda: NOW + timedelta(seconds=seconds)),
    ):
        config.cache_clear()
        yield
    config.cache_clear()


def plan_run(world: World, count: int, tenant_id: str = "acme", **fields: Any) -> None:
    """Plan a run and leave its messages in the sender's queue."""
    set_up(tenant_id)
    api = Api(tenant_id)
    ids = [contact(number, tenant_id, addresses=[ADDRESS]) for number in range(count)]
    start_run(api, {"contact_ids": ids}, notification_type_id=notification_type(api), template_id=template(api), **fields)
    assert deliver(world, "notification_planner") == []


def send(world: World) -> list[int]:
    """Deliver each message of the sender's queue once, and return the delays in seconds of the new messages."""
    with count_calls() as calls:
        assert deliver(world, "notification_sender") == []
    return delays(calls)


def delays(calls: Calls) -> list[int]:
    batches = [counted.call.params for counted in calls.to("SendMessageBatch")]
    return sorted(entry["DelaySeconds"] for batch in batches for entry in batch["Entries"])


def states(world: World, tenant_id: str = "acme") -> Counter[str]:
    return Counter(states_of(world, tenant_id))


def test_a_slice_waits_until_the_tenants_bookings_are_spent(world: World) -> None:
    with so_long_after(0, emails=10):
        plan_run(world, 230)
        # The first slice is sent, and its shard has no other; the other two wait for the ten seconds that it used up.
        assert send(world) == [10, 10]
    assert states(world) == {"sent": 100, "queued": 130}
    with so_long_after(4, emails=10):
        assert 6 in send(world)
    assert states(world) == {"sent": 100, "queued": 130}
    with so_long_after(10, emails=10):
        send(world)
    assert states(world) == {"sent": 200, "queued": 30}
    with so_long_after(20, emails=10):
        send(world)
    assert states(world) == {"sent": 230}
    assert len(mails(world)) == 230


def test_another_tenant_does_not_wait(world: World) -> None:
    with so_long_after(0, emails=10):
        plan_run(world, 200)
        plan_run(world, 10, "other")
        send(world)
    assert states(world) == {"sent": 100, "queued": 100}
    assert states(world, "other") == {"sent": 10}


def test_a_communication_sent_by_hand_does_not_wait_for_the_tenants_run(world: World) -> None:
    with so_long_after(0, emails=10):
        plan_run(world, 200)
        send(world)
        api = Api()
        body = {"bodies": {"email": {"subject": "Hi", "text": "Hi"}}, "channel": "email"}
        path = f"/v1/contacts/{contact(900)}/communications"
        queued = api.post(path, {**body, "notification_type_id": notification_type(api)}).body["communication_id"]
        send(world)
        assert api.get(f"/v1/communications/{queued}").body["state"] == "sent"
    assert states(world) == {"sent": 101, "queued": 100}
    # It did not wait, but it counts: the run waits longer because of it.
    rate = store().sending_rates.read(Channel.EMAIL).rate
    assert rate is not None
    assert rate.spent_until == NOW + timedelta(seconds=10.1)


def test_an_event_communication_waits_and_is_sent_later(world: World) -> None:
    with so_long_after(0, emails=1):
        set_up()
        api = Api()
        wanted = {"notification_type_id": notification_type(api), "template_id": template(api)}
        assert api.post("/v1/event-communications", {"event": "contact.created", "channel": "email", **wanted}).status == 201
        drain_stream(world)
        for number in range(25):
            contact(number)
        drain_stream(world)
        assert max(send(world)) == 10
    assert states(world) == {"sent": 10, "queued": 15}
    with so_long_after(10, emails=1):
        assert max(send(world)) == 10
    assert states(world) == {"sent": 20, "queued": 5}
    with so_long_after(20, emails=1):
        assert send(world) == []
    assert states(world) == {"sent": 25}


def test_letters_have_no_rate(world: World) -> None:
    with so_long_after(0, emails=1, texts=1):
        plan_run(world, 15, channel="print")
        send(world)
    assert states(world) == {"sent": 15}
    assert all(store().sending_rates.read(channel).rate is None for channel in Channel)


def test_a_slice_costs_one_read_and_one_write_of_the_bucket(world: World) -> None:
    with so_long_after(0, emails=1_000):
        plan_run(world, 100)
        with count_calls() as calls:
            assert deliver(world, "notification_sender") == []
    touched = [pk for pk, _ in calls.keys if "SENDING-RATE" in pk]
    assert len(touched) == 2


@pytest.mark.parametrize("fault", [Fault.THROTTLED, Fault.TIMED_OUT, Fault.SERVER_ERROR])
def test_everything_is_sent_later_if_the_bucket_cannot_be_written(world: World, fault: Fault) -> None:
    def books(call: Any) -> bool:
        return bool(call.operation == "PutItem" and "SENDING-RATE" in str(call.params))

    with so_long_after(0, emails=10):
        plan_run(world, 5)
        records = world.take_messages("notification_sender")
        with inject(Injection(0, fault, which=books)):
            failed = deliver(world, "notification_sender", records)
    assert (len(failed), states(world)) == (1, {"queued": 5})
    with so_long_after(30, emails=10):
        assert deliver(world, "notification_sender", failed) == []
    assert states(world) == {"sent": 5}
