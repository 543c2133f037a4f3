"""A browser's preflight reaches every route of template.yaml without a token."""

from collections import defaultdict
from typing import Any

import pytest

from infra.local.gateway.authorizer import Issuer
from infra.local.gateway.routes import Route
from tests.api.operations import operations
from tests.checks.preflight import (
    POLICY_LIMIT,
    paths,
    paths_without_open_options,
    policy_size,
    refused_preflights,
    transformed_routes,
    written_routes,
)
from tests.checks.template import RESOURCES, ROOT

ROUTES = written_routes(ROOT / "template.yaml")
CORS = RESOURCES["HttpApi"]["Properties"]["CorsConfiguration"]
TOKENS = Issuer("https://issuer.example", ("contactbook",))


@pytest.mark.feature("S7.1")
def test_no_preflight_of_a_described_path_meets_the_authorizer():
    assert refused_preflights(ROUTES, paths()) == []


@pytest.mark.feature("S7.1")
def test_no_preflight_of_another_path_meets_the_authorizer():
    assert refused_preflights(ROUTES, ["/", "/v1", "/v1/", "/v1/nothing", "/v1/contacts/", "/p", "/elsewhere/at/all"]) == []


def test_each_guarded_path_has_an_open_options_route_of_its_own():
    assert paths_without_open_options(ROUTES) == []
    assert {route.path for route in ROUTES if route.method == "OPTIONS"} == {route.path for route in ROUTES if route.issuer}


def test_there_is_no_default_route():
    assert [route for route in ROUTES if route.path == "$default"] == []


def test_only_the_function_without_rights_answers_options():
    assert {route.function for route in ROUTES if route.method == "OPTIONS"} == {"DocsApiFunction"}


@pytest.mark.parametrize("dropped", ["/v1/{proxy+}", "/v1/templates", "/v1/contacts/{contact_id}/communications"])
def test_a_missing_options_route_is_found(dropped):
    broken = [route for route in ROUTES if route.key != f"OPTIONS {dropped}"]
    assert refused_preflights(broken, paths())
    assert paths_without_open_options(broken) == [dropped]


def test_a_guarded_default_route_is_found():
    broken = [*ROUTES, Route("ANY", "$default", "ContactsApiFunction", TOKENS)]
    assert refused_preflights(broken, ["/elsewhere"]) == ["/elsewhere"]
    assert paths_without_open_options(broken) == ["$default"]


def test_the_routes_of_a_transformed_template_are_read():
    opened: dict[str, Any] = {"security": [{"NONE": []}]}
    guarded: dict[str, Any] = {"security": [{"Jwt": []}]}
    body = {
        "paths": {"/v1/lists": {"options": opened, "x-amazon-apigateway-any-method": guarded}, "/v1/{proxy+}": {"get": guarded}}
    }
    routes = transformed_routes({"Resources": {"Api": {"Type": "AWS::ApiGatewayV2::Api", "Properties": {"Body": body}}}})
    assert [(route.key, route.issuer is not None) for route in routes] == [
        ("OPTIONS /v1/lists", False),
        ("ANY /v1/lists", True),
        ("GET /v1/{proxy+}", True),
    ]


def test_the_permissions_of_a_function_s_routes_fit_its_policy():
    routes = defaultdict(list)
    for route in ROUTES:
        routes[route.function].append(route)
    assert {name: policy_size(found) for name, found in routes.items() if policy_size(found) > POLICY_LIMIT} == {}


@pytest.mark.feature("S7.1")
def test_a_page_may_use_every_method_and_the_headers_of_the_api():
    assert set(CORS["AllowMethods"]) == {operation.method for operation in operations()}
    assert CORS["AllowHeaders"] == ["Authorization", "Content-Type", "If-Match", "If-None-Match", "Idempotency-Key"]
    assert CORS["ExposeHeaders"] == ["ETag", "Location", "Retry-After", "Idempotency-Replayed", "Next-Cursor"]


def test_the_api_and_the_bucket_have_the_same_origins():
    (rule,) = RESOURCES["Bucket"]["Properties"]["CorsConfiguration"]["CorsRules"]
    assert CORS["AllowOrigins"] == rule["AllowedOrigins"] == {"Ref": "PortalOrigins"}
