"""Send job messages to SQS, ten in a call.

Each message has its tenant as message group. SQS (fair queues) then delivers the messages of quiet tenants before the backlog of
a busy one: 100,000 messages of one tenant do not delay 10 of another.
"""

from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from math import ceil
from typing import TYPE_CHECKING

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from contactbook.domain.base.errors import StorageUnavailable
from contactbook.domain.base.jobs import JobMessage

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import SendMessageBatchRequestEntryTypeDef

_BATCH = 10
_LONGEST_DELAY = 900


@cache
def _client() -> "SQSClient":
    return boto3.client("sqs")


def send(queue_url: str, messages: Sequence[JobMessage], *, delay_seconds: int = 0) -> None:
    """Send messages, after up to 900 seconds. Raises StorageUnavailable if the queue did not accept all of them."""
    for start in range(0, len(messages), _BATCH):
        chunk = messages[start : start + _BATCH]
        try:
            answer = _client().send_message_batch(
                QueueUrl=queue_url, Entries=[_entry(place, message, delay_seconds) for place, message in enumerate(chunk)]
            )
        except (BotoCoreError, ClientError) as error:
            raise StorageUnavailable("The queue did not respond.") from error
        if answer.get("Failed"):
            raise StorageUnavailable("The queue did not accept every message.")


def send_later(queue_url: str, messages: Sequence[JobMessage], delay: timedelta) -> None:
    """Send messages after a delay, rounded up to seconds and limited to 15 minutes. Raises as `send`."""
    send(queue_url, messages, delay_seconds=min(_LONGEST_DELAY, max(0, ceil(delay.total_seconds()))))


def _entry(place: int, message: JobMessage, delay_seconds: int) -> "SendMessageBatchRequestEntryTypeDef":
    return {
        "Id": str(place),
        "MessageBody": message.body(),
        "DelaySeconds": delay_seconds,
        "MessageGroupId": message.fair_group,
    }
