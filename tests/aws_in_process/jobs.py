"""Runs the job functions in process, as Lambda does: messages and stream records in, with the rights of the function's role."""

import importlib
import json
from collections.abc import Sequence
from typing import Any

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import LambdaContext
from tests.checks.permissions import acting_as
from tests.checks.template import reaches_stream_function

Record = dict[str, Any]
STREAM_BATCH = 100


class ShortOfTime(LambdaContext):
    """A context that has enough time for the first `checks` questions, and one second after that."""

    def __init__(self, checks: int = 1) -> None:
        self.checks = checks

    def get_remaining_time_in_millis(self) -> int:
        self.checks -= 1
        return 900_000 if self.checks >= 0 else 1_000


def message(body: dict[str, Any], message_id: str = "message-1") -> Record:
    """Return a queue message as Lambda passes it to a function."""
    return {
        "messageId": message_id,
        "receiptHandle": message_id,
        "body": json.dumps(body),
        "attributes": {},
        "messageAttributes": {},
        "md5OfBody": "",
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:eu-west-1:123456789012:queue",
        "awsRegion": "eu-west-1",
    }


def invoke(function: str, records: Sequence[Record], context: LambdaContext | None = None) -> list[Record]:
    """Pass the records to a function as one batch. Return those that it reports as failed."""
    with acting_as(function):
        answer = importlib.import_module(f"{function}.app").handler({"Records": list(records)}, context or LambdaContext())
    failed = {one["itemIdentifier"] for one in answer["batchItemFailures"]}
    return [record for record in records if _identifier(record) in failed]


def deliver(
    world: World, queue: str, records: Sequence[Record] | None = None, context: LambdaContext | None = None
) -> list[Record]:
    """Pass a queue's messages (or these records) to its function one by one. Return those that failed."""
    taken = world.take_messages(queue) if records is None else records
    return [failed for record in taken for failed in invoke(queue, [record], context)]


def drain_queues(world: World, *queues: str, context: LambdaContext | None = None, rounds: int = 200) -> int:
    """Deliver messages until all these queues are empty. Return the number of messages.

    Fails the test if a message fails, or if the queues are not empty after so many rounds.
    """
    delivered = 0
    for _ in range(rounds):
        waiting = {queue: records for queue in queues if (records := world.take_messages(queue))}
        if not waiting:
            return delivered
        for queue, records in waiting.items():
            assert deliver(world, queue, records, context) == []
            delivered += len(records)
    raise AssertionError(f"{', '.join(queues)}: still not empty after {rounds} rounds")


def drain_stream(world: World, records: list[Record] | None = None) -> None:
    """Pass the table's stream to its function until no change is left, or pass just these records.

    Of the table's stream the function gets what the filter of template.yaml selects.
    """
    taken = _selected(world) if records is None else records
    while taken:
        for start in range(0, len(taken), STREAM_BATCH):
            assert invoke("contact_events", taken[start : start + STREAM_BATCH]) == []
        taken = _selected(world) if records is None else []


def drain_queue_and_stream(world: World, queue: str, *bodies: dict[str, Any]) -> None:
    """Deliver these messages, the queue's messages and the table's stream until nothing is left."""
    if bodies:
        assert invoke(queue, [message(body, str(place)) for place, body in enumerate(bodies)]) == []
    delivered = 1
    while delivered:
        drain_stream(world)
        delivered = drain_queues(world, queue)


def _selected(world: World) -> list[Record]:
    return [record for record in world.take_stream_records() if reaches_stream_function(record)]


def _identifier(record: Record) -> str:
    return str(record["messageId"] if "messageId" in record else record["dynamodb"]["SequenceNumber"])
