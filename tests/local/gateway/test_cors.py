"""The local gateway answers browsers of other origins as API Gateway does."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from infra.local.functions.running import FunctionError, RunningFunction
from infra.local.gateway.authorizer import Authorizer, Issuer
from infra.local.gateway.cors import Cors, template_cors
from infra.local.gateway.http_messages import Request, Response
from infra.local.gateway.routes import Gateway, Route
from infra.local.template.json_values import Json
from infra.local.template.template import Template
from tests.local.conftest import SAMPLE

PORTAL = "https://portal.example"
TOKENS = Issuer("https://issuer.example", ("sample",))
CORS = Cors((PORTAL, "http://localhost:*"), ("GET", "PUT"), ("Authorization", "If-Match"), ("ETag", "Location"), 600)
ROUTES = [
    Route("GET", "/open", "F", None),
    Route("OPTIONS", "/twin", "F", None),
    Route("ANY", "/twin", "F", TOKENS),
    Route("ANY", "/guarded", "F", TOKENS),
]
ALLOWED = {
    "access-control-allow-origin": PORTAL,
    "access-control-allow-methods": "GET,PUT",
    "access-control-allow-headers": "Authorization,If-Match",
    "access-control-max-age": "600",
}
Ask = Callable[..., Response]


class Function:
    """A function that returns the same answer to everything, and notes what it got."""

    function = SimpleNamespace(logical="F")

    def __init__(self) -> None:
        self.answer: Json = {"statusCode": 200, "headers": {"ETag": '"1"'}, "body": "{}"}
        self.events: list[Json] = []

    def invoke(self, event: Mapping[str, Json]) -> Json:
        self.events.append(event)
        if self.answer is None:
            raise FunctionError("it failed")
        return self.answer


@pytest.fixture
def function() -> Function:
    return Function()


@pytest.fixture
def ask(function: Function, tmp_path: Path) -> Ask:
    def ask(method: str, path: str, cors: Cors | None = CORS, body: bytes = b"", **headers: str) -> Response:
        functions = {"F": cast("RunningFunction", function)}
        gateway = Gateway(sorted(ROUTES, key=lambda route: route.rank), functions, authorizer, lambda _: None, cors)
        sent = [(name.replace("_", "-"), value) for name, value in headers.items()]
        return gateway.answer(Request(method, path, sent, body, "127.0.0.1"))

    authorizer = Authorizer(tmp_path)
    return ask


def _preflight(ask: Ask, path: str, origin: str = PORTAL, **more: Any) -> Response:
    return ask("OPTIONS", path, origin=origin, access_control_request_method="PUT", **more)


def _shared(answer: Response) -> dict[str, str]:
    return {name: value for name, value in answer.headers if name.startswith("access-control-")}


@pytest.mark.feature("S7.1")
@pytest.mark.parametrize("path", ["/open", "/twin", "/nowhere"])
def test_a_preflight_is_answered_by_the_gateway_itself(ask: Ask, function: Function, path: str) -> None:
    answer = _preflight(ask, path)

    assert (answer.status, answer.body, dict(answer.headers)) == (204, b"", ALLOWED)
    assert function.events == []


def test_the_authorizer_of_the_matched_route_refuses_a_preflight_first(ask: Ask) -> None:
    answer = _preflight(ask, "/guarded")

    assert answer.status == 401
    assert _shared(answer) == {}


def test_a_preflight_of_another_origin_is_allowed_nothing(ask: Ask) -> None:
    answer = _preflight(ask, "/twin", "https://elsewhere.example")

    assert (answer.status, answer.headers) == (204, [])


@pytest.mark.parametrize("headers", [{}, {"origin": PORTAL}, {"access_control_request_method": "PUT"}])
def test_options_that_no_browser_sends_before_a_request_reaches_the_function(
    ask: Ask, function: Function, headers: dict[str, str]
) -> None:
    assert ask("OPTIONS", "/twin", **headers).status == 200
    assert [event["routeKey"] for event in function.events] == ["OPTIONS /twin"]


def test_without_a_configuration_a_preflight_is_a_request_like_others(ask: Ask, function: Function) -> None:
    assert _preflight(ask, "/nowhere", cors=None).status == 404
    assert _preflight(ask, "/twin", cors=None).status == 200
    assert len(function.events) == 1


@pytest.mark.feature("S7.1")
def test_a_page_may_read_the_exposed_headers_of_an_answer(ask: Ask) -> None:
    answer = ask("GET", "/open", origin=PORTAL)

    assert _shared(answer) == {"access-control-allow-origin": PORTAL, "access-control-expose-headers": "ETag,Location"}
    assert ("etag", '"1"') in answer.headers


@pytest.mark.parametrize("origin", [None, "https://elsewhere.example", "null"])
def test_an_answer_to_anybody_else_has_no_cors_headers(ask: Ask, origin: str | None) -> None:
    assert _shared(ask("GET", "/open", **({"origin": origin} if origin else {}))) == {}


@pytest.mark.parametrize("origin", [PORTAL, "https://elsewhere.example", None])
def test_a_function_s_own_cors_headers_are_dropped(ask: Ask, function: Function, origin: str | None) -> None:
    own = {"Access-Control-Allow-Origin": "*", "access-control-allow-credentials": "true", "X-Own": "1"}
    function.answer = {"statusCode": 200, "headers": own, "body": ""}

    answer = ask("GET", "/open", **({"origin": origin} if origin else {}))

    assert _shared(answer).get("access-control-allow-origin") == (PORTAL if origin == PORTAL else None)
    assert "access-control-allow-credentials" not in _shared(answer)
    assert ("x-own", "1") in answer.headers


def test_the_gateway_s_own_errors_are_as_without_cors(ask: Ask, function: Function) -> None:
    function.answer = None
    cases = {
        401: ("GET", "/guarded", b""),
        404: ("GET", "/nowhere", b""),
        413: ("GET", "/open", b"x" * 6 * 1024 * 1024),
        500: ("GET", "/open", b""),
    }
    for status, (method, path, body) in cases.items():
        answer = ask(method, path, body=body, origin=PORTAL)
        assert (answer.status, _shared(answer)) == (status, {})
        assert answer.body == ask(method, path, body=body, cors=None).body


@pytest.mark.parametrize(
    ("allowed", "origin", "answered"),
    [
        ("*", "https://a.example", "*"),
        ("https://*", "https://a.example", "https://a.example"),
        ("https://*", "http://a.example", None),
        ("https://a.example", "https://a.example", "https://a.example"),
        ("https://a.example", "https://a.example:8443", None),
        ("https://a.example", "https://a.example.evil", None),
        ("http://localhost:*", "http://localhost:5173", "http://localhost:5173"),
        ("http://localhost:*", "http://localhost", None),
        ("http://localhost:*", "http://localhost:80.evil", None),
        ("http://localhost:*", "https://localhost:5173", None),
    ],
)
def test_an_origin_is_allowed_as_it_is_configured(ask: Ask, allowed: str, origin: str, answered: str | None) -> None:
    answer = ask("GET", "/open", cors=Cors((allowed,)), origin=origin)

    assert _shared(answer).get("access-control-allow-origin") == answered


def test_with_credentials_the_origin_is_named(ask: Ask) -> None:
    shared = _shared(ask("GET", "/open", cors=Cors(("*",), credentials=True), origin=PORTAL))

    assert shared == {"access-control-allow-origin": PORTAL, "access-control-allow-credentials": "true"}


@pytest.mark.feature("S7.1")
def test_portals_of_this_machine_and_of_the_environment_may_call_the_local_stack(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_ORIGINS", "https://one.example, https://two.example,")

    cors = template_cors(Template(SAMPLE.parents[3] / "template.yaml", "", ""))

    assert cors is not None
    ports = ("http://localhost", "http://localhost:*", "http://127.0.0.1", "http://127.0.0.1:*")
    assert cors.origins == (*ports, "https://one.example", "https://two.example")


def test_a_template_without_cors_has_none() -> None:
    assert template_cors(Template(SAMPLE, "", "")) is None
