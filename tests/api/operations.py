"""Every operation of the OpenAPI document, and hostile requests to them."""

import base64
import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.aws_in_process.http import Answer, Api, LambdaContext
from tests.checks.wording import of_the_library

Json = dict[str, Any]


@dataclass(frozen=True)
class Operation:
    """One method of one path; `body` is an example of what it takes, None where it takes nothing."""

    method: str
    path: str
    body: str | None
    secured: bool
    query: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    def at(self, **ids: str) -> str:
        """The path with its parameters filled in; those not given get an id that nothing has."""
        return re.sub(r"\{([^}]+)\}", lambda found: ids.get(found.group(1), "con_01J9ZQ5W3V8K2M4N6P7R8S9T0A"), self.path)


@cache
def document() -> Json:
    """The document, built once."""
    from docs_api.document import openapi_json

    read: Json = json.loads(openapi_json())
    return read


@cache
def operations() -> tuple[Operation, ...]:
    """Every operation that takes a token."""
    return tuple(_operation(method, path, one) for path, all_of in document()["paths"].items() for method, one in all_of.items())


def _operation(method: str, path: str, one: Json) -> Operation:
    body = one.get("requestBody", {}).get("content", {}).get("application/json", {}).get("example")
    query = tuple(parameter["name"] for parameter in one.get("parameters", ()) if parameter.get("in") == "query")
    return Operation(method.upper(), path, json.dumps(body) if body is not None else None, bool(one["security"]), query)


def send_bytes(api: Api, operation: Operation, path: str, body: bytes, content_type: str = "application/json") -> Answer:
    """A body as API Gateway hands over what is not text: in Base64."""
    import importlib

    from tests.aws_in_process.http import _owner

    event = api._event(operation.method, path, base64.b64encode(body).decode(), {}, {}, content_type)
    event["isBase64Encoded"] = True
    answer = importlib.import_module(f"{_owner(path)}.app").handler(event, LambdaContext())
    return Answer(answer["statusCode"], json.loads(answer["body"]), answer["headers"], answer["body"])


def assert_is_a_problem(answer: Answer) -> None:
    """An error of the client's own making, told as a problem."""
    assert 400 <= answer.status < 500, (answer.status, answer.text[:300])
    kind = next(value for name, value in answer.headers.items() if name.lower() == "content-type")
    assert kind == "application/problem+json"
    assert set(answer.body) >= {"type", "title", "status", "detail", "instance", "code", "errors"}
    assert answer.body["status"] == answer.status
    assert [one["message"] for one in answer.body["errors"] if of_the_library(one["message"])] == []
    assert not of_the_library(answer.body["detail"])
