"""What the sample's functions share: clients on first use, and a note of what happened in the table."""

import os
from functools import cache
from typing import Any

import boto3


@cache
def client(service: str) -> Any:
    return boto3.client(service)  # type: ignore[call-overload]


@cache
def remembered() -> dict[str, int]:
    """Survives from call to call, as settings do; a reset has to forget it."""
    return {"calls": 0}


def note(key: str) -> None:
    """Count one more of `key`."""
    client("dynamodb").update_item(
        TableName=os.environ["TABLE_NAME"],
        Key={"pk": {"S": f"note#{key}"}},
        UpdateExpression="ADD seen :one",
        ExpressionAttributeValues={":one": {"N": "1"}},
    )


def notes() -> dict[str, int]:
    items = client("dynamodb").scan(TableName=os.environ["TABLE_NAME"], ConsistentRead=True)["Items"]
    return {item["pk"]["S"].removeprefix("note#"): int(item["seen"]["N"]) for item in items if "seen" in item}
