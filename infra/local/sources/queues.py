"""SQS event sources: messages from a queue to its function in batches, and back to the queue when they fail."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from infra.local.engine.engine import ACCOUNT, REGION, Engine
from infra.local.sources.gate import Gate
from infra.local.sources.lambda_results import failed_items, passes
from infra.local.sources.worker import Worker
from infra.local.stack.functions import FunctionError, RunningFunction
from infra.local.stack.json_values import Json

RECEIVE_LIMIT = 10
"""Messages that SQS hands over at once, and takes back at once."""


@dataclass(frozen=True, slots=True)
class QueueSource:
    """One SQS event source of the template; `queue` is the queue's name. A batch holds ten messages at most here."""

    queue: str
    function: str
    batch_size: int
    reports_failures: bool
    filters: tuple[Json, ...] = ()


class QueueWorker(Worker):
    """Waits until its queue has messages, then feeds them to the function until none is left.

    What fails becomes visible again after the queue's time-out, and the queue's redrive policy ends that.
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
        """Work on what one call to SQS hands over; True when there may be more. What comes later wakes this worker again."""
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
        """Deliver in batches of the event source's size; what there is no time for any more goes back at once."""
        done: list[dict[str, Json]] = []
        size = min(self.source.batch_size, RECEIVE_LIMIT)
        for start in range(0, len(messages), size):
            if self._gate.is_closing or self._stopping:
                self._give_back(messages[start:])
                break
            done += self._deliver(messages[start : start + size])
        self._delete(done)

    def _deliver(self, messages: list[dict[str, Json]]) -> list[dict[str, Json]]:
        """Invoke the function with one batch; returns the messages that are done with."""
        records = [self._record(message) for message in messages]
        wanted = [record for record in records if passes(list(self.source.filters), _filter_view(record))]
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
    """A message as filter patterns see it: its body read as JSON where it is JSON."""
    try:
        return {**record, "body": json.loads(record["body"])}
    except ValueError:
        return record
