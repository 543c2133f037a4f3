"""Measures warm requests beside a raw boto3 handler that makes the same DynamoDB calls, on stubbed HTTP.

The stub answers below botocore at once. So the measured code is what runs above the network: routing, validation, rules,
PynamoDB and botocore. Ours and the raw one run in turns, and medians of the process's CPU time are compared, because times cannot be
compared between machines.
"""

import gc
import json
import os
import statistics
import time
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

from botocore.httpsession import URLLib3Session

from benchmarks.budget import line_of, within_budget
from benchmarks.recorded_calls import RecordedCalls
from tests.aws_in_process.environment import ENVIRONMENT

ROUNDS, WARM_UP = 400, 40
PERSON = {
    "kind": "person",
    "first_name": "Eleni",
    "last_name": "Georgiou",
    "emails": [{"type": "personal", "address": "eleni@example.com", "primary": True}],
    "phones": [{"type": "mobile", "number": "+35799123456", "primary": True}],
}
_Request = Callable[[], object]


def run(rounds: int = ROUNDS) -> list[str]:
    """Measure the requests and return the lines to print. Raises SystemExit past a budget."""
    return within_budget([_line(name, ours, raw) for name, (ours, raw) in measured(rounds).items()])


def _line(name: str, ours: float, raw: float) -> str:
    ratio = ours / raw
    return line_of(name, f"{name}: {ours / 1000:.0f} µs, {ratio:.2f} times a raw boto3 handler ({raw / 1000:.0f} µs)", ratio)


def measured(rounds: int) -> dict[str, tuple[float, float]]:
    """Return the median nanoseconds of CPU of each request: ours, and the raw one's."""
    os.environ.update(ENVIRONMENT)
    from contactbook.domain.base.key_ring import KeyRing
    from contactbook.services.base import stores

    ring = KeyRing.model_validate({"current": "1", "secrets": {"1": "11" * 32}})
    calls = RecordedCalls()
    with patch.object(URLLib3Session, "send", lambda _, sent: calls.answer(sent)), patch.object(stores, "key_ring", lambda: ring):
        pairs = _pairs(calls)
        calls.is_recording = False
        for request in [one for pair in pairs.values() for one in pair] * WARM_UP:
            request()
        return {name: _medians(pair, rounds) for name, pair in pairs.items()}


def _medians(pair: tuple[_Request, _Request], rounds: int) -> tuple[float, float]:
    taken: tuple[list[int], list[int]] = ([], [])
    gc.collect()
    for _ in range(rounds):
        for request, seen in zip(pair, taken, strict=True):
            begun = time.process_time_ns()
            request()
            seen.append(time.process_time_ns() - begun)
    return statistics.median(taken[0]), statistics.median(taken[1])


def _pairs(calls: RecordedCalls) -> dict[str, tuple[_Request, _Request]]:
    from contacts_api.app import handler

    context: Any = Context()
    made = json.loads(handler(event_of("POST", "/v1/contacts", PERSON), context)["body"])
    path = f"/v1/contacts/{made['contact_id']}"
    pairs: dict[str, tuple[_Request, _Request]] = {}
    for name, event in {
        "create": event_of("POST", "/v1/contacts", PERSON),
        "read": event_of("GET", path, None),
        "change": event_of("PATCH", path, {"first_name": "Helen", "language": "el"}),
    }.items():
        calls.made.clear()
        answered = handler(event, context)
        assert answered["statusCode"] in (200, 201), answered
        pairs[name] = (lambda event=event: handler(event, context)), _raw_handler(calls, event, answered["body"])  # type: ignore[misc]  # mypy cannot infer a lambda with a default
    return pairs


def _raw_handler(calls: RecordedCalls, event: dict[str, Any], answer: str) -> _Request:
    """Return a handler that reads the body, makes the same calls by boto3 as it comes, and writes the same answer."""
    import boto3

    client = boto3.client("dynamodb")
    made, body = list(calls.made), json.loads(answer)

    def handle() -> dict[str, Any]:
        json.loads(event.get("body") or "{}")
        for operation, asked in made:
            getattr(client, operation)(**asked)
        return {"statusCode": 200, "headers": {"Content-Type": "application/json"}, "body": json.dumps(body)}

    return handle


class Context:
    """The context of an invocation, as far as the handler reads it."""

    function_name, memory_limit_in_mb, aws_request_id = "contacts_api", 512, "00000000-0000-0000-0000-000000000001"
    invoked_function_arn = "arn:aws:lambda:eu-west-1:123456789012:function:contacts_api"


def event_of(method: str, path: str, body: object) -> dict[str, Any]:
    """Return a request as API Gateway passes it to the function."""
    claims = {
        "sub": "user-1",
        "tenant_id": "acme",
        "scope": "contacts:read contacts:write",
    }
    return {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": "",
        "headers": {"content-type": "application/json"} if body else {},
        "requestContext": {
            "authorizer": {"jwt": {"claims": claims, "scopes": None}},
            "http": {"method": method, "path": path, "sourceIp": "192.0.2.1", "userAgent": "benchmark"},
            "requestId": "request-1",
            "stage": "$default",
        },
        "isBase64Encoded": False,
    } | ({"body": json.dumps(body)} if body else {})
