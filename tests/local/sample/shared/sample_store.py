"""Common parts of the sample's functions: clients made on first use, and notes in the table."""

import os
from functools import cache
from typing import Any

import boto3


@cache
def client(service: str) -> Any:
    return boto3.client(service)  # type: ignore[call-overload]  # boto3's stubs know literal names only


@cache
def remembered() -> dict[str, int]:
    """Return a dict that survives between calls, like cached settings. A reset has to clear it."""
    return {"calls": 0}


def note(key: str) -> None:
    """Add one to the count of `key`."""
    client("dynamodb").update_item(
        TableName=os.environ["TABLE_NAME"],
        Key={"pk": {"S": f"note#{key}"}},
        UpdateExpression="ADD seen :one",
        ExpressionAttributeValues={":one": {"N": "1"}},
    )


def notes() -> dict[str, int]:
    items = client("dynamodb").scan(TableName=os.environ["TABLE_NAME"], ConsistentRead=True)["Items"]
    return {item["pk"]["S"].removeprefix("note#"): int(item["seen"]["N"]) for item in items if "seen" in item}
