import base64
import json

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.local.gateway.events import encoded_body, function_response, joined_headers, query_parameters
from infra.local.gateway.routes import Route
from infra.local.stack.stack import LocalStack


def _route(key: str) -> Route:
    method, _, path = key.rpartition(" ")
    return Route(method or "ANY", path, "F", None)


def _taken(keys: list[str], method: str, path: str) -> tuple[str, dict[str, str]]:
    for route in sorted(map(_route, keys), key=lambda route: route.rank):
        parameters = route.match(method, path)
        if parameters is not None:
            return route.key, dict(parameters)
    raise AssertionError("no route")


ROUTES = [
    "$default",
    "ANY /v1/{proxy+}",
    "GET /v1/things/{id}",
    "ANY /v1/things/{id}",
    "ANY /v1/things/new",
    "GET /v1/{a}/{b}/parts",
]


@pytest.mark.parametrize(
    ("method", "path", "key", "parameters"),
    [
        ("GET", "/v1/things/new", "ANY /v1/things/new", {}),
        ("GET", "/v1/things/5", "GET /v1/things/{id}", {"id": "5"}),
        ("PUT", "/v1/things/5", "ANY /v1/things/{id}", {"id": "5"}),
        ("GET", "/v1/things/5/parts", "GET /v1/{a}/{b}/parts", {"a": "things", "b": "5"}),
        ("GET", "/v1/things/5/else", "ANY /v1/{proxy+}", {"proxy": "things/5/else"}),
        ("GET", "/elsewhere", "$default", {}),
        ("GET", "/v1/", "$default", {}),
    ],
)
def test_the_most_specific_route_takes_a_request(method: str, path: str, key: str, parameters: dict[str, str]) -> None:
    assert _taken(ROUTES, method, path) == (key, parameters)


def test_the_event_is_that_of_payload_2(client: httpx.Client, stack: LocalStack) -> None:
    answer = client.post(
        "/v1/caf%C3%A9%2Fx?a=1&a=2&b=%20c",
        content='{"é": 1}',
        headers=[("x-twice", "1"), ("X-Twice", "2"), ("cookie", "k=v; l=w"), ("content-type", "application/json")],
    )

    event = answer.json()["echo"]
    assert event["version"] == "2.0"
    assert event["routeKey"] == "ANY /v1/{proxy+}"
    assert event["rawPath"] == "/v1/café/x"
    assert event["rawQueryString"] == "a=1&a=2&b=%20c"
    assert event["queryStringParameters"] == {"a": "1,2", "b": " c"}
    assert event["pathParameters"] == {"proxy": "café/x"}
    assert event["cookies"] == ["k=v", "l=w"]
    assert event["headers"]["x-twice"] == "1,2"
    assert "cookie" not in event["headers"]
    assert (event["body"], event["isBase64Encoded"]) == ('{"é": 1}', False)
    http = event["requestContext"]["http"]
    assert (http["method"], http["path"], http["sourceIp"]) == ("POST", "/v1/café/x", "127.0.0.1")
    assert event["requestContext"]["stage"] == "$default"


def test_a_function_gets_its_context(client: httpx.Client) -> None:
    context = client.get("/v1/anything").json()["context"]

    assert context["function_name"] == "contactbook-local-Web"
    assert context["memory_limit_in_mb"] == "256"
    assert context["invoked_function_arn"].endswith(":function:contactbook-local-Web")
    assert 0 < context["remaining"] <= 10_000


def test_a_function_finds_the_template_s_environment(client: httpx.Client, stack: LocalStack) -> None:
    state = client.post("/v1/state").json()

    assert state["environment"] == {
        "STAGE": "local-eu-central-1",
        "PUBLIC_URL": stack.url,
        "TABLE_NAME": "contactbook-local-Table",
        "AWS_REGION": "eu-central-1",
    }
    assert state["secret"]["kind"] == "sample"
    assert len(state["secret"]["key"]) == 20


def test_a_route_without_authorizer_needs_no_token(stack: LocalStack) -> None:
    event = httpx.get(f"{stack.url}/open/abc").json()["echo"]

    assert event["pathParameters"] == {"token": "abc"}
    assert "authorizer" not in event["requestContext"]


def test_a_route_requires_its_scope(client: httpx.Client, stack: LocalStack) -> None:
    assert client.get("/scoped").status_code == 403
    assert client.get("/scoped", headers=stack.authorization(scope="special")).status_code == 200


def test_a_path_without_a_route_is_not_found(client: httpx.Client) -> None:
    assert client.get("/nowhere").json() == {"message": "Not Found"}


def test_a_function_s_exception_is_not_sent_to_the_client(client: httpx.Client, logged: list[str]) -> None:
    answer = client.post("/v1/fail")

    assert (answer.status_code, answer.json()) == (500, {"message": "Internal Server Error"})
    assert any("a secret that no client may read" in line for line in logged)


@pytest.mark.parametrize(
    "bad",
    [
        {"statusCode": "many"},
        {"statusCode": 999},
        {"statusCode": 200, "body": {"a": 1}},
        {"statusCode": 200, "body": "%", "isBase64Encoded": True},
        {"statusCode": 200, "headers": {"x": "a\r\nset-cookie: b"}},
        {"statusCode": 200, "headers": {"location": "/é"}},
    ],
)
def test_an_answer_that_api_gateway_refuses_is_an_internal_error(client: httpx.Client, bad: object) -> None:
    assert client.post("/v1/answer", json=bad).json() == {"message": "Internal Server Error"}


def test_a_function_s_answer_comes_back_with_its_status_headers_and_cookies(client: httpx.Client) -> None:
    given = {"statusCode": 201, "headers": {"ETag": '"1"', "Content-Type": "text/csv"}, "cookies": ["a=1", "b=2"], "body": "é;1"}

    answer = client.post("/v1/answer", json=given)

    assert answer.status_code == 201
    assert answer.headers["etag"] == '"1"'
    assert answer.headers.get_list("set-cookie") == ["a=1", "b=2"]
    assert answer.content == "é;1".encode()


def test_an_answer_in_base64_is_decoded(client: httpx.Client) -> None:
    body = base64.b64encode(b"\x00\xff").decode()

    assert client.post("/v1/answer", json={"statusCode": 200, "body": body, "isBase64Encoded": True}).content == b"\x00\xff"


def test_an_answer_without_a_status_is_json(client: httpx.Client) -> None:
    assert client.post("/v1/answer", json={"a": 1}).json() == {"a": 1}


def test_head_is_answered_without_a_body(client: httpx.Client) -> None:
    answer = client.head("/v1/anything")

    assert answer.status_code == 200
    assert answer.content == b""
    assert int(answer.headers["content-length"]) > 0


@pytest.mark.parametrize("size", [6 * 1024 * 1024, 7_000_000, 11_000_000])
def test_a_body_larger_than_lambda_takes_is_too_large(client: httpx.Client, size: int) -> None:
    answer = client.post("/v1/answer", content=b"x" * size)

    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "body_too_large"


@pytest.mark.parametrize(
    ("body", "kind", "encoded"),
    [
        (b"{}", "application/json; charset=utf-8", ("{}", False)),
        (b"a,b", "text/csv", ("a,b", False)),
        (b"a=b", "application/x-www-form-urlencoded", (base64.b64encode(b"a=b").decode(), True)),
        (b"\xff", "application/json", ("/w==", True)),
        (b"\xed\xa0\x80", "text/plain", ("7aCA", True)),
        (b"", "application/octet-stream", ("", False)),
        (b"a", "", ("a", False)),
    ],
)
def test_a_body_that_is_not_known_to_be_text_is_in_base64(body: bytes, kind: str, encoded: tuple[str, bool]) -> None:
    assert encoded_body(body, kind) == encoded


@given(st.binary(max_size=50), st.sampled_from(["", "application/json", "image/png"]))
def test_every_body_reaches_the_function_unchanged(body: bytes, kind: str) -> None:
    text, is_base64 = encoded_body(body, kind)

    assert (base64.b64decode(text) if is_base64 else text.encode()) == body


@given(st.text(max_size=60))
def test_any_query_can_be_read(query: str) -> None:
    json.dumps(query_parameters(query))


def test_repeated_headers_are_joined_in_their_order() -> None:
    assert joined_headers([("a", "1"), ("b", "x"), ("a", "2")]) == {"a": "1,2", "b": "x"}


def test_a_text_without_a_type_is_plain_text() -> None:
    assert ("content-type", "text/plain; charset=utf-8") in function_response({"statusCode": 200, "body": "x"}).headers
