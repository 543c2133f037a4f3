"""Measures a warm request against a raw boto3 handler that makes the same DynamoDB calls, on stubbed HTTP.

The stub answers below botocore at once. So the measured code is what runs above the network: routing, validation, rules,
PynamoDB and botocore. Ratios can be compared between machines; times cannot.
"""

import json
import os
import time
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

from botocore.awsrequest import AWSResponse
from botocore.httpsession import URLLib3Session

from tests.aws_in_process.aws import ENVIRONMENT

_ROUNDS = 400
_PERSON = {
    "kind": "person",
    "first_name": "Eleni",
    "last_name": "Georgiou",
    "emails": [{"type": "personal", "address": "eleni@example.com", "primary": True}],
    "phones": [{"type": "mobile", "number": "+35799123456", "primary": True}],
}


class _Raw:
    """The body of a stubbed HTTP response."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def stream(self, **_: Any) -> list[bytes]:
        """Return the body in one piece."""
        return [self._body]


def run() -> list[str]:
    """Measure the requests and return the lines to print."""
    os.environ.update(ENVIRONMENT)
    from contactbook.domain.base.key_ring import KeyRing
    from contactbook.services.base import stores

    ring = KeyRing.model_validate({"current": "1", "secrets": {"1": "11" * 32}})
    stored: dict[str, Any] = {}
    with patch.object(URLLib3Session, "send", _answers(stored)), patch.object(stores, "key_ring", lambda: ring):
        ours_create, ours_read = _ours()
        raw_create, raw_read = _raw()
        return [
            _ratio("create a contact", ours_create, raw_create),
            _ratio("read a profile", ours_read, raw_read),
        ]


def _answers(stored: dict[str, Any]) -> Callable[..., AWSResponse]:
    def send(_: URLLib3Session, request: Any) -> AWSResponse:
        operation = request.headers["X-Amz-Target"].decode().rpartition(".")[2]
        asked = json.loads(request.body)
        is_profile = operation == "Query" and "PROFILE" in request.body.decode() and "SETTINGS" not in request.body.decode()
        body: dict[str, Any] = (
            {"Items": [stored["contact"]] if is_profile and stored else [], "Count": 1, "ScannedCount": 1}
            if operation == "Query"
            else {}
        )
        if operation == "TransactWriteItems":
            puts = [item["Put"]["Item"] for item in asked["TransactItems"] if "Put" in item]
            stored["contact"] = next((put for put in puts if put["sk"]["S"] == "PROFILE"), stored.get("contact"))
        headers: Any = {"Content-Type": "application/x-amz-json-1.0"}
        return AWSResponse(request.url, 200, headers, _Raw(json.dumps(body).encode()))

    return send


def _ours() -> tuple[float, float]:
    from contacts_api.app import handler
    from tests.aws_in_process.http import Api, LambdaContext

    api = Api()
    create = api._event("POST", "/v1/contacts", json.dumps(_PERSON), {}, {}, "application/json")  # noqa: SLF001 - the event is built once, outside of the measured time
    made = json.loads(handler(create, LambdaContext())["body"])  # type: ignore[arg-type]  # the context of the tests has what the code reads
    read = api._event("GET", f"/v1/contacts/{made['contact_id']}", None, {}, {}, "application/json")  # noqa: SLF001 - the event is built once, outside of the measured time
    assert handler(read, LambdaContext())["statusCode"] == 200  # type: ignore[arg-type]  # the context of the tests has what the code reads
    context: Any = LambdaContext()
    return _fastest(lambda: handler(create, context)), _fastest(lambda: handler(read, context))


def _raw() -> tuple[float, float]:
    import boto3

    client = boto3.client("dynamodb")
    item = {"pk": {"S": "TENANT#acme#CONTACT#1"}, "sk": {"S": "PROFILE"}, "document": {"S": json.dumps(_PERSON)}}
    table = ENVIRONMENT["TABLE_NAME"]
    key = {":pk": {"S": "TENANT#acme#CONTACT#1"}, ":sk": {"S": "PROFILE"}}

    def create() -> str:
        person = json.loads(json.dumps(_PERSON))
        client.transact_write_items(TransactItems=[{"Put": {"TableName": table, "Item": item}} for _ in range(3)])
        return json.dumps({"statusCode": 201, "body": person})

    def read() -> str:
        found = client.query(
            TableName=table, KeyConditionExpression="pk = :pk AND begins_with(sk, :sk)", ExpressionAttributeValues=key
        )
        # The audit of the read is a write (S2.127).
        client.put_item(TableName=table, Item=item)
        return json.dumps({"statusCode": 200, "body": [json.loads(one["document"]["S"]) for one in found["Items"]]})

    return _fastest(create), _fastest(read)


def _fastest(work: Callable[[], object]) -> float:
    """Return the time of the fastest of many rounds in seconds: what the code needs when nothing disturbs it."""
    best = float("inf")
    for _ in range(_ROUNDS):
        begun = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begun)
    return best


def _ratio(what: str, ours: float, raw: float) -> str:
    return f"{what}: {ours * 1000:.2f} ms, {ours / raw:.2f} times a raw boto3 handler ({raw * 1000:.2f} ms)"
