# mypy: disable-error-code="import-not-found,no-any-return"
"""Reads the table's stream: notes every written key, refuses `poison`, and takes long for `late`."""

from typing import Any

import sample_store

ORDER: list[str] = []


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    for record in event["Records"]:
        key = record["dynamodb"]["Keys"]["pk"]["S"]
        if key.startswith("poison"):
            return {"batchItemFailures": [{"itemIdentifier": record["dynamodb"]["SequenceNumber"]}]}
        if key.startswith("bomb"):
            raise RuntimeError(key)
        if not key.startswith(("note#", "order")):
            sample_store.note(f"saw {record['eventName']} {key}")
    return {"batchItemFailures": []}
