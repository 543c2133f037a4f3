"""AWS below botocore with a whole table: items of moto's world are taken over, and whatever is written is kept.

It checks no condition: what is measured must not meet one that fails. Its own CPU is measured afterwards, so that it can be taken off.
"""

import json
import re
import time
from base64 import b64decode
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import boto3
from botocore.awsrequest import AWSResponse
from botocore.httpsession import URLLib3Session

from benchmarks.stubbed_aws import response

_JSON = {"Content-Type": "application/x-amz-json-1.0"}
# An answer of a query ends before so many bytes of items.
_PAGE = 1_000_000
_PREFIX = re.compile(r"begins_with ?\(#\d+, ?(:\d+)\)")
_BETWEEN = re.compile(r"BETWEEN (:\d+) AND (:\d+)")
_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")
_INDEXES = ("gsi1", "gsi2", "gsi3")
Item = dict[str, Any]


class KeptTable:
    """One table with its indexes, and an SES that accepts. It keeps the requests, so that it can be asked the same again."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.requests: list[Any] = []
        self._items: dict[tuple[str, str], Item] = {}
        self._order: dict[tuple[str | None, str], list[tuple[str, str, str]]] = {}
        for item in items:
            self._put(item)

    def send(self, request: Any) -> AWSResponse:
        """Answer a request as botocore sends it."""
        self.requests.append(request)
        return self._answer(request)

    @contextmanager
    def in_place_of_aws(self) -> Iterator[None]:
        """Answer every request of botocore while the body runs."""
        with patch.object(URLLib3Session, "send", lambda _, request: self.send(request)):
            yield

    def count(self, operation: str) -> int:
        """Return how many requests asked for the operation."""
        return sum(_operation(request) == operation for request in self.requests)

    def own_seconds(self) -> float:
        """Return the CPU of the answers themselves, by giving them once more."""
        begun = time.process_time()
        for request in self.requests:
            self._answer(request)
        return time.process_time() - begun

    def raw_seconds(self) -> float:
        """Return the CPU of boto3 making the same requests, the answers' own CPU taken off."""
        clients = {"dynamodb": boto3.client("dynamodb"), "sesv2": boto3.client("sesv2")}
        calls = [_as_called(request) for request in self.requests]
        with patch.object(URLLib3Session, "send", lambda _, request: self._answer(request)):
            begun = time.process_time()
            for service, name, asked in calls:
                getattr(clients[service], name)(**asked)
            seconds = time.process_time() - begun
        return seconds - self.own_seconds()

    def _answer(self, request: Any) -> AWSResponse:
        operation = _operation(request)
        if operation == "SendEmail":
            return response(request.url, b'{"MessageId": "0102018-1"}', {"Content-Type": "application/json"})
        body: Any = getattr(self, f"_{operation}", lambda _: {})(json.loads(request.body))
        return response(request.url, json.dumps(body).encode(), _JSON)

    def _put(self, item: Item) -> None:
        place = item["pk"]["S"], item["sk"]["S"]
        if place not in self._items:
            self._order.clear()
        self._items[place] = item

    def _TransactWriteItems(self, asked: Any) -> Any:  # noqa: N802 - the name of the operation
        for one in asked["TransactItems"]:
            if "Put" in one:
                self._put(one["Put"]["Item"])
            elif "Delete" in one:
                self._drop(one["Delete"]["Key"])
        return {}

    def _PutItem(self, asked: Any) -> Any:  # noqa: N802 - the name of the operation
        self._put(asked["Item"])
        return {}

    def _DeleteItem(self, asked: Any) -> Any:  # noqa: N802 - the name of the operation
        self._drop(asked["Key"])
        return {}

    def _BatchWriteItem(self, asked: Any) -> Any:  # noqa: N802 - the name of the operation
        for one in next(iter(asked["RequestItems"].values())):
            if "PutRequest" in one:
                self._put(one["PutRequest"]["Item"])
            else:
                self._drop(one["DeleteRequest"]["Key"])
        return {"UnprocessedItems": {}}

    def _drop(self, key: Item) -> None:
        self._items.pop((key["pk"]["S"], key["sk"]["S"]), None)
        self._order.clear()

    def _GetItem(self, asked: Any) -> Any:  # noqa: N802 - the name of the operation
        found = self._items.get((asked["Key"]["pk"]["S"], asked["Key"]["sk"]["S"]))
        return {"Item": found} if found else {}

    def _BatchGetItem(self, asked: Any) -> Any:  # noqa: N802 - the name of the operation
        (name, wanted), *_ = asked["RequestItems"].items()
        found = [self._items.get((key["pk"]["S"], key["sk"]["S"])) for key in wanted["Keys"]]
        return {"Responses": {name: [item for item in found if item]}, "UnprocessedKeys": {}}

    def _Query(self, asked: Any) -> Any:  # noqa: N802 - the name of the operation
        index, values, said = asked.get("IndexName"), asked["ExpressionAttributeValues"], asked["KeyConditionExpression"]
        order = self._sorted(index, values[re.findall(r":\d+", said.split(" AND ")[0])[0]]["S"])
        first, last = 0, len(order)
        if between := _BETWEEN.search(said):
            low, high = (values[name]["S"] for name in between.groups())
            first, last = bisect_left(order, (low,)), bisect_right(order, (high, "~"))
        elif prefix := _PREFIX.search(said):
            start = values[prefix.group(1)]["S"]
            first, last = bisect_left(order, (start,)), bisect_left(order, (start + "\U0010ffff",))
        chosen = order[first:last]
        if not asked.get("ScanIndexForward", True):
            chosen.reverse()
        if after := asked.get("ExclusiveStartKey"):
            name = f"{index}sk" if index else "sk"
            chosen = chosen[chosen.index((after[name]["S"], after["pk"]["S"], after["sk"]["S"])) + 1 :]
        return self._page(index, chosen, asked.get("Limit") or len(chosen) + 1)

    def _page(self, index: str | None, chosen: list[tuple[str, str, str]], most: int) -> Any:
        items: list[Item] = []
        size = 0
        for _, pk, sk in chosen[:most]:
            item = self._items[pk, sk]
            size += len(item.get("document", {}).get("B", "")) + 300
            items.append(item)
            if size > _PAGE:
                break
        answer: Item = {"Items": items, "Count": len(items), "ScannedCount": len(items)}
        if len(items) < len(chosen):
            names = ["pk", "sk", *([f"{index}pk", f"{index}sk"] if index else [])]
            answer["LastEvaluatedKey"] = {name: items[-1][name] for name in names}
        return answer

    def _sorted(self, index: str | None, partition: str) -> list[tuple[str, str, str]]:
        """Return the keys of a partition in their order."""
        if not self._order:
            for (pk, sk), item in self._items.items():
                self._order.setdefault((None, pk), []).append((sk, pk, sk))
                for name in _INDEXES:
                    if f"{name}pk" in item:
                        self._order.setdefault((name, item[f"{name}pk"]["S"]), []).append((item[f"{name}sk"]["S"], pk, sk))
            for keys in self._order.values():
                keys.sort()
        return self._order.get((index, partition), [])


def _operation(request: Any) -> str:
    """Return the operation that a request asks for. Only one of SES has no target."""
    target = request.headers.get("X-Amz-Target")
    if target is None:
        return "SendEmail"
    return (target.decode() if isinstance(target, bytes) else str(target)).rpartition(".")[2]


def _as_called(request: Any) -> tuple[str, str, Any]:
    """Return the service, boto3's method and its parameters that make the same request."""
    operation = _operation(request)
    service = "sesv2" if operation == "SendEmail" else "dynamodb"
    return service, _WORD.sub("_", operation).lower(), _with_bytes(json.loads(request.body))


def _with_bytes(asked: Any) -> Any:
    """Return parameters as boto3 takes them: binary attributes are bytes."""
    if isinstance(asked, list):
        return [_with_bytes(one) for one in asked]
    if not isinstance(asked, dict):
        return asked
    if asked.keys() == {"B"}:
        return {"B": b64decode(asked["B"])}
    return {name: _with_bytes(value) for name, value in asked.items()}
