"""Holds an answer to the OpenAPI document: its status, its body, and the codes of its problem (S7.2)."""

import json
from functools import cache
from typing import Any

from jsonschema_rs import Draft202012Validator

from tests.api.operations import Operation, document
from tests.aws_in_process.http import Answer

Json = dict[str, Any]
_RESPONSES = "#/components/responses/"


def require_documented(operation: Operation, answer: Answer) -> None:
    """Raise AssertionError unless the document says that the operation can answer this."""
    said = _said(operation, answer.status)
    assert said is not None, f"{operation} answered {answer.status}, and the document does not say so"
    kind = next((value for name, value in answer.headers.items() if name.lower() == "content-type"), "")
    if "json" not in kind or not answer.text:
        return
    content = said["content"].get(kind.partition(";")[0], {})
    assert content, f"{operation} answered {kind}, and the document does not say so"
    errors = [f"{one.instance_path}: {one.message[-300:]}" for one in validator_of(content["schema"]).iter_errors(answer.body)]
    assert not errors, f"{operation} {answer.status} is another one than in the document: {errors[:3]}"
    if answer.status >= 400:
        assert f"`{answer.code}`" in said["description"], f"{operation}: say in texts/codes.toml that it answers {answer.code}"


def validator_of(schema: Json) -> Draft202012Validator:
    """Return the validator of a schema of the document."""
    return _validator(json.dumps(schema))


def _said(operation: Operation, status: int) -> Json | None:
    said: Json | None = document()["paths"][operation.path][operation.method.lower()]["responses"].get(str(status))
    if said and "$ref" in said:
        return _of(said["$ref"])
    return said


def _of(reference: str) -> Json:
    found: Json = document()["components"]["responses"][reference.removeprefix(_RESPONSES)]
    return found


@cache
def _validator(schema: str) -> Draft202012Validator:
    return Draft202012Validator({**json.loads(schema), "components": {"schemas": document()["components"]["schemas"]}})
