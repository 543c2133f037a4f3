"""The guard does what DynamoDB does and moto does not."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from botocore.exceptions import ClientError
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType, Item

from tests.aws_in_process.aws import World

Json = dict[str, Any]


def put(pk: str, value: int = 0, **more: Any) -> Json:
    item = {"pk": {"S": pk}, "sk": {"S": "x"}, "v": {"N": str(value)}}
    return {"Put": {"TableName": "contactbook", "Item": item, **more}}


def add_one(pk: str) -> Json:
    return {
        "Update": {
            "TableName": "contactbook",
            "Key": {"pk": {"S": pk}, "sk": {"S": "x"}},
            "UpdateExpression": "ADD v :one",
            "ExpressionAttributeValues": {":one": {"N": "1"}},
        }
    }


def code_of(refused: pytest.ExceptionInfo[ClientError]) -> str:
    return str(refused.value.response["Error"]["Code"])


def transact(world: World, *actions: Json, **more: Any) -> Json:
    answer: Json = world.client("dynamodb").transact_write_items(TransactItems=list(actions), **more)
    return answer


def test_a_token_used_again_for_the_same_payload_acts_once(world: World) -> None:
    first = transact(world, add_one("a"), ClientRequestToken="t1")
    second = transact(world, add_one("a"), ClientRequestToken="t1")
    assert first["ConsumedCapacity"] == second["ConsumedCapacity"]
    assert world.items("a")[0]["v"] == {"N": "1"}


def test_a_token_used_again_for_another_payload_is_refused(world: World) -> None:
    transact(world, add_one("a"), ClientRequestToken="t1")
    with pytest.raises(ClientError) as refused:
        transact(world, add_one("b"), ClientRequestToken="t1")
    assert code_of(refused) == "IdempotentParameterMismatchException"
    assert world.items("b") == []


def test_the_token_of_a_refused_transaction_can_be_used_again(world: World) -> None:
    transact(world, put("a"))
    action = put("a", 7, ConditionExpression="attribute_not_exists(pk)")
    with pytest.raises(ClientError):
        transact(world, action, ClientRequestToken="t1")
    world.client("dynamodb").delete_item(TableName="contactbook", Key={"pk": {"S": "a"}, "sk": {"S": "x"}})
    transact(world, action, ClientRequestToken="t1")
    assert world.items("a")[0]["v"] == {"N": "7"}


def test_a_token_is_forgotten_after_ten_minutes(world: World) -> None:
    with time_machine.travel("2026-01-01T00:00:00Z", tick=False) as traveller:
        transact(world, add_one("a"), ClientRequestToken="t1")
        traveller.shift(599)
        transact(world, add_one("a"), ClientRequestToken="t1")
        assert world.items("a")[0]["v"] == {"N": "1"}
        traveller.shift(2)
        transact(world, add_one("a"), ClientRequestToken="t1")
    assert world.items("a")[0]["v"] == {"N": "2"}


def test_two_transactions_without_a_token_of_their_own_both_act(world: World) -> None:
    transact(world, add_one("a"))
    transact(world, add_one("a"))
    assert world.items("a")[0]["v"] == {"N": "2"}


def test_a_refused_transaction_leaves_items_and_stream_as_they_were(world: World) -> None:
    transact(world, put("a", 1), put("b", 1))
    before = world.items()
    world.take_stream_records()
    with pytest.raises(ClientError) as refused:
        transact(world, add_one("a"), put("new"), put("b", 2, ConditionExpression="attribute_not_exists(pk)"))
    assert [reason["Code"] for reason in refused.value.response["CancellationReasons"]] == [
        "None",
        "None",
        "ConditionalCheckFailed",
    ]
    assert world.items() == before
    assert world.take_stream_records() == []


def test_a_transaction_takes_a_hundred_items_and_no_more(world: World) -> None:
    transact(world, *(put(f"a{number}") for number in range(100)))
    assert len(world.items()) == 100
    with pytest.raises(ClientError) as refused:
        transact(world, *(put(f"b{number}") for number in range(101)))
    assert code_of(refused) == "ValidationException"
    assert len(world.items()) == 100


def test_a_transaction_of_more_than_four_megabytes_is_refused_and_leaves_nothing(world: World) -> None:
    def big(number: int) -> Json:
        action = put(f"a{number}")
        action["Put"]["Item"]["document"] = {"S": "x" * 390_000}
        return action

    transact(world, *(big(number) for number in range(10)))
    with pytest.raises(ClientError) as refused:
        transact(world, *(big(number) for number in range(20, 31)))
    assert code_of(refused) == "ValidationException"
    assert len(world.items()) == 10


def test_a_transaction_reads_a_hundred_items(world: World) -> None:
    def get(number: int) -> Json:
        return {"Get": {"TableName": "contactbook", "Key": {"pk": {"S": f"a{number}"}, "sk": {"S": "x"}}}}

    transact(world, *(put(f"a{number}") for number in range(100)))
    dynamodb = world.client("dynamodb")
    assert len(dynamodb.transact_get_items(TransactItems=[get(number) for number in range(100)])["Responses"]) == 100
    with pytest.raises(ClientError) as refused:
        dynamodb.transact_get_items(TransactItems=[get(number) for number in range(101)])
    assert code_of(refused) == "ValidationException"


def batch(*pks: str, **more: Any) -> Json:
    return {
        "contactbook": [
            {"PutRequest": {"Item": {"pk": {"S": pk}, "sk": {"S": "x"}, "n": {"N": str(number)}, **more}}}
            for number, pk in enumerate(pks)
        ]
    }


@pytest.mark.parametrize(
    "requests",
    [
        pytest.param(batch(*map(str, range(26))), id="26 items"),
        pytest.param(batch("a", "b", "a"), id="one item twice"),
        pytest.param(batch("a", "b", document={"S": "x" * 410_000}), id="an item over 400 KB"),
    ],
)
def test_a_batch_over_a_limit_is_refused_and_writes_nothing(world: World, requests: Json) -> None:
    with pytest.raises(ClientError) as refused:
        world.client("dynamodb").batch_write_item(RequestItems=requests)
    assert code_of(refused) == "ValidationException"
    assert world.items() == []


def test_a_batch_of_25_is_written(world: World) -> None:
    world.client("dynamodb").batch_write_item(RequestItems=batch(*map(str, range(25))))
    assert len(world.items()) == 25


def test_a_batch_reads_a_hundred_keys_and_no_more(world: World) -> None:
    def keys(count: int) -> Json:
        return {"contactbook": {"Keys": [{"pk": {"S": str(number)}, "sk": {"S": "x"}} for number in range(count)]}}

    world.client("dynamodb").batch_get_item(RequestItems=keys(100))
    with pytest.raises(ClientError) as refused:
        world.client("dynamodb").batch_get_item(RequestItems=keys(101))
    assert code_of(refused) == "ValidationException"


def test_an_update_that_grows_too_large_changes_nothing(world: World) -> None:
    with pytest.raises(ClientError):
        world.client("dynamodb").update_item(
            TableName="contactbook",
            Key={"pk": {"S": "a"}, "sk": {"S": "x"}},
            UpdateExpression="SET document = :document",
            ExpressionAttributeValues={":document": {"S": "x" * 410_000}},
        )
    assert world.items() == []
    assert world.take_stream_records() == []


def test_the_stream_shows_one_record_a_change_and_none_for_no_change(world: World) -> None:
    dynamodb = world.client("dynamodb")
    key = {"pk": {"S": "a"}, "sk": {"S": "x"}}
    for value in ("1", "1", "2"):
        dynamodb.update_item(
            TableName="contactbook",
            Key=key,
            UpdateExpression="SET v = :v",
            ExpressionAttributeValues={":v": {"N": value}},
        )
    dynamodb.put_item(TableName="contactbook", Item={**key, "v": {"N": "2"}})
    dynamodb.delete_item(TableName="contactbook", Key=key)
    records = world.take_stream_records()
    assert [record["eventName"] for record in records] == ["INSERT", "MODIFY", "REMOVE"]
    assert [record["dynamodb"].get("NewImage", {}).get("v") for record in records] == [{"N": "1"}, {"N": "2"}, None]
    numbers = [record["dynamodb"]["SequenceNumber"] for record in records]
    assert numbers == sorted(set(numbers))


def test_calls_are_answered_one_at_a_time(world: World) -> None:
    held = []
    get_item = DynamoDBBackend.get_item

    def watched(*args: Any, **kwargs: Any) -> Any:
        held.append(world.guard.lock._is_owned())  # type: ignore[attr-defined]  # moto's class has no such attribute in its stubs
        return get_item(*args, **kwargs)

    with patch.object(DynamoDBBackend, "get_item", watched):
        world.client("dynamodb").get_item(TableName="contactbook", Key={"pk": {"S": "a"}, "sk": {"S": "x"}})
    assert held == [True]


@pytest.mark.parametrize(("index", "prefix"), [(None, ""), ("gsi1", "gsi1")])
def test_a_query_finds_its_partition_in_order_page_by_page(world: World, index: str | None, prefix: str) -> None:
    dynamodb = world.client("dynamodb")
    for partition in ("a", "ab", "b"):
        for number in (3, 1, 2):
            key = {f"{prefix}pk": {"S": partition}, f"{prefix}sk": {"S": f"{number}"}}
            own = {} if index is None else {"pk": {"S": f"own {number}"}, "sk": {"S": partition}}
            dynamodb.put_item(TableName="contactbook", Item={**own, **key})
    query = {
        "TableName": "contactbook",
        "KeyConditionExpression": f"{prefix}pk = :pk AND {prefix}sk > :low",
        "ExpressionAttributeValues": {":pk": {"S": "a"}, ":low": {"S": "0"}},
        **({"IndexName": index} if index else {}),
    }
    pages = list(dynamodb.get_paginator("query").paginate(**query, PaginationConfig={"PageSize": 2}))
    assert [[item[f"{prefix}sk"]["S"] for item in page["Items"]] for page in pages] == [["1", "2"], ["3"]]
    backwards = dynamodb.query(**query, ScanIndexForward=False)
    assert [item[f"{prefix}sk"]["S"] for item in backwards["Items"]] == ["3", "2", "1"]


@contextmanager
def counted(owner: type, method: str) -> Iterator[Counter[str]]:
    """Count the calls of this method by moto."""
    counter: Counter[str] = Counter()
    original = getattr(owner, method)

    def counting(*args: Any, **kwargs: Any) -> Any:
        counter[method] += 1
        return original(*args, **kwargs)

    with patch.object(owner, method, counting):
        yield counter


def test_transactions_and_queries_do_not_slow_down_with_the_table(world: World) -> None:
    dynamodb = world.client("dynamodb")
    for start in range(0, 1000, 25):
        dynamodb.batch_write_item(RequestItems=batch(*(f"p{number}" for number in range(start, start + 25))))
    with counted(Item, "__deepcopy__") as copies, pytest.raises(ClientError):
        transact(world, put("p1", ConditionExpression="attribute_not_exists(pk)"), add_one("p2"), add_one("new"))
    assert copies["__deepcopy__"] < 10
    with counted(DynamoType, "__eq__") as comparisons:
        dynamodb.query(
            TableName="contactbook",
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": "p1"}},
        )
    assert comparisons["__eq__"] < 10
