"""The guard's queries read their page only, and return what moto returns after reading the whole table."""

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from inspect import unwrap
from typing import Any
from unittest.mock import patch

import pytest
from botocore.exceptions import ClientError
from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import Table

from tests.aws_in_process.aws import World

Json = dict[str, Any]
TABLE = "contactbook"
CONDITIONS = ("= :a", "< :a", "<= :a", "> :a", ">= :a", "BETWEEN :a AND :b", "begins_with :a", "")
# Few values, so that partitions fill and keys of the index tie. One is a prefix of others.
WORDS = ("a", "ab", "abc", "b", "ba", "c")


class Writer:
    """Makes random writes to a small table."""

    def __init__(self, world: World, seed: int) -> None:
        self.world = world
        self.random = random.Random(f"order {seed}")
        self.dynamodb: Any = world.client("dynamodb")

    def key(self) -> Json:
        return {name: {"S": self.random.choice(WORDS)} for name in ("pk", "sk")}

    def item(self) -> Json:
        names = [name for name in ("gsi1pk", "gsi1sk") if self.random.random() < 0.9]
        return {**self.key(), **{name: {"S": self.random.choice(WORDS)} for name in names}}

    def write(self) -> None:
        self.random.choice([self.put, self.put, self.batch, self.update, self.delete, self.refused, self.transact])()

    def put(self) -> None:
        self.dynamodb.put_item(TableName=TABLE, Item=self.item())

    def batch(self) -> None:
        other = {"pk": {"S": "batch"}, "sk": {"S": self.random.choice(WORDS)}, "gsi1pk": {"S": "a"}, "gsi1sk": {"S": "ab"}}
        requests = [{"PutRequest": {"Item": other}}, {"DeleteRequest": {"Key": self.key()}}]
        self.dynamodb.batch_write_item(RequestItems={TABLE: requests})

    def update(self) -> None:
        self.dynamodb.update_item(TableName=TABLE, Key=self.key(), **self.moved())

    def moved(self) -> Json:
        values = {":pk": {"S": self.random.choice(WORDS)}, ":sk": {"S": self.random.choice(WORDS)}}
        return {"UpdateExpression": "SET gsi1pk = :pk, gsi1sk = :sk", "ExpressionAttributeValues": values}

    def delete(self) -> None:
        self.dynamodb.delete_item(TableName=TABLE, Key=self.key())

    def refused(self) -> None:
        refused: Json = {"Put": {"TableName": TABLE, "Item": {"pk": {"S": "no"}, "sk": {"S": "no"}}}}
        refused["Put"]["ConditionExpression"] = "attribute_exists(pk)"
        with pytest.raises(ClientError):
            self.dynamodb.transact_write_items(TransactItems=[*self.actions(), refused])

    def transact(self) -> None:
        # Two of the writes may name one item, which DynamoDB refuses.
        with suppress(ClientError):
            self.dynamodb.transact_write_items(TransactItems=self.actions())

    def actions(self) -> list[Json]:
        return [
            {"Put": {"TableName": TABLE, "Item": self.item()}},
            {"Update": {"TableName": TABLE, "Key": self.key(), **self.moved()}},
            {"Delete": {"TableName": TABLE, "Key": self.key()}},
        ]

    def question(self) -> Json:
        index = self.random.choice(["", "gsi1"])
        condition, values = self.condition(f"{index}sk")
        return {
            "TableName": TABLE,
            "KeyConditionExpression": f"{index}pk = :pk" + condition,
            "ExpressionAttributeValues": {":pk": {"S": self.random.choice(WORDS)}, **values},
            "ScanIndexForward": self.random.random() < 0.5,
            **({"IndexName": index} if index else {}),
            **({"Limit": self.random.randint(1, 4)} if self.random.random() < 0.8 else {}),
        }

    def condition(self, sort_key: str) -> tuple[str, Json]:
        chosen = self.random.choice(CONDITIONS)
        low, high = sorted([self.random.choice(WORDS), self.random.choice(WORDS)])
        written = f"begins_with({sort_key}, :a)" if chosen.startswith("begins") else f"{sort_key} {chosen}"
        values = {":a": {"S": low}, ":b": {"S": high}}
        return f" AND {written}" if chosen else "", {name: value for name, value in values.items() if name in chosen}


def pages(world: World, question: Json) -> list[tuple[list[Json], Json | None]]:
    """Return every page, each with the key after which the next one begins."""
    dynamodb: Any = world.client("dynamodb")
    found: list[tuple[list[Json], Json | None]] = []
    start: Json = {}
    while True:
        answer = dynamodb.query(**question, **start)
        found.append((answer["Items"], answer.get("LastEvaluatedKey")))
        if "LastEvaluatedKey" not in answer:
            return found
        start = {"ExclusiveStartKey": answer["LastEvaluatedKey"]}


@contextmanager
def looking_at_everything() -> Iterator[None]:
    with patch.object(Table, "query", unwrap(Table.query)):
        yield


@contextmanager
def never_looking_at_everything() -> Iterator[None]:
    with patch.object(Table, "all_items", side_effect=AssertionError):
        yield


@pytest.mark.parametrize("seed", range(12))
def test_every_page_is_the_one_that_moto_finds_in_the_whole_table(world: World, seed: int) -> None:
    writer = Writer(world, seed)
    full = 0
    for _ in range(20):
        writer.put()
    for turn in range(60):
        writer.write()
        if turn == 20:
            world.keep()
        if turn == 40:
            world.restore()
        question = writer.question()
        with never_looking_at_everything():
            found = pages(world, question)
        with looking_at_everything():
            assert found == pages(world, question), (turn, question)
        full += len(found) > 1
    assert full > 5


def fill(world: World, count: int) -> None:
    dynamodb: Any = world.client("dynamodb")
    for start in range(0, count, 25):
        items = [
            {"pk": {"S": f"own {number}"}, "sk": {"S": "x"}, "gsi1pk": {"S": "all"}, "gsi1sk": {"S": f"{number // 3:04}"}}
            for number in range(start, start + 25)
        ]
        dynamodb.batch_write_item(RequestItems={TABLE: [{"PutRequest": {"Item": item}} for item in items]})


@contextmanager
def sizes_asked() -> Iterator[Counter[str]]:
    """Count how often moto measures an item: once for each item that a query reads."""
    asked: Counter[str] = Counter()
    size = Item.size

    def counting(item: Item) -> int:
        asked["size"] += 1
        return size(item)

    with patch.object(Item, "size", counting):
        yield asked


@pytest.mark.parametrize("forward", [True, False])
@pytest.mark.parametrize("condition", ["", " AND gsi1sk > :s", " AND begins_with(gsi1sk, :s)", " AND gsi1sk BETWEEN :s AND :s"])
def test_a_page_in_the_middle_of_a_large_index_reads_that_page_only(world: World, condition: str, *, forward: bool) -> None:
    fill(world, 500)
    dynamodb: Any = world.client("dynamodb")
    question = {
        "TableName": TABLE,
        "IndexName": "gsi1",
        "KeyConditionExpression": "gsi1pk = :p" + condition,
        "ExpressionAttributeValues": {":p": {"S": "all"}, **({":s": {"S": "0080"}} if condition else {})},
        "ScanIndexForward": forward,
        "Limit": 2,
    }
    first = dynamodb.query(**question)
    with sizes_asked() as asked, compared() as comparisons:
        second = dynamodb.query(**question, ExclusiveStartKey=first["LastEvaluatedKey"])
    assert asked["size"] <= 10
    assert comparisons["__eq__"] <= 20
    with looking_at_everything():
        assert second["Items"] == dynamodb.query(**question, ExclusiveStartKey=first["LastEvaluatedKey"])["Items"]
    assert len(second["Items"]) == (1 if "BETWEEN" in condition or "begins" in condition else 2)


@contextmanager
def compared() -> Iterator[Counter[str]]:
    counter: Counter[str] = Counter()
    equals = DynamoType.__eq__

    def counting(one: DynamoType, other: DynamoType) -> bool:
        counter["__eq__"] += 1
        return bool(equals(one, other))

    with patch.object(DynamoType, "__eq__", counting):
        yield counter


def test_a_page_ends_at_one_megabyte(world: World) -> None:
    dynamodb: Any = world.client("dynamodb")
    for number in range(8):
        item = {"pk": {"S": "p"}, "sk": {"S": f"{number}"}, "text": {"S": "x" * 300_000}}
        dynamodb.put_item(TableName=TABLE, Item=item)
    question = {"TableName": TABLE, "KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": {":p": {"S": "p"}}}
    found = pages(world, question)
    with looking_at_everything():
        assert found == pages(world, question)
    assert [len(items) for items, _ in found] == [3, 3, 2]
