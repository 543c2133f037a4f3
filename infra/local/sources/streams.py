"""DynamoDB stream event sources: pass a table's change records to a function, in order, until it processes or rejects them."""

import json
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from infra.local.engine.engine import Engine
from infra.local.functions.gate import Gate
from infra.local.functions.running import FunctionError, RunningFunction
from infra.local.sources.lambda_results import failed_items, matches_filters
from infra.local.sources.worker import Worker
from infra.local.template.account import ACCOUNT

RETRY_PAUSES = (0.05, 0.2, 0.5, 1.0)
"""Seconds before each further attempt at a failing batch. The last value repeats."""
RETRIES_FOR_EVER = -1


@dataclass(frozen=True, slots=True)
class StreamSource:
    """One stream event source. `table` and `on_failure` (a queue, or None) are names; `retries` -1 means no limit."""

    table: str
    function: str
    batch_size: int
    reports_failures: bool
    bisects: bool
    retries: int
    on_failure: str | None
    filters: tuple[Any, ...] = ()


class StreamWorker(Worker):
    """Waits until the table has changed, then passes its records to the function in order."""

    def __init__(
        self, source: StreamSource, function: RunningFunction, engine: Engine, gate: Gate, on_done: Callable[[], None]
    ) -> None:
        super().__init__(f"stream {source.table}", gate, on_done)
        self.source = source
        self._function = function
        self._engine = engine
        self._client = engine.client("sqs")

    def start(self) -> None:
        """Start to wait. Records from an earlier run come first."""
        self.wake()
        super().start()

    def _work(self) -> bool:
        """Process one batch. Return True if there may be more: the batch was full, or a reset interrupted it."""
        records = self._engine.records(self.source.table, self.source.batch_size)
        if not records or self._function.failure:
            return False
        left = self._process([record for record in records if matches_filters(list(self.source.filters), record)])
        done = records[: records.index(left[0])] if left else records
        if done:
            self._engine.acknowledge(self.source.table, done[-1]["dynamodb"]["SequenceNumber"])
        return bool(left) or len(records) == self.source.batch_size

    def _process(self, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Process records until they are done or given up. Return those that are left because the stack resets or stops."""
        attempts = 0
        while records and not self._gate.is_closing and not self._stopping:
            attempts += 1
            left = self._attempt(records)
            if len(left) == len(records):
                if self.source.bisects and len(left) > 1:
                    middle = len(left) // 2
                    left = self._process(left[:middle]) + left[middle:]
                elif self.source.retries != RETRIES_FOR_EVER and attempts > self.source.retries:
                    self._give_up(left, attempts)
                    left = []
                else:
                    time.sleep(RETRY_PAUSES[min(attempts, len(RETRY_PAUSES)) - 1])
            if len(left) < len(records):
                attempts = 0
            records = left
        return records

    def _attempt(self, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Invoke the function once. Return what is left: nothing, or every record from the first failure on."""
        try:
            answer = self._function.invoke({"Records": records})
        except FunctionError:
            return records
        if not self.source.reports_failures:
            return []
        sequences = [record["dynamodb"]["SequenceNumber"] for record in records]
        failed = failed_items(answer, sequences)
        return records[min(sequences.index(one) for one in failed) :] if failed else []

    def _give_up(self, records: list[dict[str, Any]], attempts: int) -> None:
        """Report given-up records to the on-failure queue as Lambda does: with their position and without their content."""
        if self.source.on_failure is None:
            return
        first, last = records[0]["dynamodb"], records[-1]["dynamodb"]
        message = {
            "requestContext": {
                "requestId": str(uuid.uuid4()),
                "functionArn": self._function.arn,
                "condition": "RetryAttemptsExhausted",
                "approximateInvokeCount": attempts,
            },
            "version": "1.0",
            "timestamp": datetime.now(UTC).isoformat(),
            "DDBStreamBatchInfo": {
                "shardId": "shardId-00000000000000000000-00000000",
                "startSequenceNumber": first["SequenceNumber"],
                "endSequenceNumber": last["SequenceNumber"],
                "batchSize": len(records),
                "streamArn": records[0]["eventSourceARN"],
            },
        }
        url = f"{self._engine.url}/{ACCOUNT}/{self.source.on_failure}"
        self._client.send_message(QueueUrl=url, MessageBody=json.dumps(message))
