"""Every call is counted, with its keys and its estimated cost."""

from functools import partial

import pytest
from botocore.exceptions import ClientError
from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.models import Model

from tests.aws_in_process.aws import REGION, World
from tests.faults.capacity import Units, item_size
from tests.faults.counting import count_calls
from tests.faults.exploring import Schedule
from tests.faults.faults import Fault, Injection
from tests.faults.injecting import inject

KEY = {"pk": {"S": "a"}, "sk": {"S": "x"}}


class Row(Model):
    class Meta:
        table_name = "contactbook"
        region = REGION

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    v = NumberAttribute(null=True)


def test_boto3_and_pynamodb_are_both_counted(world: World) -> None:
    with count_calls() as calls:
        world.client("dynamodb").put_item(TableName="contactbook", Item=KEY)
        assert Row.get("a", "x").sk == "x"
        list(Row.query("a"))
        world.client("sqs").send_message(QueueUrl=world.queue_urls["merges"], MessageBody="1")
    assert calls.names == ["dynamodb.PutItem", "dynamodb.GetItem", "dynamodb.Query", "sqs.SendMessage"]
    assert (calls.of("PutItem"), calls.of("dynamodb"), calls.of("sqs.SendMessage"), calls.of("s3")) == (1, 3, 1, 0)
    assert calls.keys == [("a", "x"), ("a", "x"), ("a", "")]


def test_calls_outside_are_not_counted(world: World) -> None:
    with count_calls() as calls:
        pass
    world.client("dynamodb").get_item(TableName="contactbook", Key=KEY)
    assert calls.counts == {}


def test_a_transaction_names_its_items_and_counts_as_one_call(world: World) -> None:
    put = {"Put": {"TableName": "contactbook", "Item": {"pk": {"S": "b"}, "sk": {"S": "y"}}}}
    check = {"ConditionCheck": {"TableName": "contactbook", "Key": KEY, "ConditionExpression": "attribute_not_exists(pk)"}}
    with count_calls() as calls:
        world.client("dynamodb").transact_write_items(TransactItems=[put, check])
    assert calls.of("TransactWriteItems") == 1
    assert (calls.items, calls.keys, calls.units) == (2, [("b", "y"), ("a", "x")], Units(write=4))


def test_batches_count_their_items(world: World) -> None:
    puts = [{"PutRequest": {"Item": {"pk": {"S": pk}, "sk": {"S": "x"}}}} for pk in "abc"]
    with count_calls() as calls:
        world.client("dynamodb").batch_write_item(RequestItems={"contactbook": puts})
        world.client("dynamodb").batch_get_item(RequestItems={"contactbook": {"Keys": [KEY, {**KEY, "sk": {"S": "y"}}]}})
        entries = [{"Id": name, "MessageBody": name} for name in "abcd"]
        world.client("sqs").send_message_batch(QueueUrl=world.queue_urls["merges"], Entries=entries)
    assert [counted.items for counted in calls] == [3, 2, 4]
    assert calls.to("dynamodb").units == Units(read=0.5, write=3)


@pytest.mark.parametrize("index", ["gsi1", "gsi2"])
def test_a_query_of_an_index_names_the_indexs_key(world: World, index: str) -> None:
    with count_calls() as calls:
        world.client("dynamodb").query(
            TableName="contactbook",
            IndexName=index,
            KeyConditionExpression="#pk = :pk",
            ExpressionAttributeNames={"#pk": f"{index}pk"},
            ExpressionAttributeValues={":pk": {"S": "TENANT#t#DUE"}},
        )
    assert calls.keys == [("TENANT#t#DUE", "")]


def test_units_follow_size_and_consistency(world: World) -> None:
    dynamodb = world.client("dynamodb")
    item = {**KEY, "document": {"S": "x" * 5000}}
    with count_calls() as calls:
        dynamodb.put_item(TableName="contactbook", Item=item)
        dynamodb.get_item(TableName="contactbook", Key=KEY)
        dynamodb.get_item(TableName="contactbook", Key=KEY, ConsistentRead=True)
        dynamodb.delete_item(TableName="contactbook", Key=KEY)
    assert [(counted.units.read, counted.units.write) for counted in calls] == [(0, 5), (1, 0), (2, 0), (0, 1)]


def test_an_items_size_is_that_of_its_names_and_values() -> None:
    assert item_size({"pk": {"S": "aé"}, "n": {"N": "-123"}, "b": {"BOOL": True}}) == (2 + 3) + (1 + 3) + (1 + 1)
    assert item_size({"m": {"M": {"a": {"L": [{"S": "xy"}]}}}, "s": {"SS": ["a", "bc"]}}) == 1 + 3 + 1 + 3 + 2 + 1 + 1 + 1 + 3


def test_a_failed_call_is_counted_with_its_error(world: World) -> None:
    with count_calls() as calls, pytest.raises(ClientError):
        world.client("dynamodb").put_item(TableName="contactbook", Item=KEY, ConditionExpression="attribute_exists(pk)")
    with count_calls() as lost, inject(Injection(0, Fault.DROPPED)), pytest.raises(Exception, match="closed"):
        world.client("dynamodb").get_item(TableName="contactbook", Key=KEY)
    assert [counted.error for counted in (*calls, *lost)] == ["ConditionalCheckFailedException", "ConnectionClosedError"]


def test_a_call_is_counted_once_wherever_the_counting_began(world: World) -> None:
    with inject(Injection(0, Fault.THROTTLED)), count_calls() as calls, pytest.raises(ClientError):
        world.client("dynamodb").get_item(TableName="contactbook", Key=KEY)
    assert (len(calls), calls.attempts) == (1, 0)


def test_calls_are_counted_by_worker(world: World) -> None:
    def read(times: int) -> None:
        for _ in range(times):
            world.client("dynamodb").get_item(TableName="contactbook", Key=KEY)

    with count_calls() as calls:
        Schedule(1).run({"a": partial(read, 1), "b": partial(read, 2)})
    assert (len(calls.by("a")), len(calls.by("b")), len(calls)) == (1, 2, 3)
