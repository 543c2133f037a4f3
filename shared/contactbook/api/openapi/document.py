"""The OpenAPI 3.1 document of all routes, generated from the applications.

Powertools describes parameters, bodies and answers from the routes' types. This package adds what all routes share: the token and its
scopes, `If-Match`, `If-None-Match`, `Idempotency-Key`, `ETag` and problems; and it says everything in the words of the API.
"""

import inspect
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.api_gateway import Route

from contactbook.api.dependencies import dependencies_of, if_match, needed_callers
from contactbook.api.openapi.answers import answers_of, pages_of, problems_of
from contactbook.api.openapi.codes import Facts
from contactbook.api.openapi.components import COMPONENTS, TAGS, introduction
from contactbook.api.openapi.examples import example_of
from contactbook.api.openapi.meanings import described, tidied
from contactbook.api.openapi.names import with_sides
from contactbook.api.openapi.parameters import describe_parameters
from contactbook.api.openapi.shapes import add_sections, with_criteria
from contactbook.api.operations import operation_ids
from contactbook.api.resolver import joined, routes_of

Json = dict[str, Any]
_PARAMETER = re.compile(r"\{[^{}]*+\}")
_NOT_OURS = ("HTTPValidationError", "ValidationError", "ResponseValidationError")
# Pages for people: they answer in HTML, errors as well.
_PAGES = "/p/"
_MERGE_PATCH = "application/merge-patch+json"


@dataclass(frozen=True)
class Samples:
    """Bodies by `METHOD /path`, with `{}` for each parameter, and the media types that a route answers besides JSON, by the same keys."""

    bodies: Mapping[str, Json]
    files: Mapping[str, Sequence[str]]


def describe(apps: Sequence[APIGatewayHttpResolver], *, samples: Samples, version: str) -> Json:
    """Return the document that describes every route of the applications (S7.2). A body without a sample gets an example made from its schema."""
    # One application gives models of the same name in several functions different names.
    together = joined(apps)
    routes = routes_of(together)
    paths, schemas = _generated(together)
    ids = operation_ids(routes)
    for route in routes:
        operation = paths[route.openapi_path][route.method.lower()]
        operation["operationId"] = ids[route]
        _complete(operation, route, schemas, samples)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Contactbook",
            "version": version,
            "summary": "Contacts, consent, notifications, KYC and the sync of a tenant group.",
            "description": introduction(),
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "security": [{"bearer": []}],
        "tags": _tags(paths),
        "paths": dict(sorted(paths.items())),
        "components": {**COMPONENTS, "schemas": {**COMPONENTS["schemas"], **schemas}},
    }


def _generated(app: APIGatewayHttpResolver) -> tuple[Json, Json]:
    """Return the paths and schemas as Powertools describes them, in the words of the API."""
    generated = app.get_openapi_schema(title="Contactbook", version="0", openapi_version="3.1.0")
    built = tidied(json.loads(generated.model_dump_json(by_alias=True, exclude_none=True)))
    schemas = {name: schema for name, schema in built["components"]["schemas"].items() if name not in _NOT_OURS}
    add_sections(built["paths"], schemas)
    paths, schemas = with_sides(built["paths"], tidied(schemas))
    return paths, described(with_criteria(schemas))


def _complete(operation: Json, route: Route, schemas: Json, samples: Samples) -> None:
    summary, _, rest = inspect.cleandoc(route.func.__doc__ or route.func.__name__).partition("\n\n")
    operation["summary"] = " ".join(summary.split()).rstrip(".")
    _say_who_may(operation, route, rest)
    if body := operation.get("requestBody"):
        _describe_body(body, route, schemas, samples)
    facts = Facts(
        operation["operationId"],
        route.method,
        route.openapi_path,
        is_secured=operation["security"] != [],
        has_version=if_match in dependencies_of(route),
        is_list=any(one["name"] == "cursor" for one in operation.get("parameters", ())),
    )
    answers = answers_of(operation["responses"], route, schemas, facts)
    operation["responses"] = pages_of() if facts.path.startswith(_PAGES) else {**answers, **problems_of(facts)}
    describe_parameters(operation, facts)
    for media_type in samples.files.get(_place(route), ()):
        operation["responses"]["200"]["content"][media_type] = {"schema": {"type": "string"}}


def _place(route: Route) -> str:
    return f"{route.method} {_PARAMETER.sub('{}', route.openapi_path)}"


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


def _describe_body(body: Json, route: Route, schemas: Json, samples: Samples) -> None:
    content = body["content"].get("application/json")
    if content is None:
        return
    # A plain example, in addition to those of the schema.
    content["example"] = samples.bodies.get(_place(route)) or example_of(content["schema"], schemas)
    if route.method == "PATCH":
        body["content"][_MERGE_PATCH] = {**content}


def _tags(paths: Json) -> list[Json]:
    used = {tag for path in paths.values() for operation in path.values() for tag in operation.get("tags", ())}
    return [{"name": tag, "description": TAGS.get(tag, "")} for tag in sorted(used)]
