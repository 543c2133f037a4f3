"""Moving dead messages of a job back into its queue."""

import argparse
import os
import sys
from typing import Any

import boto3

# Longer than a batch takes to be sent and deleted.
_HIDDEN_SECONDS = 60
_BATCH = 10


def redrive(wanted: argparse.Namespace) -> int:
    """Move every dead message back. Return 1 if the job has no queue, or no dead message. A message may come twice, which does no harm."""
    url = os.environ.get(f"{wanted.job.upper().replace('-', '_')}_QUEUE_URL")
    if url is None:
        print(
            f"{wanted.job} has no queue. docs/runbook/dead-letters.md#{wanted.job}-dead says what to do instead.", file=sys.stderr
        )
        return 1
    client, dead = boto3.client("sqs"), f"{url}-dead-letters"
    if wanted.dry_run:
        attributes = client.get_queue_attributes(QueueUrl=dead, AttributeNames=["ApproximateNumberOfMessages"])["Attributes"]
        count = int(attributes["ApproximateNumberOfMessages"])
        print(f"About {count} messages would be moved.")
    else:
        count = _move(client, dead, url)
        print(f"{count} messages were moved.")
    return 0 if count else 1


def _move(client: Any, dead: str, url: str) -> int:  # noqa: ANN401 - boto3 has no type for a client
    count = 0
    while batch := client.receive_message(QueueUrl=dead, MaxNumberOfMessages=_BATCH, VisibilityTimeout=_HIDDEN_SECONDS).get(
        "Messages"
    ):
        for message in batch:
            # Deleted only once it is in the queue: one that fails in between comes twice, and none is lost.
            client.send_message(QueueUrl=url, MessageBody=message["Body"])
            client.delete_message(QueueUrl=dead, ReceiptHandle=message["ReceiptHandle"])
        count += len(batch)
    return count
