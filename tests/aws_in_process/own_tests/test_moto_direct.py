"""The direct way to moto's DynamoDB answers as moto does the whole way round, and the inline way as botocore does."""

import json

import pytest
from botocore.awsrequest import AWSRequest
from botocore.exceptions import ClientError
from moto.core.botocore_stubber import BotocoreStubber

from tests.aws_in_process.moto_direct import OF_ITEMS
from tests.faults.taps import Tap, tapped

KEY = {"pk": {"S": "a"}, "sk": {"S": "1"}}
ITEM = {
    **KEY,
    "packed": {"B": "eyJ9"},
    "parts": {"BS": ["YQ==", "Yg=="]},
    "B": {"S": "an attribute of that name"},
    "deep": {"M": {"B": {"B": "YQ=="}, "list": {"L": [{"NULL": True}, {"BOOL": False}, {"N": "1.5"}]}}},
}
OF_A = {"KeyConditionExpression": "pk = :pk", "ExpressionAttributeValues": {":pk": {"S": "a"}}}
UNLESS_THERE = {"ConditionExpression": "attribute_not_exists(pk)"}
SET = {"UpdateExpression": "SET packed = :d", "ExpressionAttributeValues": {":d": {"B": "YQ=="}}}
# Each operation and its body, where need be without the table. Some are refused.
REQUESTS = [
    ("GetItem", {"Key": KEY, "ConsistentRead": True, "ReturnConsumedCapacity": "TOTAL"}),
    ("GetItem", {"Key": {**KEY, "sk": {"S": "none"}}}),
    ("GetItem", {"Key": {"pk": {"S": "a"}}}),
    ("Query", OF_A),
    ("Query", {**OF_A, "Limit": 1, "ScanIndexForward": False}),
    ("Query", {**OF_A, "Select": "COUNT"}),
    ("Query", {**OF_A, "ProjectionExpression": "sk, deep"}),
    ("Query", {**OF_A, "FilterExpression": "#b = :pk", "ExpressionAttributeNames": {"#b": "B"}}),
    ("Query", {**OF_A, "IndexName": "none"}),
    ("Scan", {}),
    ("PutItem", {"Item": ITEM, "ReturnValues": "ALL_OLD"}),
    ("PutItem", {"Item": ITEM, **UNLESS_THERE}),
    ("PutItem", {"Item": ITEM, **UNLESS_THERE, "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}),
    ("PutItem", {"Item": {**KEY, "large": {"S": "x" * 410_000}}}),
    ("UpdateItem", {"Key": KEY, **SET, "ReturnValues": "ALL_NEW"}),
    ("UpdateItem", {"Key": KEY, **SET, "ConditionExpression": "attribute_not_exists(pk)"}),
    ("DeleteItem", {"Key": {**KEY, "sk": {"S": "none"}}, "ReturnValues": "ALL_OLD"}),
    ("BatchGetItem", {"RequestItems": {"contactbook": {"Keys": [KEY, {**KEY, "sk": {"S": "none"}}]}}}),
    ("BatchWriteItem", {"RequestItems": {"contactbook": [{"PutRequest": {"Item": ITEM}}]}}),
    ("TransactGetItems", {"TransactItems": [{"Get": {"TableName": "contactbook", "Key": KEY}}]}),
    ("TransactWriteItems", {"TransactItems": [{"Put": {"TableName": "contactbook", "Item": ITEM}}]}),
    ("TransactWriteItems", {"TransactItems": [{"Put": {"TableName": "contactbook", "Item": ITEM, **UNLESS_THERE}}]}),
]


def test_every_operation_of_items_is_compared():
    assert {operation for operation, _ in REQUESTS} == OF_ITEMS


@pytest.mark.parametrize(("operation", "body"), REQUESTS)
def test_the_answer_is_moto_s_own(world, operation, body):
    _put_two(world)
    world.keep()
    said = _said(body)
    # An address in another form goes the whole way round.
    moto_s_own = *_asked(operation, said, "https://dynamodb.eu-west-1.amazonaws.com/?"), world.items()
    world.restore()
    direct = *_asked(operation, said, "https://dynamodb.eu-west-1.amazonaws.com/"), world.items()
    assert direct == moto_s_own


@pytest.mark.parametrize(("operation", "body"), REQUESTS)
def test_the_inline_answer_is_botocore_s(world, operation, body):
    _put_two(world)
    world.keep()
    watching = WatchesTheSendings()
    with tapped(watching):
        usual = _called(world, operation, body), world.items(), world.take_stream_records()
    world.restore()
    inline = _called(world, operation, body), world.items(), world.take_stream_records()
    assert inline[:2] == usual[:2]
    assert [one["dynamodb"]["Keys"] for one in inline[2]] == [one["dynamodb"]["Keys"] for one in usual[2]]
    assert watching.sendings == 1


class WatchesTheSendings(Tap):
    sendings = 0

    def attempt(self, call, wire, proceed):
        self.sendings += 1
        return proceed()


def _put_two(world):
    for sk in ("1", "2"):
        world.client("dynamodb").put_item(TableName="contactbook", Item={**ITEM, "sk": {"S": sk}, "packed": {"B": b"{}"}})


def _called(world, operation, body):
    try:
        answer = world.client("dynamodb")._make_api_call(operation, _said(body))
    except ClientError as refused:
        answer = refused.response
    return {name: value for name, value in answer.items() if name != "ResponseMetadata"}


def _said(body):
    return body if {"RequestItems", "TransactItems"} & set(body) else {"TableName": "contactbook", **body}


def _asked(operation, body, url):
    headers = {"X-Amz-Target": f"DynamoDB_20120810.{operation}", "Content-Type": "application/x-amz-json-1.0"}
    request = AWSRequest("POST", url, headers=headers, data=json.dumps(body).encode()).prepare()
    status, answered, content = BotocoreStubber().process_request(request) or (0, {}, "{}")
    kept = {name: answered[name] for name in sorted(answered) if name in ("Content-Type", "X-Amzn-Errortype", "status")}
    return int(status), kept, json.loads(content)
