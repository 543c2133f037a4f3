# mypy: disable-error-code="import-not-found,no-any-return"
"""Processes messages: notes them, fails, breaks, or sends the rest on."""

import json
import os
from typing import Any

import sample_store


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    failures = []
    for record in event["Records"]:
        message = json.loads(record["body"])
        sample_store.note(f"received {message['what']}")
        match message["do"]:
            case "note":
                sample_store.note(message["what"])
            case "fail":
                failures.append({"itemIdentifier": record["messageId"]})
            case "fail_once" if record["attributes"]["ApproximateReceiveCount"] == "1":
                failures.append({"itemIdentifier": record["messageId"]})
            case "break":
                raise RuntimeError(message["what"])
            case "continue" if message["left"]:
                left = {**message, "left": message["left"] - 1}
                sample_store.client("sqs").send_message(QueueUrl=os.environ["WORK_QUEUE_URL"], MessageBody=json.dumps(left))
    return {"batchItemFailures": failures}
