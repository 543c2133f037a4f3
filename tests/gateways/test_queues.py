"""Sending to SQS."""

import pytest

from contactbook.config import config
from contactbook.domain.base.errors import StorageUnavailable
from contactbook.domain.base.jobs import JobMessage
from contactbook.gateways import queues
from tests.aws_in_process.aws import World
from tests.faults.counting import count_calls
from tests.faults.faults import Fault
from tests.faults.injecting import Injection, inject


def test_ten_messages_are_one_request(world: World) -> None:
    with count_calls() as calls:
        queues.send(config().kyc_expiry_queue_url, [JobMessage(tenant_id=f"t-{number}") for number in range(25)])
    assert calls.counts == {"sqs.SendMessageBatch": 3}
    assert len(world.messages("kyc_expiry")) == 25


def test_each_message_names_its_tenant_as_its_group(world: World) -> None:
    with count_calls() as calls:
        queues.send(config().kyc_expiry_queue_url, [JobMessage(tenant_id="acme"), JobMessage(every_tenant=True)])
    entries = calls[0].call.params["Entries"]
    assert [entry["MessageGroupId"] for entry in entries] == ["acme", "every-tenant"]


@pytest.mark.parametrize("fault", [Fault.TIMED_OUT, Fault.DROPPED, Fault.SERVER_ERROR, Fault.PARTIAL])
def test_a_refused_message_raises_unavailable(world: World, fault: Fault) -> None:
    with inject(Injection(0, fault)), pytest.raises(StorageUnavailable):
        queues.send(config().kyc_expiry_queue_url, [JobMessage(tenant_id="acme")])
