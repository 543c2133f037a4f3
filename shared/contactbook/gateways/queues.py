"""Sending to SQS, in batches of ten."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import boto3

from contactbook.domain.errors import StorageUnavailable
from contactbook.domain.jobs import JobMessage

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

_BATCH = 10


@cache
def _client() -> "SQSClient":
    return boto3.client("sqs")


def send(queue_url: str, messages: Sequence[JobMessage], *, delay_seconds: int = 0) -> None:
    """Send messages; a delay of up to 900 seconds. Raises StorageUnavailable when any of them was not taken."""
    for start in range(0, len(messages), _BATCH):
        chunk = messages[start : start + _BATCH]
        answer = _client().send_message_batch(
            QueueUrl=queue_url,
            Entries=[
                {"Id": str(place), "MessageBody": message.model_dump_json(exclude_defaults=True), "DelaySeconds": delay_seconds}
                for place, message in enumerate(chunk)
            ],
        )
        if answer.get("Failed"):
            raise StorageUnavailable("The queue did not take every message.")
