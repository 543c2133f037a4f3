"""Calls of DynamoDB with parameters in its own JSON, through PynamoDB's connection."""

from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from pynamodb.exceptions import DeleteError, GetError, PutError, PynamoDBException, QueryError, TransactWriteError

from contactbook.storage.base.item import Item, Raw

Answer = dict[str, Any]


def get_item(key: Raw) -> Answer:
    """Read one item, consistently. Raises GetError."""
    return _call("GetItem", GetError, {**_table(), "Key": key, "ConsistentRead": True})


def put_item(item: Raw, condition: Answer) -> None:
    """Save an item under a condition (`written_condition`). Raises PutError."""
    _call("PutItem", PutError, {**_table(), "Item": item, **condition})


def update_item(key: Raw, changes: Answer) -> None:
    """Change attributes of an item under a condition. Raises PutError."""
    _call("UpdateItem", PutError, {**_table(), "Key": key, **changes})


def delete_item(key: Raw, condition: Answer) -> None:
    """Delete an item under a condition. Raises DeleteError."""
    _call("DeleteItem", DeleteError, {**_table(), "Key": key, **condition})


def transact_write_items(actions: list[Answer], token: str) -> None:
    """Commit all of the actions or none; sent again with the same token, they are committed once. Raises TransactWriteError."""
    _call("TransactWriteItems", TransactWriteError, {"TransactItems": actions, "ClientRequestToken": token})


def batch_write_items(requests: list[Answer]) -> list[Answer]:
    """Save and delete items without conditions; return what DynamoDB has left over. Raises PutError."""
    answer = _call("BatchWriteItem", PutError, {"RequestItems": {Item.Meta.table_name: requests}})
    left: list[Answer] = answer.get("UnprocessedItems", {}).get(Item.Meta.table_name, [])
    return left


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
    asked = {
        **_table(),
        "KeyConditionExpression": condition,
        "ExpressionAttributeNames": places,
        "ExpressionAttributeValues": values,
    }
    return _call("Query", QueryError, asked | {name: option for name, option in options.items() if option is not None})


def _table() -> Answer:
    return {"TableName": Item.Meta.table_name}


def _call(operation: str, failing: type[PynamoDBException], asked: dict[str, Any]) -> Answer:
    try:
        found: Answer = Item.connection().connection.dispatch(operation, asked)
    except (BotoCoreError, ClientError) as error:
        raise failing(f"{operation} failed: {error}", error) from error
    return found
