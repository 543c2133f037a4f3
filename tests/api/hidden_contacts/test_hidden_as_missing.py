"""What is hidden answers like what is missing, word for word, on every route with an id (S3.16, S8.3): generated."""

import json
from typing import Any

import pytest

from tests.api.hidden_contacts.test_side_doors import STRANGER
from tests.api.operations import Operation, operations
from tests.aws_in_process.aws import moto_world
from tests.aws_in_process.http import Answer, Api
from tests.builders.hidden_contacts import HiddenRecords
from tests.builders.tenants import NAMES, NO_RECORDS, filled, parameters_of

# Records of the tenant as a whole, which hide nothing.
OPEN = NO_RECORDS | {"lists/{list_id}", "suppression-lists/{suppression_list_id}", "templates/{template_id}"}


def with_ids() -> list[Operation]:
    with moto_world():
        return [one for one in operations() if one.secured and set(parameters_of(one.path)) - OPEN]


def with_queries() -> list[tuple[Operation, str]]:
    with moto_world():
        return [(one, name) for one in operations() if one.secured and one.method == "GET" for name in one.query if name in NAMES]


def missing(value: str) -> str:
    """Return an id of the same form that no record has: the last two characters differ."""
    return value[:-2] + ("ZZ" if value[-2:] != "ZZ" else "YY")


def send(api: Api, operation: Operation, path: str, body: Any) -> Answer:
    return api.call(operation.method, path, body)


def said(answer: Answer) -> tuple[int, Any]:
    body = answer.body
    return answer.status, {name: one for name, one in body.items() if name != "instance"} if isinstance(body, dict) else body


@pytest.mark.feature("S8.3", "S3.16")
@pytest.mark.parametrize("operation", with_ids(), ids=str)
def test_a_hidden_id_of_a_path_answers_like_a_missing_one(hidden: HiddenRecords, operation: Operation) -> None:
    kinds = [kind for kind in parameters_of(operation.path) if kind not in OPEN]
    ids = {kind: hidden.ids.get(kind, "x") for kind in parameters_of(operation.path)}
    body = hidden.body(json.loads(operation.body)) if operation.body else None
    asked = send(STRANGER, operation, filled(operation.path, ids), body)
    if asked.status != 404:
        return
    for kind in kinds:
        other = send(STRANGER, operation, filled(operation.path, ids | {kind: missing(ids[kind])}), body)
        assert said(other) == said(asked), kind


@pytest.mark.feature("S8.3", "S3.16")
@pytest.mark.parametrize(("operation", "name"), with_queries(), ids=str)
def test_a_hidden_id_of_a_query_answers_like_a_missing_one(hidden: HiddenRecords, operation: Operation, name: str) -> None:
    made = STRANGER.post("/v1/contacts", {"kind": "person", "last_name": "Own", "phones": [{"number": "+35799111222"}]})
    assert made.status == 201, made.text
    own = made.body["contact_id"]
    ids = {kind: hidden.ids.get(kind, "x") for kind in parameters_of(operation.path)} | {"contacts/{contact_id}": own}
    value = hidden.ids[NAMES[name]]
    answers = [STRANGER.call("GET", filled(operation.path, ids), query={name: one}) for one in (value, missing(value))]
    assert NAMES[name] in OPEN or said(answers[0]) == said(answers[1])
