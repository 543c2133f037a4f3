"""The races find a doubled send: a message is delivered twice, or its worker dies between sending and marking."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from tests.aws_in_process.aws import World
from tests.aws_in_process.moto_senders import SesTenant
from tests.faults.counting import count_calls
from tests.faults.exploring import RaceFailedError, Scenario, Schedule, explore, explore_all
from tests.faults.faults import Fault, Injection, Level, Moment, every_injection

KEY = {"pk": {"S": "communication"}, "sk": {"S": "x"}}
FAILURES = (ClientError, BotoCoreError)
Deliver = Callable[[], None]


class Sender:
    """A toy sender. Its three ways to handle a delivered message differ in when they write the state."""

    def __init__(self, world: World, ses: Any) -> None:
        self.dynamodb, self.ses = world.client("dynamodb"), ses

    def send_before_marking(self) -> None:
        """Send, then mark. This is broken: after a death or second delivery in between, it sends again."""
        item = self.dynamodb.get_item(TableName="contactbook", Key=KEY, ConsistentRead=True)["Item"]
        if item["state"] == {"S": "queued"}:
            self._send()
            self._move("queued", "sent")

    def arm_send_mark(self) -> None:
        """Arm, send, mark. This is correct with a client that never retries: `sending` is left to people and not sent again."""
        try:
            self._move("queued", "sending")
        except self.dynamodb.exceptions.TransactionCanceledException as cancelled:
            if "ConditionalCheckFailed" not in {reason["Code"] for reason in cancelled.response["CancellationReasons"]}:
                raise
            return
        self._send()
        self._move("sending", "sent")

    def _move(self, old: str, new: str) -> None:
        update = {
            "TableName": "contactbook",
            "Key": KEY,
            "UpdateExpression": "SET #state = :new",
            "ConditionExpression": "#state = :old",
            "ExpressionAttributeNames": {"#state": "state"},
            "ExpressionAttributeValues": {":new": {"S": new}, ":old": {"S": old}},
        }
        self.dynamodb.transact_write_items(TransactItems=[{"Update": update}])

    def _send(self) -> None:
        self.ses.send_email(
            TenantName="acme",
            ConfigurationSetName="outbox",
            FromEmailAddress="news@acme.example",
            Destination={"ToAddresses": ["eleni@example.com"]},
            Content={"Raw": {"Data": b"Subject: hello\r\n\r\nhello"}},
        )


@pytest.fixture
def once(world: World) -> Sender:
    """Return a sender whose SES client sends once and raises on failure."""
    return Sender(world, boto3.client("sesv2", config=Config(retries={"total_max_attempts": 1})))


def queue_one(world: World) -> None:
    world.reset()
    world.senders.identities["acme.example"] = []
    world.senders.tenants["acme"] = SesTenant({"arn:ses:configuration-set/outbox", "arn:ses:identity/acme.example"})
    world.client("dynamodb").put_item(TableName="contactbook", Item={**KEY, "state": {"S": "queued"}})


def state(world: World) -> str:
    return str(world.items("communication")[0]["state"]["S"])


def race_of(world: World, deliver: Deliver, *injections: Injection, deliveries: int = 1) -> Scenario:
    """Return a scenario: one message, delivered to two workers at once, and again to each that fails."""

    def scenario(schedule: Schedule) -> None:
        queue_one(world)
        schedule.run({"first": deliver, "second": deliver}, *injections, may_raise=FAILURES, deliveries=deliveries)
        assert len(world.sent_emails()) <= 1
        assert state(world) in {"queued", "sending", "sent"}

    return scenario


def test_sending_before_marking_sends_twice_when_delivered_twice(world: World, once: Sender) -> None:
    with pytest.raises(RaceFailedError, match="SendEmail"):
        explore(race_of(world, once.send_before_marking), seeds=range(20))


def test_sending_before_marking_sends_twice_when_its_worker_dies_between(world: World, once: Sender) -> None:
    death = Injection(1, Fault.DEATH, Moment.AFTER, worker="only")
    queue_one(world)
    Schedule(0).run({"only": once.send_before_marking}, death, deliveries=2)
    assert len(world.sent_emails()) == 2


def test_a_client_that_retries_sends_twice_by_itself(world: World) -> None:
    retrying = Sender(world, world.client("sesv2"))
    queue_one(world)
    lost = Injection(1, Fault.TIMED_OUT, Moment.AFTER, Level.BELOW, worker="only")
    with count_calls() as calls:
        Schedule(0).run({"only": retrying.arm_send_mark}, lost)
    assert (calls.of("SendEmail"), len(world.sent_emails())) == (1, 2)


def test_arming_first_sends_at_most_once_in_every_interleaving(world: World, once: Sender) -> None:
    assert explore_all(race_of(world, once.arm_send_mark)).complete


def clean_calls(world: World, once: Sender) -> Iterator[Injection]:
    queue_one(world)
    clean = Schedule(0).run({"first": once.arm_send_mark})
    assert (len(clean.calls_of("first")), state(world), len(world.sent_emails())) == (3, "sent", 1)
    return every_injection(clean.calls_of("first"), worker="first")


def test_arming_first_sends_at_most_once_under_every_fault_and_redelivery(world: World, once: Sender) -> None:
    tried = 0
    for injection in clean_calls(world, once):
        explored = explore_all(race_of(world, once.arm_send_mark, injection, deliveries=3), bound=500)
        assert explored.complete, injection
        tried += explored.runs
    assert tried > 200


def test_only_a_fault_between_arming_and_marking_leaves_the_state_unknown(world: World, once: Sender) -> None:
    left: dict[str, list[Injection]] = {"sent": [], "sending": []}
    for injection in clean_calls(world, once):
        queue_one(world)
        Schedule(0).run({"first": once.arm_send_mark}, injection, may_raise=FAILURES, deliveries=3)
        left[state(world)].append(injection)
        assert len(world.sent_emails()) <= 1
    assert {injection.index for injection in left["sending"]} == {0, 1, 2}
    arming = [injection for injection in left["sending"] if injection.index == 0]
    assert {(injection.moment, injection.level) for injection in arming} == {(Moment.AFTER, Level.ABOVE)}


def test_a_message_delivered_three_times_is_sent_once(world: World, once: Sender) -> None:
    queue_one(world)
    world.client("sqs").send_message(
        QueueUrl=world.queue_urls["notification_sender"], MessageBody=json.dumps({"communication_id": "communication"})
    )
    (record,) = world.take_messages("notification_sender")
    for _ in range(3):
        assert json.loads(record["body"]) == {"communication_id": "communication"}
        once.arm_send_mark()
    assert len(world.sent_emails()) == 1
