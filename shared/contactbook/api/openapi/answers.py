"""What operations answer: success with its headers and an example, and problems with their codes."""

from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler.api_gateway import Route

from contactbook.api.conditional import may_be_unchanged
from contactbook.api.errors import PROBLEM_JSON
from contactbook.api.openapi.codes import Facts, codes_of, field_codes_of
from contactbook.api.openapi.components import HEADERS, MEANINGS
from contactbook.api.openapi.examples import example_of, example_path
from contactbook.api.openapi.problems import STANDARD, example_problem, problem_of
from contactbook.api.openapi.shapes import SETTINGS

Json = dict[str, Any]
_SUCCESS = {"200": "Success.", "201": "Created.", "202": "Accepted: the work goes on in the background."}
# Operations that answer more than one status, as they find it.
_ALSO = {"contacts_by_external_id_save": ("201",)}
_PROBLEM: Json = {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Problem"}}}


def answers_of(responses: Json, route: Route, schemas: Json, facts: Facts) -> Json:
    """Return the answers of success, with their headers and an example."""
    answers: Json = {}
    for status, answer in responses.items():
        if not status.startswith("2") or status == "200" != str(route.status_code):
            continue
        for each in (status, *_ALSO.get(facts.operation_id, ())):
            answers[each] = _described(each, answer, route, schemas, facts)
    is_versioned = "ETag" in answers.get("200", {}).get("headers", {})
    if is_versioned and route.method == "GET" and may_be_unchanged(route):
        answers["304"] = {"$ref": "#/components/responses/NotModified"}
    return answers


def _described(status: str, answer: Json, route: Route, schemas: Json, facts: Facts) -> Json:
    if status == "204":
        return {"description": "Done; the answer has no body."}
    described = {**answer, "description": _SUCCESS[status]}
    content = described.get("content", {}).get("application/json")
    if content and "schema" in content:
        example = example_of(content["schema"], schemas)
        described["content"] = {**described["content"], "application/json": {**content, "example": example}}
    names = []
    if facts.is_secured and _has_version(answer, route, schemas):
        names.append("ETag")
    if facts.is_secured and route.method == "POST":
        names.append("Idempotency-Replayed")
    if status == "201":
        names.append("Location")
    return described | ({"headers": {name: HEADERS[name] for name in names}} if names else {})


def _has_version(answer: Json, route: Route, schemas: Json) -> bool:
    schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
    names = [one.get("$ref", "").rpartition("/")[2] for one in schema.get("anyOf", [schema])]
    return route.openapi_path == SETTINGS or any("version" in schemas.get(name, {}).get("properties", {}) for name in names)


def problems_of(facts: Facts) -> Json:
    """Return the problems that an operation can answer, each with its codes."""
    return {str(status): _problem(facts, status, codes) for status, codes in codes_of(facts).items()}


def _problem(facts: Facts, status: int, codes: list[str]) -> Json:
    name, _, usual = STANDARD[status]
    fields = field_codes_of(facts.operation_id) if status == HTTPStatus.UNPROCESSABLE_ENTITY else ()
    if not fields and set(codes) <= set(usual):
        return {"$ref": f"#/components/responses/{name}"}
    return problem_of(status, codes, fields, example=example_problem(status, codes, example_path(facts.path)))


def pages_of() -> Json:
    """Return the answers of a page behind a signed link: HTML, or the file that it links to."""
    page: Json = {"text/html": {"schema": {"type": "string"}}}
    answers: Json = {status: {"description": meaning, "content": {**page}} for status, meaning in MEANINGS.items()}
    answers["200"]["content"] |= {
        "application/json": {"schema": {"type": "object"}},
        "text/plain": {"schema": {"type": "string"}},
    }
    answers["302"]["content"] |= {"text/plain": {"schema": {"type": "string"}}}
    for status in ("400", "413", "415", "429", "503"):
        answers[status]["content"] |= _PROBLEM
    return answers
