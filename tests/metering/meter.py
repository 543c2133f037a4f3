"""A meter on DynamoDB: what each call costs in units, exactly, from the table's items before and after it.

The rules are AWS's own. A write counts the larger of the old and the new image, in steps of 1 KB, and at least one step; within
a transaction it counts twice, and so does a condition check. A refused write costs what it would have cost. An index costs one
write where an entry appears, goes or changes in what the index projects, two where its key changes; index writes are not
doubled. A read counts what it looked at in steps of 4 KB, half where it is eventually consistent; items of a query are added up
first, those of a batch are not.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from tests.aws_in_process.aws import World
from tests.faults.calls import Answer, Call, Json
from tests.faults.capacity import READ_BYTES, WRITE_BYTES, item_size
from tests.faults.taps import Tap, tapped

Image = Json | None
Keyed = tuple[str, str]


@dataclass
class Usage:
    """What some work asked of AWS: requests by service, write units of the table and its indexes, read units."""

    requests: Counter[str] = field(default_factory=Counter)
    table_writes: float = 0.0
    index_writes: float = 0.0
    reads: float = 0.0

    @property
    def dynamodb_requests(self) -> int:
        """Requests to DynamoDB."""
        return self.requests["dynamodb"]

    @property
    def all_requests(self) -> int:
        """Requests to every service."""
        return sum(self.requests.values())

    def add(self, other: "Usage") -> None:
        """Add what other work asked for."""
        self.requests.update(other.requests)
        self.table_writes += other.table_writes
        self.index_writes += other.index_writes
        self.reads += other.reads


@dataclass(frozen=True)
class Index:
    """An index of the table: its name, its two key attributes, and what it projects (None: everything)."""

    name: str
    hash_key: str
    range_key: str
    projected: frozenset[str] | None

    def entry_of(self, image: Image) -> Image:
        """Return the index entry of an item, or None where it has none."""
        if image is None or self.hash_key not in image or self.range_key not in image:
            return None
        if self.projected is None:
            return image
        return {name: value for name, value in image.items() if name in self.projected}

    def writes(self, old: Image, new: Image) -> float:
        """Return the write units that the change of an item costs in this index."""
        was, is_now = self.entry_of(old), self.entry_of(new)
        if was == is_now:
            return 0.0
        if was is None or is_now is None:
            return _steps(was or is_now, WRITE_BYTES)
        if all(was[key] == is_now[key] for key in (self.hash_key, self.range_key)):
            return max(_steps(was, WRITE_BYTES), _steps(is_now, WRITE_BYTES))
        return _steps(was, WRITE_BYTES) + _steps(is_now, WRITE_BYTES)


class Meter(Tap):
    """Adds up what passes between the code and AWS."""

    # Next to AWS: what a fault answers in AWS's stead costs nothing.
    place = 1000

    def __init__(self, world: World) -> None:
        self.usage = Usage()
        self._world = world
        self._indexes = _indexes_of(world)

    def call(self, call: Call, proceed: Callable[[Json], Answer]) -> Answer:
        """Let the call through and add what it cost."""
        self.usage.requests[call.service] += 1
        if call.service != "dynamodb":
            return proceed(call.params)
        keys = list(_written_keys(call))
        before = {key: self._image(key) for key in keys}
        try:
            answer = proceed(call.params)
        except Exception:
            self._add_writes(call, before, before)
            raise
        self._add_writes(call, before, {key: self._image(key) for key in keys})
        self.usage.reads += _read_units(call, self._whole(call, answer), self._indexes)
        return answer

    def _whole(self, call: Call, answer: Answer) -> Answer:
        """Return the answer with whole items: a query pays for what it leaves out."""
        if "ProjectionExpression" not in call.params:
            return answer
        pk = next(iter(call.params["ExpressionAttributeValues"].values()))["S"]
        return {**answer, "Items": [self._image((pk, item["sk"]["S"])) for item in answer["Items"]]}

    def _add_writes(self, call: Call, before: Mapping[Keyed, Image], after: Mapping[Keyed, Image]) -> None:
        doubled = 2 if call.operation == "TransactWriteItems" else 1
        for key, asked in _asked(call).items():
            sizes = [_steps(image, WRITE_BYTES) for image in (before[key], after[key], asked)]
            self.usage.table_writes += doubled * max(1.0, *sizes)
            self.usage.index_writes += sum(index.writes(before[key], after[key]) for index in self._indexes)

    def _image(self, key: Keyed) -> Image:
        return self._world.state.item(self._world.table_name, *key)


@contextmanager
def metered(world: World) -> Iterator[Usage]:
    """Yield what is asked of AWS while the context lasts."""
    meter = Meter(world)
    with tapped(meter):
        yield meter.usage


def _steps(image: Image, step: int) -> float:
    return float(max(1, ceil(item_size(image) / step))) if image else 0.0


def _written_keys(call: Call) -> Iterator[Keyed]:
    yield from _asked(call)


def _asked(call: Call) -> dict[Keyed, Image]:
    """Return each key that a call writes or checks, with the item that it puts there (None for an update, delete or check)."""
    match call.operation:
        case "PutItem" | "UpdateItem" | "DeleteItem":
            parts: Sequence[Json] = [call.params]
        case "TransactWriteItems":
            parts = call.actions()
        case "BatchWriteItem":
            parts = [next(iter(one.values())) for some in call.params["RequestItems"].values() for one in some]
        case _:
            parts = []
    return {_key(part): part.get("Item") for part in parts}


def _key(part: Json) -> Keyed:
    attributes: Json = part.get("Item") or part["Key"]
    return attributes["pk"]["S"], attributes["sk"]["S"]


def _read_units(call: Call, answer: Answer, indexes: Sequence[Index]) -> float:
    strong = 1.0 if call.params.get("ConsistentRead") else 0.5
    match call.operation:
        case "GetItem":
            return strong * max(1.0, _steps(answer.get("Item"), READ_BYTES))
        case "Query":
            chosen = next((index for index in indexes if index.name == call.params.get("IndexName")), None)
            looked_at = [chosen.entry_of(item) if chosen else item for item in answer.get("Items", [])]
            size = sum(item_size(item) for item in looked_at if item)
            return strong * max(1, ceil(size / READ_BYTES))
        case "BatchGetItem":
            requests: Mapping[str, Json] = call.params["RequestItems"]
            return sum(
                (1.0 if request.get("ConsistentRead") else 0.5)
                * _batch_steps(request, answer.get("Responses", {}).get(table, []))
                for table, request in requests.items()
            )
        case "TransactGetItems":
            return sum(2.0 * max(1.0, _steps(one.get("Item"), READ_BYTES)) for one in answer.get("Responses", []))
        case _:
            return 0.0


def _batch_steps(request: Json, found: Sequence[Json]) -> float:
    """Return the steps of 4 KB of a batch: an item that is not there costs one as well."""
    missing = len(request["Keys"]) - len(found)
    return sum(_steps(item, READ_BYTES) for item in found) + missing


def _indexes_of(world: World) -> list[Index]:
    described: dict[str, Any] = world.state.description(world.table_name)
    return [
        Index(
            name=index["IndexName"],
            hash_key=index["KeySchema"][0]["AttributeName"],
            range_key=index["KeySchema"][1]["AttributeName"],
            projected=_projected(index),
        )
        for index in described["GlobalSecondaryIndexes"]
    ]


def _projected(index: Mapping[str, Any]) -> frozenset[str] | None:
    projection = index["Projection"]
    if projection["ProjectionType"] == "ALL":
        return None
    own = {key["AttributeName"] for key in index["KeySchema"]}
    return frozenset({"pk", "sk", *own, *projection.get("NonKeyAttributes", [])})
