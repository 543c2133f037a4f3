"""The OpenAPI 3.1 document of all routes, generated from the applications.

Powertools describes parameters, bodies and answers from the routes' types. This module adds what all routes share: the token and its
scopes, `If-Match`, `If-None-Match`, `Idempotency-Key`, `ETag` and problems.
"""

import inspect
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.api_gateway import Route

from contactbook.api.conditional import may_be_unchanged
from contactbook.api.dependencies import dependencies_of, if_match, needed_callers
from contactbook.api.openapi.components import COMPONENTS, HEADERS, INTRODUCTION, TAGS, pages_of, problems_of
from contactbook.api.openapi.examples import example_of
from contactbook.api.openapi.parameters import FILTERS
from contactbook.api.operations import operation_ids
from contactbook.api.resolver import joined, routes_of

Json = dict[str, Any]
_PARAMETER = re.compile(r"\{[^{}]*+\}")
_NOT_OURS = ("HTTPValidationError", "ValidationError", "ResponseValidationError")
# Pages for people: they answer in HTML, errors as well.
_PAGES = "/p/"
# A section is answered as plain JSON, with its version.
_SECTIONS = ("/v1/settings/<section>",)
_MERGE_PATCH = "application/merge-patch+json"


def describe(
    apps: Sequence[APIGatewayHttpResolver], *, examples: Mapping[str, Json], files: Mapping[str, Sequence[str]], version: str
) -> Json:
    """Return the document that describes every route of the applications.

    `examples` has bodies by `METHOD /path`, with `{}` for each parameter; other bodies get an example made from their schema. `files`
    has the media types that a route answers besides JSON, by the same keys.
    """
    # One application gives models of the same name in several functions different names.
    together = joined(apps)
    routes = routes_of(together)
    generated = together.get_openapi_schema(title="Contactbook", version=version, openapi_version="3.1.0")
    built = json.loads(generated.model_dump_json(by_alias=True, exclude_none=True))
    ids = operation_ids(routes)
    for route in routes:
        operation = built["paths"][route.openapi_path][route.method.lower()]
        operation["operationId"] = ids[route]
        _complete(operation, route, built["components"]["schemas"], examples)
        if route.openapi_path.startswith(_PAGES):
            operation["responses"] = pages_of()
        for media_type in files.get(_place(route), ()):
            operation["responses"]["200"]["content"][media_type] = {"schema": {}}
    schemas = {name: schema for name, schema in built["components"]["schemas"].items() if name not in _NOT_OURS}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Contactbook", "version": version, "description": INTRODUCTION},
        "servers": [{"url": "/"}],
        "security": [{"bearer": []}],
        "tags": _tags(built["paths"]),
        "paths": dict(sorted(built["paths"].items())),
        "components": {**COMPONENTS, "schemas": {**COMPONENTS["schemas"], **schemas}},
    }


def _place(route: Route) -> str:
    return f"{route.method} {_PARAMETER.sub('{}', route.openapi_path)}"


def _complete(operation: Json, route: Route, schemas: Json, examples: Mapping[str, Json]) -> None:
    summary, _, rest = inspect.cleandoc(route.func.__doc__ or route.func.__name__).partition("\n\n")
    operation["summary"] = " ".join(summary.split()).rstrip(".")
    _say_who_may(operation, route, rest)
    if body := operation.get("requestBody"):
        _describe_body(body, route, schemas, examples)
    is_secured = operation["security"] != []
    operation["responses"] = {
        **_answers(operation["responses"], route, schemas, can_be_unchanged=is_secured),
        **problems_of(
            route.method.lower(),
            route.openapi_path,
            has_body="requestBody" in operation,
            is_secured=is_secured,
            has_version=_depends_on_version(route),
        ),
    }
    _describe_parameters(operation, route)


def _say_who_may(operation: Json, route: Route, rest: str) -> None:
    callers: list[Any] = list(needed_callers(route))
    scopes = [scope.value for call in callers for scope in call.scopes]
    texts = [" ".join(paragraph.split()) for paragraph in rest.split("\n\n") if paragraph.strip()]
    if not callers:
        operation["security"] = []
        operation["description"] = "\n\n".join([*texts, "Needs no token."])
        return
    needed = " or ".join(f"`{scope}`" for scope in scopes)
    texts.append(f"Needs the scope {needed}." if scopes else "Needs a token, and no scope.")
    if any(call.portal for call in callers):
        texts.append("Open to a portal customer (a token with `contact_id`) for its own contact.")
    # The scopes are alternatives: one is enough. OpenAPI 3.1 allows scopes for a bearer scheme.
    operation["security"] = [{"bearer": [scope]} for scope in scopes] or [{"bearer": []}]
    operation["description"] = "\n\n".join(texts)


def _depends_on_version(route: Route) -> bool:
    return if_match in dependencies_of(route)


def _describe_parameters(operation: Json, route: Route) -> None:
    parameters = operation.setdefault("parameters", [])
    for parameter in parameters:
        parameter.pop("description", None) if not parameter.get("description") else None
        if parameter["in"] == "query":
            parameter.setdefault(
                "description", FILTERS.get(parameter["name"], f"The {parameter['name'].replace('_', ' ')} to look for.")
            )
        if parameter["in"] == "path":
            what = parameter["name"].removesuffix("_id").replace("_", " ")
            parameter.setdefault("description", f"The {what}'s id." if parameter["name"].endswith("_id") else f"The {what}.")
    if route.method == "POST" and operation["security"]:
        parameters.append({"$ref": "#/components/parameters/IdempotencyKey"})
    if _depends_on_version(route):
        parameters.append({"$ref": "#/components/parameters/IfMatch"})
    if "304" in operation["responses"]:
        parameters.append({"$ref": "#/components/parameters/IfNoneMatch"})
    if not parameters:
        del operation["parameters"]


def _describe_body(body: Json, route: Route, schemas: Json, examples: Mapping[str, Json]) -> None:
    content = body["content"].get("application/json")
    if content is None:
        return
    # A plain example, in addition to those of the schema.
    content["example"] = examples.get(_place(route)) or example_of(content["schema"], schemas)
    if route.method == "PATCH":
        body["content"][_MERGE_PATCH] = {**content}


def _answers(responses: Json, route: Route, schemas: Json, *, can_be_unchanged: bool) -> Json:
    answers: Json = {}
    for status, answer in responses.items():
        if not status.startswith("2") or status == "200" != str(route.status_code):
            continue
        described = {**answer, "description": "Success." if status != "201" else "Created."}
        if status == "204":
            described = {"description": "Done; the answer has no body."}
        headers = dict(described.get("headers", {}))
        if _has_version(described, route, schemas) and can_be_unchanged:
            headers["ETag"] = HEADERS["ETag"]
            if route.method == "GET" and may_be_unchanged(route):
                answers["304"] = {"$ref": "#/components/responses/NotModified"}
        if route.method == "POST" and can_be_unchanged:
            headers["Idempotency-Replayed"] = HEADERS["Idempotency-Replayed"]
        if status == "201":
            headers["Location"] = HEADERS["Location"]
        answers[status] = described | ({"headers": headers} if headers else {})
    return answers


def _has_version(answer: Json, route: Route, schemas: Json) -> bool:
    schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
    names = [one.get("$ref", "").rpartition("/")[2] for one in schema.get("anyOf", [schema])]
    return route.path in _SECTIONS or any("version" in schemas.get(name, {}).get("properties", {}) for name in names)


def _tags(paths: Json) -> list[Json]:
    used = {tag for path in paths.values() for operation in path.values() for tag in operation.get("tags", ())}
    return [{"name": tag} | ({"description": TAGS[tag]} if tag in TAGS else {}) for tag in sorted(used)]
