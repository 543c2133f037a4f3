"""The API functions as one WSGI application, so that a tool which speaks HTTP can drive them in this process.

It does what API Gateway does: it checks the token, hands bodies over as text or Base64, and calls the function that owns the path.
"""

import base64
import importlib
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, unquote_to_bytes
from wsgiref.simple_server import WSGIRequestHandler, make_server

from tests.aws_in_process.http import EVERY_SCOPE, LambdaContext, _owner

TOKEN = "good-token"
Environ = dict[str, Any]
StartResponse = Callable[[str, list[tuple[str, str]]], object]


class Gateway:
    """The application; `served` counts the requests, `statuses` what they were answered with.

    What a function raises becomes a 500, as from Lambda.
    """

    def __init__(self) -> None:
        self.served = 0
        self.statuses: dict[int, int] = {}

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        event = _event(environ)
        answer = importlib.import_module(f"{_owner(event['rawPath'])}.app").handler(event, LambdaContext())
        self.served += 1
        self.statuses[answer["statusCode"]] = self.statuses.get(answer["statusCode"], 0) + 1
        status = HTTPStatus(answer["statusCode"])
        headers = [(name, str(value)) for name, value in (answer.get("headers") or {}).items()]
        start_response(f"{status.value} {status.phrase}", headers)
        body = answer.get("body") or ""
        return [base64.b64decode(body) if answer.get("isBase64Encoded") else body.encode("utf-8", "surrogatepass")]


def _event(environ: Environ) -> Environ:
    raw_path = str(environ.get("RAW_URI") or environ.get("REQUEST_URI") or environ["PATH_INFO"]).partition("?")[0]
    query = environ.get("QUERY_STRING", "")
    headers = {name[5:].replace("_", "-").lower(): value for name, value in environ.items() if name.startswith("HTTP_")}
    if environ.get("CONTENT_TYPE"):
        headers["content-type"] = environ["CONTENT_TYPE"]
    length = int(environ.get("CONTENT_LENGTH") or 0)
    raw = environ["wsgi.input"].read(length) if length else b""
    body, is_base64 = _as_gateway_hands_over(raw)
    return {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": unquote_to_bytes(raw_path).decode("utf-8", "replace"),
        "rawQueryString": query,
        "queryStringParameters": _query(query),
        "headers": headers,
        "requestContext": {
            "http": {"method": environ["REQUEST_METHOD"], "path": raw_path, "sourceIp": "203.0.113.7", "userAgent": "tests"},
            "requestId": "request-1",
            "stage": "$default",
            **_authorizer(headers.get("authorization", "")),
        },
        "body": body,
        "isBase64Encoded": is_base64,
    }


def _query(query: str) -> dict[str, str]:
    """API Gateway joins the values of a repeated parameter with commas."""
    joined: dict[str, str] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        joined[name] = f"{joined[name]},{value}" if name in joined else value
    return joined


def _as_gateway_hands_over(raw: bytes) -> tuple[str | None, bool]:
    if not raw:
        return None, False
    try:
        return raw.decode("utf-8"), False
    except UnicodeDecodeError:
        return base64.b64encode(raw).decode(), True


def _authorizer(authorization: str) -> Environ:
    if authorization != f"Bearer {TOKEN}":
        return {}
    claims = {"sub": "user-1", "tenant_id": "acme", "scope": " ".join(EVERY_SCOPE), "groups": "[sales]", "super_user": "true"}
    return {"authorizer": {"jwt": {"claims": claims, "scopes": None}}}


class _Quiet(WSGIRequestHandler):
    """Tells nothing, and hands the path on as it was sent."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's own name
        pass

    def get_environ(self) -> Environ:
        environ: Environ = super().get_environ()
        if self.headers.get("content-type") is None:
            # The standard library would call a missing type text/plain.
            del environ["CONTENT_TYPE"]
        return environ | {"RAW_URI": self.path}


@contextmanager
def serving(gateway: Gateway) -> Iterator[str]:
    """Serve on a free port of 127.0.0.1; yields the address."""
    with make_server("127.0.0.1", 0, gateway, handler_class=_Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="api")
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
