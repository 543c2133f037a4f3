"""Calls of DynamoDB with parameters in its own JSON, through PynamoDB's connection."""

from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from pynamodb.exceptions import GetError, PutError, PynamoDBException, QueryError

from contactbook.storage.base.item import Item, Raw

Answer = dict[str, Any]


def get_item(key: Raw) -> Answer:
    """Read one item, consistently. Raises GetError."""
    return _call("GetItem", GetError, {"Key": key, "ConsistentRead": True})


def put_item(item: Raw, condition: Answer) -> None:
    """Save an item under a condition (`written_condition`). Raises PutError."""
    _call("PutItem", PutError, {"Item": item, **condition})


def query(
    names: tuple[str, str],
    pk: str,
    *,
    prefix: str = "",
    between: tuple[str, str] | None = None,
    **options: Any,  # noqa: ANN401 - parameters of DynamoDB
) -> Answer:
    """Read a page of a partition by the prefix of the sort key, or between two sort keys. Raises QueryError.

    `names` are the names of the two keys, in the table or an index. An option that is None is left out.
    """
    condition, places, values = "#0 = :0", {"#0": names[0]}, {":0": {"S": pk}}
    if between:
        condition += " AND #1 BETWEEN :1 AND :2"
        places["#1"] = names[1]
        values |= {":1": {"S": between[0]}, ":2": {"S": between[1]}}
    elif prefix:
        condition += " AND begins_with (#1, :1)"
        places["#1"] = names[1]
        values[":1"] = {"S": prefix}
    asked = {"KeyConditionExpression": condition, "ExpressionAttributeNames": places, "ExpressionAttributeValues": values}
    return _call("Query", QueryError, asked | {name: option for name, option in options.items() if option is not None})


def _call(operation: str, failing: type[PynamoDBException], asked: dict[str, Any]) -> Answer:
    try:
        found: Answer = Item.connection().connection.dispatch(operation, {"TableName": Item.Meta.table_name, **asked})
    except (BotoCoreError, ClientError) as error:
        raise failing(f"{operation} failed: {error}", error) from error
    return found
