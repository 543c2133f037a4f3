"""Sending to SQS, in batches of ten.

Each message names its tenant as its group: SQS then hands out the messages of a tenant that sent few before the backlog of one
that sent many (fair queues), so that one tenant's 100,000 do not delay another's 10.
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
    """Send messages; a delay of up to 900 seconds. Raises StorageUnavailable when any of them was not taken."""
    for start in range(0, len(messages), _BATCH):
        chunk = messages[start : start + _BATCH]
        try:
            answer = _client().send_message_batch(
                QueueUrl=queue_url, Entries=[_entry(place, message, delay_seconds) for place, message in enumerate(chunk)]
            )
        except (BotoCoreError, ClientError) as error:
            raise StorageUnavailable("The queue did not answer.") from error
        if answer.get("Failed"):
            raise StorageUnavailable("The queue did not take every message.")


def send_later(queue_url: str, messages: Sequence[JobMessage], delay: timedelta) -> None:
    """Send messages after a delay, in whole seconds from 0 to 15 minutes. Raises StorageUnavailable like `send`."""
    send(queue_url, messages, delay_seconds=min(_LONGEST_DELAY, max(0, ceil(delay.total_seconds()))))


def _entry(place: int, message: JobMessage, delay_seconds: int) -> "SendMessageBatchRequestEntryTypeDef":
    return {
        "Id": str(place),
        "MessageBody": message.body(),
        "DelaySeconds": delay_seconds,
        "MessageGroupId": message.tenant_id or "every-tenant",
    }
