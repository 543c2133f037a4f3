"""The OpenAPI document describes every route that the functions have, and the page needs nothing from elsewhere."""

import re
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator, meta

from contactbook.api.errors import STATUS
from contactbook.api.resolver import routes_of
from contactbook.domain.base.errors import ContactbookError
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.checks.runbook import RUNBOOK
from tests.faults.counting import count_calls

Json = dict[str, Any]


@pytest.fixture
def document(world: World) -> Json:
    body: Json = Api(anonymous=True).get("/v1/openapi.json").body
    return body


def operations(document: Json) -> list[tuple[str, str, Json]]:
    return [(method, path, operation) for path, one in document["paths"].items() for method, operation in one.items()]


def resolved(node: Json, document: Json) -> Json:
    while "$ref" in node:
        *_, section, name = node["$ref"].split("/")
        node = document["components"][section][name]
    return node


@pytest.mark.feature("S8.8")
def test_the_runbook_names_only_routes_that_exist(document: Json) -> None:
    text = "".join(page.read_text() for page in RUNBOOK.glob("*.md"))
    named = set(re.findall(r"\b(GET|POST|PUT|PATCH|DELETE) (/v1/[\w/{}-]+)", text))
    assert named
    assert named - {(method.upper(), path) for method, path, _ in operations(document)} == set()


def test_every_route_of_every_function_is_described(document: Json) -> None:
    from contactbook.api.operations import applications

    described = {(method.upper(), path) for method, path, _ in operations(document)}
    routes = {(route.method, route.openapi_path) for app in applications() for route in routes_of(app)}
    assert described == routes
    assert len(described) > 8


def test_it_is_openapi_3_1_and_every_reference_leads_somewhere(document: Json) -> None:
    assert document["openapi"] == "3.1.0"
    for reference in re.findall(r"'\$ref': '([^']+)'", str(document)):
        _, root, section, name = reference.split("/")
        assert root == "components"
        assert name in document["components"][section], reference


def test_every_schema_is_a_json_schema(document: Json) -> None:
    for schema in document["components"]["schemas"].values():
        meta.validate({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema})


def test_every_operation_says_what_it_does_who_may_and_what_can_go_wrong(document: Json) -> None:
    ids = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(ids) == len(set(ids))
    assert [one for one in ids if not re.fullmatch(r"[a-z]+(_[a-z]+)*", one)] == []
    assert {"contacts_create", "contacts_notes_list", "notification_runs_start", "imports_cancel", "me_read"} <= set(ids)
    for method, path, operation in operations(document):
        assert operation["summary"], path
        assert operation["tags"], path
        responses = operation["responses"]
        assert {"422", "429", "503"} <= set(responses), path
        if path.startswith("/v1/"):
            # Every token may read who it is.
            assert path == "/v1/me" or all(one["bearer"] for one in operation["security"]), (method, path)
            assert operation["security"], (method, path)
            assert {"401", "403"} <= set(responses), path
            names = [resolved(one, document)["name"] for one in operation.get("parameters", ())]
            assert ("Idempotency-Key" in names) == (method == "post"), path
            assert ("If-Match" in names) == ("412" in responses), path
        if "requestBody" in operation:
            assert {"400", "413", "415"} <= set(responses), path
        for status, response in responses.items():
            if not status.startswith(("2", "3")) and path.startswith("/v1/"):
                assert "application/problem+json" in resolved(response, document)["content"], (path, status)


def test_every_body_has_an_example_that_fits_its_schema(document: Json) -> None:
    for _, path, operation in operations(document):
        for content in operation.get("requestBody", {}).get("content", {}).values():
            schema = {**content["schema"], "components": document["components"]}
            if "example" in content:
                Draft202012Validator(schema).validate(content["example"])
            else:
                assert not path.startswith("/v1/"), path


def test_every_business_error_has_its_status_in_the_document(document: Json) -> None:
    described = {
        response["content"]["application/problem+json"]["example"]["status"]
        for name, response in document["components"]["responses"].items()
        if name != "NotModified"
    }
    assert {status.value for status in STATUS.values()} == described
    assert all(issubclass(error, ContactbookError) for error in STATUS)


def test_the_page_fetches_nothing_from_elsewhere(world: World) -> None:
    answer = Api(anonymous=True).get("/v1/docs")
    assert answer.headers["Content-Type"].startswith("text/html")
    assert "connect-src 'self'" in answer.headers["Content-Security-Policy"]
    assert not re.search(r"<(script|link|img)[^>]+(src|href)=[\"']?(https?:)?//", answer.text)
    assert "SwaggerUIBundle({" in answer.text


def test_the_documentation_asks_aws_for_nothing(world: World) -> None:
    with count_calls() as calls:
        assert Api(anonymous=True).get("/v1/openapi.json").status == 200
        assert Api(anonymous=True).get("/v1/docs").status == 200
    assert len(calls) == 0


def test_an_unknown_path_of_the_documentation_is_a_problem(world: World) -> None:
    answer = Api(anonymous=True).post("/v1/docs")
    assert (answer.status, answer.code) == (405, "method_not_allowed")


@pytest.mark.feature("S7.1")
@pytest.mark.parametrize("path", ["/v1/docs", "/v1/openapi.json"])
def test_options_without_a_token_has_no_content(world: World, path: str) -> None:
    answer = Api(anonymous=True).call("OPTIONS", path)
    assert (answer.status, answer.text) == (204, "")


@pytest.mark.feature("S7.8")
def test_every_sort_and_filter_is_described_and_a_repetition_can_be_told(document: Json) -> None:
    queries = [
        (path, parameter)
        for _, path, operation in operations(document)
        for parameter in operation.get("parameters", ())
        if parameter.get("in") == "query"
    ]
    assert [(path, one["name"]) for path, one in queries if not one.get("description", "").endswith(".")] == []
    assert {path for path, one in queries if one["name"] == "sort"} >= {"/v1/communications", "/v1/opportunities"}
    counts = {"/v1/communications/count", "/v1/opportunities/count", "/v1/segments/{segment_id}/count"}
    assert counts <= document["paths"].keys()
    assert "Idempotency-Replayed" in document["paths"]["/v1/contacts"]["post"]["responses"]["201"]["headers"]
