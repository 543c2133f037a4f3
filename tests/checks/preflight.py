"""Which route of the HTTP API takes the preflight of a path, and whether that route asks for a token."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from infra.local.gateway.authorizer import Issuer
from infra.local.gateway.routes import Route, template_routes
from infra.local.template.template import Template
from tests.api.operations import document

ANY_METHOD = "x-amazon-apigateway-any-method"
POLICY_LIMIT = 20_480
"""Bytes of a function's resource policy."""
LONGEST_SID = "s" * 100
LONGEST_NAME = "f" * 64


def paths() -> list[str]:
    """Return every path of the OpenAPI document, each with an id in the place of its parameters."""
    return [re.sub(r"\{[^}]+\}", "con_01J9ZQ5W3V8K2M4N6P7R8S9T0A", path) for path in document()["paths"]]


def written_routes(path: Path) -> list[Route]:
    """Return the routes of a template as it is written, from the events of its functions."""
    return template_routes(Template(path, "", ""))


def transformed_routes(transformed: dict[str, Any]) -> list[Route]:
    """Return the routes of a template that SAM has transformed, from the body of its HTTP API. The functions have no names."""
    (api,) = (one for one in transformed["Resources"].values() if one["Type"] == "AWS::ApiGatewayV2::Api")
    return [
        Route("ANY" if method == ANY_METHOD else method.upper(), path, "", _issuer(operation["security"]))
        for path, methods in api["Properties"]["Body"]["paths"].items()
        for method, operation in methods.items()
    ]


def refused_preflights(routes: Iterable[Route], asked: Iterable[str]) -> list[str]:
    """Return the paths whose preflight meets an authorizer."""
    ranked = sorted(routes, key=lambda route: route.rank)
    taken = {path: next((route for route in ranked if route.match("OPTIONS", path) is not None), None) for path in asked}
    return [path for path, route in taken.items() if route is not None and route.issuer is not None]


def paths_without_open_options(routes: Iterable[Route]) -> list[str]:
    """Return the guarded paths that take OPTIONS and have no open OPTIONS route of the very same path.

    AWS documents that a method comes before ANY at one path. It says less about two different paths.
    """
    known = list(routes)
    opened = {route.path for route in known if route.method == "OPTIONS" and route.issuer is None}
    guarded = {route.path for route in known if route.method in ("ANY", "OPTIONS") and route.issuer is not None}
    return sorted(guarded - opened)


def policy_size(routes: Iterable[Route]) -> int:
    """Return the most bytes that the permissions of a function's routes take in its policy. SAM makes one for each event."""
    return sum(len(json.dumps(_statement(route), separators=(",", ":"))) + 1 for route in routes)


def _issuer(security: list[dict[str, Any]]) -> Issuer | None:
    return None if security == [{"NONE": []}] else Issuer("", ())


def _statement(route: Route) -> dict[str, Any]:
    method = "*" if route.method == "ANY" else route.method
    region = "ap-southeast-1:123456789012"
    path = re.sub(r"\{[^}]+\}", "*", route.path)
    return {
        "Sid": LONGEST_SID,
        "Effect": "Allow",
        "Principal": {"Service": "apigateway.amazonaws.com"},
        "Action": "lambda:InvokeFunction",
        "Resource": f"arn:aws:lambda:{region}:function:{LONGEST_NAME}:live",
        "Condition": {"ArnLike": {"AWS:SourceArn": f"arn:aws:execute-api:{region}:a1b2c3d4e5/*/{method}{path}"}},
    }
