"""Estimates what a call costs in DynamoDB's units by the published rules, without the writes to indexes.

An update or delete counts with the size of the request, because the item's size in the table is not known here. Reads count
with what they returned; items that a filter removed do not count. A refused call costs what it would have cost.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from tests.faults.calls import Answer, Call, Json

WRITE_BYTES, READ_BYTES = 1024, 4096


@dataclass(frozen=True)
class Units:
    """Read and write request units."""

    read: float = 0.0
    write: float = 0.0

    def __add__(self, other: "Units") -> "Units":
        return Units(self.read + other.read, self.write + other.write)


def units_of(call: Call, answer: Answer) -> Units:
    """Return the units of one call, and none for another service."""
    if call.service != "dynamodb":
        return Units()
    factor = 2.0 if call.operation.startswith("Transact") else 1.0 if call.params.get("ConsistentRead") else 0.5
    return Units(
        read=sum(_read(items, factor) for items in _items_read(call.operation, answer)),
        write=sum((2 if call.actions() else 1) * _written(part) for part in _parts_written(call)),
    )


def _parts_written(call: Call) -> Sequence[Json]:
    match call.operation:
        case "PutItem" | "UpdateItem" | "DeleteItem":
            return [call.params]
        case "TransactWriteItems":
            return call.actions()
        case "BatchWriteItem":
            requests = [request for some in call.params["RequestItems"].values() for request in some]
            return [next(iter(request.values())) for request in requests]
        case _:
            return []


def _items_read(operation: str, answer: Answer) -> Sequence[Sequence[Json]]:
    """Return the groups of items whose sizes are rounded up together. A query is one group; a batch has a group for each item."""
    match operation:
        case "GetItem":
            return [[answer.get("Item", {})]]
        case "Query" | "Scan":
            return [answer.get("Items", [])]
        case "TransactGetItems":
            return [[response.get("Item", {})] for response in answer.get("Responses", [])]
        case "BatchGetItem":
            return [[item] for items in answer.get("Responses", {}).values() for item in items]
        case _:
            return []


def _size_of_set(members: Sequence[object]) -> int:
    return sum(len(str(member).encode()) for member in members)


_SIZES: Mapping[str, Callable[[Any], int]] = {
    "S": lambda text: len(text.encode()),
    "N": lambda number: ceil(len(str(number).lstrip("-").replace(".", "")) / 2) + 1,
    "B": len,
    "BOOL": lambda _: 1,
    "NULL": lambda _: 1,
    "M": lambda entries: 3 + sum(len(name.encode()) + size_of(part) + 1 for name, part in entries.items()),
    "L": lambda parts: 3 + sum(size_of(part) + 1 for part in parts),
    "SS": _size_of_set,
    "NS": _size_of_set,
    "BS": _size_of_set,
}


def size_of(value: object) -> int:
    """Return the bytes of one attribute value in DynamoDB's JSON."""
    if not isinstance(value, Mapping):
        return len(str(value).encode())
    kind, content = next(iter(value.items()))
    return _SIZES[kind](content)


def item_size(attributes: Json) -> int:
    """Return the bytes of an item: its names and values."""
    return sum(len(name.encode()) + size_of(value) for name, value in attributes.items())


def _written(part: Json) -> int:
    known = {**part.get("Key", {}), **part.get("Item", {})}
    if "UpdateExpression" in part:
        known |= part.get("ExpressionAttributeValues", {})
    return max(1, ceil(item_size(known) / WRITE_BYTES))


def _read(items: Sequence[Json], factor: float) -> float:
    return factor * max(1, ceil(sum(item_size(item) for item in items) / READ_BYTES))
