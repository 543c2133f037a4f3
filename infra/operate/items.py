"""Items of the table, in clear: the packed documents become JSON."""

import argparse
import json
import sys
from typing import Any

import boto3
from boto3.dynamodb.types import TypeDeserializer

from contactbook.storage.base.documents import unpacked
from infra.operate.environment import table_name

_PACKED = ("document", "values")
# Attributes as DynamoDB's JSON has them.
Item = dict[str, Any]


def show(wanted: argparse.Namespace) -> int:
    """Print an item, or every item of a partition. Return 1 if there is none."""
    found = items_of(boto3.client("dynamodb"), table_name(), wanted.pk, wanted.sk)
    for item in found:
        print(in_clear(item))
    if not found:
        print("There is no such item.", file=sys.stderr)
    return 0 if found else 1


def items_of(client: Any, table: str, pk: str, sk: str | None) -> list[Item]:  # noqa: ANN401 - boto3 has no type for a client
    """Return one item, or every item of the partition. The read is consistent."""
    if sk is not None:
        answer = client.get_item(TableName=table, Key={"pk": {"S": pk}, "sk": {"S": sk}}, ConsistentRead=True)
        return [answer["Item"]] if "Item" in answer else []
    pages = client.get_paginator("query").paginate(
        TableName=table,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": pk}},
        ConsistentRead=True,
    )
    return [item for page in pages for item in page["Items"]]


def in_clear(item: Item) -> str:
    """Return the item as indented JSON, with its documents as the JSON that they are."""
    plain = {name: TypeDeserializer().deserialize(value) for name, value in item.items()}
    clear = {name: _document(value.value) if name in _PACKED else value for name, value in plain.items()}
    return json.dumps(clear, ensure_ascii=False, indent=2, default=_number)


def _document(stored: bytes) -> Any:  # noqa: ANN401 - any JSON
    text = unpacked(stored)
    try:
        return json.loads(text)
    except ValueError:
        # Some items store a single id.
        return text


def _number(value: object) -> object:
    """Return a number of DynamoDB as one of JSON."""
    return int(str(value))
