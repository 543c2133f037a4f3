"""One call to AWS as the code makes it: operation, service, and the keys it names."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

# Parameters and answers are AWS's own JSON.
Json = Mapping[str, Any]
Answer = dict[str, Any]

HASH_KEY, RANGE_KEY = "pk", "sk"
_EQUALITY = re.compile(r"(?P<name>[#\w.]+)\s*=\s*(?P<value>:\w+)")


@dataclass(eq=False)
class Call:
    """A call as the code made it. `attempts` counts how often botocore sent it; `injected` describes injected faults."""

    service: str
    operation: str
    params: Json
    worker: str = ""
    attempts: int = 0
    injected: str = ""
    client: Any = field(default=None, repr=False)

    @property
    def endpoint_url(self) -> str:
        """Return the address of the service."""
        return str(self.client.meta.endpoint_url)

    @property
    def name(self) -> str:
        """Return service and operation: `dynamodb.PutItem`."""
        return f"{self.service}.{self.operation}"

    def actions(self) -> list[Json]:
        """Return the parts of a transaction, unwrapped: each with its `TableName` and its `Item` or `Key`."""
        return [next(iter(action.values())) for action in self.params.get("TransactItems", [])]

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Return the keys of the items it names as (pk, sk), in order. `sk` is empty if a query names none."""
        return tuple(key for attributes in _named_items(self) if (key := _key_of(attributes)) is not None)

    def items(self) -> int:
        """Return how many items, messages or events it names: at least one."""
        return max(1, sum(1 for _ in _named_items(self)), sum(1 for _ in _entries(self.params)))


def _named_items(call: Call) -> Iterator[Json]:
    params = call.params
    if call.service != "dynamodb":
        return
    for part in [params, *call.actions()]:
        if attributes := part.get("Item") or part.get("Key"):
            yield attributes
    for requests in cast("Json", params.get("RequestItems", {})).values():
        if isinstance(requests, Mapping):
            yield from requests.get("Keys", [])
            continue
        for request in requests:
            yield request["PutRequest"]["Item"] if "PutRequest" in request else request["DeleteRequest"]["Key"]
    if condition := params.get("KeyConditionExpression"):
        yield _equalities(str(condition), params)


def _equalities(condition: str, params: Json) -> Json:
    names = params.get("ExpressionAttributeNames", {})
    values = params.get("ExpressionAttributeValues", {})
    return {names.get(found["name"], found["name"]): values.get(found["value"]) for found in _EQUALITY.finditer(condition)}


def _key_of(attributes: Json) -> tuple[str, str] | None:
    # A query of an index names the index's key, for example `gsi1pk`.
    by_name = {name[-2:]: _text(value) for name, value in attributes.items() if name.endswith((HASH_KEY, RANGE_KEY))}
    by_name |= {name: _text(value) for name, value in attributes.items() if name in (HASH_KEY, RANGE_KEY)}
    return (by_name[HASH_KEY], by_name.get(RANGE_KEY, "")) if HASH_KEY in by_name else None


def _text(value: object) -> str:
    return str(next(iter(value.values()))) if isinstance(value, Mapping) else str(value)


def _entries(params: Json) -> Iterator[Json]:
    yield from params.get("Entries", [])
    yield from params.get("PublishBatchRequestEntries", [])
