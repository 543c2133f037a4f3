"""What is sent and read on the wire is what botocore makes of the same parameters and answers."""

import json
from typing import Any

import pytest
from botocore.parsers import JSONParser
from botocore.serialize import JSONSerializer
from botocore.session import get_session

from contactbook.storage.base.client.wire import Parser, Parsers, Serializer

MODEL = get_session().get_service_model("dynamodb")
ITEM = {"pk": {"S": "TENANT#acme"}, "version": {"N": "3"}, "document": {"B": b"\x01\xff\x00"}, "name": {"S": "Ελένη \u2028"}}
KEY = {"pk": {"S": "a"}, "sk": {"S": "b"}}
ASKED: dict[str, Any] = {
    "GetItem": {"TableName": "t", "Key": KEY, "ConsistentRead": True, "ReturnConsumedCapacity": "TOTAL"},
    "PutItem": {"TableName": "t", "Item": ITEM, "ConditionExpression": "#0 = :0", "ExpressionAttributeNames": {"#0": "pk"}},
    "DeleteItem": {"TableName": "t", "Key": KEY},
    "Query": {"TableName": "t", "Limit": 5, "ExclusiveStartKey": KEY, "ScanIndexForward": False, "KeyConditionExpression": "#0 = :0"},
    "BatchGetItem": {"RequestItems": {"t": {"Keys": [KEY, KEY], "ConsistentRead": False}}},
    "BatchWriteItem": {"RequestItems": {"t": [{"PutRequest": {"Item": ITEM}}, {"DeleteRequest": {"Key": KEY}}]}},
    "TransactWriteItems": {"TransactItems": [{"Put": {"TableName": "t", "Item": ITEM}}, {"Delete": {"TableName": "t", "Key": KEY}}]},
}  # fmt: skip
WRITTEN = {"pk": {"S": "a"}, "version": {"N": "3"}, "document": {"B": "Af8A"}}
ANSWERED: dict[str, Any] = {
    "GetItem": {"Item": WRITTEN, "ConsumedCapacity": {"TableName": "t", "CapacityUnits": 0.5}},
    "Query": {"Items": [WRITTEN, WRITTEN], "Count": 2, "ScannedCount": 9, "LastEvaluatedKey": KEY},
    "BatchGetItem": {"Responses": {"t": [WRITTEN]}, "UnprocessedKeys": {"t": {"Keys": [KEY]}}},
    "BatchWriteItem": {"UnprocessedItems": {"t": [{"PutRequest": {"Item": WRITTEN}}]}},
    "TransactWriteItems": {},
}


@pytest.mark.parametrize("operation", ASKED)
def test_a_request_is_the_one_that_botocore_writes(operation: str) -> None:
    model = MODEL.operation_model(operation)
    ours, theirs = (writer.serialize_to_request(ASKED[operation], model) for writer in (Serializer(), JSONSerializer()))
    assert ours == theirs


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(TypeError, match="object"):
        Serializer().serialize_to_request({"TableName": object()}, MODEL.operation_model("GetItem"))


@pytest.mark.parametrize("operation", ANSWERED)
def test_an_answer_is_the_one_that_botocore_reads_with_bytes_in_base64(operation: str) -> None:
    said = _response(200, json.dumps(ANSWERED[operation]).encode())
    shape = MODEL.operation_model(operation).output_shape
    ours, theirs = (reader.parse(said, shape) for reader in (Parser(), JSONParser(blob_parser=lambda text: text)))
    assert ours.pop("ResponseMetadata")["HTTPStatusCode"] == theirs.pop("ResponseMetadata")["HTTPStatusCode"] == 200
    assert ours == theirs == ANSWERED[operation]


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (400, b'{"__type": "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException", "Item": {"document": {"B": "Af8A"}}}'),
        (500, b"<html>Internal error</html>"),
        (503, b""),
        (200, b"no JSON"),
        (200, b""),
    ],
)  # fmt: skip
def test_errors_and_what_is_no_json_are_read_by_botocore(status: int, body: bytes) -> None:
    shape = MODEL.operation_model("PutItem").output_shape
    assert Parser().parse(_response(status, body), shape) == JSONParser().parse(_response(status, body), shape)


def test_an_answer_that_is_not_about_items_has_its_types() -> None:
    body = json.dumps({"Table": {"CreationDateTime": 1_800_000_000}}).encode()
    shape = MODEL.operation_model("DescribeTable").output_shape
    read = Parsers().create_parser("json").parse(_response(200, body), shape)
    assert read == JSONParser().parse(_response(200, body), shape)
    assert read["Table"]["CreationDateTime"].year == 2027


def test_another_protocol_has_botocores_parser() -> None:
    assert type(Parsers().create_parser("rest-json")).__module__ == "botocore.parsers"


def _response(status: int, body: bytes) -> dict[str, Any]:
    return {"status_code": status, "headers": {"x-amzn-requestid": "1"}, "body": body, "context": {}}
