"""The example of a body in the OpenAPI document is one that the route takes: at most the records that it names are unknown (S7.2)."""

import json

import pytest

from tests.api.operations import Operation, operations
from tests.aws_in_process.http import Api

WITH_BODY = [one for one in operations() if one.secured and one.body is not None]


@pytest.fixture
def everybody(api: Api) -> Api:
    """Return a caller with every scope, the operator's too."""
    api.scopes = (*api.scopes, "platform:admin")
    return api


def is_about_a_record(error: dict[str, str]) -> bool:
    """True if the error is that the tenant of the test lacks a record, which the example names by its id."""
    return error["code"].startswith("unknown_") or error["code"] in {"not_found", "sender_missing", "no_file"}


@pytest.mark.feature("S7.2")
@pytest.mark.parametrize("operation", WITH_BODY, ids=str)
def test_the_example_of_a_body_is_taken(everybody: Api, operation: Operation) -> None:
    path = operation.at(section="uniqueness", system="core", tenant_id="acme-north")
    answer = everybody.call(operation.method, path, json.loads(operation.body or ""))
    assert answer.status != 400
    errors = answer.body.get("errors", []) if answer.status == 422 else []
    assert [one for one in errors if not is_about_a_record(one)] == []
