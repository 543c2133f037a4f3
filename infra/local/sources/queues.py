"""SQS event sources: pass messages from a queue to its function in batches, and make failed ones visible again."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from infra.local.engine.engine import Engine
from infra.local.functions.gate import Gate
from infra.local.functions.running import FunctionError, RunningFunction
from infra.local.sources.lambda_results import failed_items, matches_filters
from infra.local.sources.worker import Worker
from infra.local.template.account import ACCOUNT, REGION
from infra.local.template.json_values import Json

RECEIVE_LIMIT = 10
"""The most messages that one call to SQS receives or deletes."""


@dataclass(frozen=True, slots=True)
class QueueSource:
    """One SQS event source of the template. `queue` is the queue's name. A batch has at most ten messages here."""

    queue: str
    function: str
    batch_size: int
    reports_failures: bool
    filters: tuple[Json, ...] = ()


class QueueWorker(Worker):
    """Waits until its queue has messages, then passes them to the function until none is left.

    A failed message becomes visible again after the queue's time-out. The queue's redrive policy limits the attempts.
    """

    def __init__(
        self, source: QueueSource, function: RunningFunction, engine: Engine, gate: Gate, on_done: Callable[[], None]
    ) -> None:
        super().__init__(f"queue {source.queue}", gate, on_done)
        self.source = source
        self._function = function
        self._client = engine.client("sqs")
        self._url = f"{engine.url}/{ACCOUNT}/{source.queue}"

    def _work(self) -> bool:
        """Process the messages of one call to SQS. Return True if there may be more. Later messages wake this worker again."""
        messages = self._receive()
        self._deliver_all(messages)
        return len(messages) == RECEIVE_LIMIT

    def _receive(self) -> list[dict[str, Json]]:
        answer = self._client.receive_message(
            QueueUrl=self._url,
            MaxNumberOfMessages=RECEIVE_LIMIT,
            WaitTimeSeconds=0,
            MessageSystemAttributeNames=["All"],
            MessageAttributeNames=["All"],
        )
        return list(answer.get("Messages", []))

    def _deliver_all(self, messages: list[dict[str, Json]]) -> None:
        """Deliver in batches of the event source's size. If the stack stops or resets, make the rest visible again."""
        done: list[dict[str, Json]] = []
        size = min(self.source.batch_size, RECEIVE_LIMIT)
        for start in range(0, len(messages), size):
            if self._gate.is_closing or self._stopping:
                self._give_back(messages[start:])
                break
            done += self._deliver(messages[start : start + size])
        self._delete(done)

    def _deliver(self, messages: list[dict[str, Json]]) -> list[dict[str, Json]]:
        """Invoke the function with one batch. Return the messages that are done."""
        records = [self._record(message) for message in messages]
        wanted = [record for record in records if matches_filters(list(self.source.filters), _filter_view(record))]
        failed: set[str] = set()
        if wanted:
            identifiers = {record["messageId"] for record in wanted}
            try:
                answer = self._function.invoke({"Records": wanted})
                failed = failed_items(answer, identifiers) if self.source.reports_failures else set()
            except FunctionError:
                failed = identifiers
        return [message for message in messages if message["MessageId"] not in failed]

    def _give_back(self, messages: list[dict[str, Json]]) -> None:
        entries = [
            {"Id": str(number), "ReceiptHandle": message["ReceiptHandle"], "VisibilityTimeout": 0}
            for number, message in enumerate(messages)
        ]
        self._client.change_message_visibility_batch(QueueUrl=self._url, Entries=entries)

    def _delete(self, messages: list[dict[str, Json]]) -> None:
        entries = [{"Id": str(number), "ReceiptHandle": one["ReceiptHandle"]} for number, one in enumerate(messages)]
        if entries:
            self._client.delete_message_batch(QueueUrl=self._url, Entries=entries)

    def _record(self, message: dict[str, Json]) -> dict[str, Json]:
        return {
            "messageId": message["MessageId"],
            "receiptHandle": message["ReceiptHandle"],
            "body": message["Body"],
            "attributes": message.get("Attributes", {}),
            "messageAttributes": {
                name: {
                    "dataType": value["DataType"],
                    "stringValue": value.get("StringValue"),
                    "stringListValues": [],
                    "binaryListValues": [],
                }
                for name, value in message.get("MessageAttributes", {}).items()
            },
            "md5OfBody": message["MD5OfBody"],
            "eventSource": "aws:sqs",
            "eventSourceARN": f"arn:aws:sqs:{REGION}:{ACCOUNT}:{self.source.queue}",
            "awsRegion": REGION,
        }


def _filter_view(record: dict[str, Json]) -> dict[str, Json]:
    """Return a message as filter patterns see it: with its body parsed, if that is JSON."""
    try:
        return {**record, "body": json.loads(record["body"])}
    except ValueError:
        return record
