"""Converts requests to API Gateway's payload 2.0, and a function's answer to a response.

The rules of the real HTTP API apply:

- The path is percent-decoded and the query string is not.
- Repeated headers and query values are joined with commas.
- Cookies have a field of their own.
- A body that is not known to be text is base64-encoded.
"""

import base64
import binascii
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import unquote, unquote_plus

from infra.local.gateway.http_messages import Request, Response
from infra.local.template.account import ACCOUNT
from infra.local.template.json_values import Json

TEXT_TYPES = ("application/json", "application/javascript", "application/xml")


@dataclass(frozen=True, slots=True)
class Match:
    """The matched route of a request: `key` as API Gateway writes it, and the decoded path parameters."""

    key: str
    parameters: Mapping[str, str]


def request_event(request: Request, match: Match, claims: Mapping[str, str] | None) -> dict[str, Json]:
    """Return the payload 2.0 event of a request. `claims` come from the checked token; None on a route without authorizer."""
    path, _, query = request.target.partition("?")
    now = time.time()
    headers = joined_headers(request.headers)
    body, is_base64 = encoded_body(request.body, headers.get("content-type", ""))
    context: dict[str, Json] = {
        "accountId": ACCOUNT,
        "apiId": "local",
        "domainName": headers.get("host", "127.0.0.1"),
        "domainPrefix": "local",
        "http": {
            "method": request.method,
            "path": unquote(path, errors="replace"),
            "protocol": "HTTP/1.1",
            "sourceIp": request.source_ip,
            "userAgent": headers.get("user-agent", ""),
        },
        "requestId": str(uuid.uuid4()),
        "routeKey": match.key,
        "stage": "$default",
        "time": datetime.fromtimestamp(now, UTC).strftime("%d/%b/%Y:%H:%M:%S +0000"),
        "timeEpoch": int(now * 1000),
    }
    if claims is not None:
        context["authorizer"] = {"jwt": {"claims": dict(claims), "scopes": None}}
    event: dict[str, Json] = {
        "version": "2.0",
        "routeKey": match.key,
        "rawPath": unquote(path, errors="replace"),
        "rawQueryString": query,
        "headers": headers,
        "requestContext": context,
        "isBase64Encoded": is_base64,
    }
    cookies = [part.strip() for name, value in request.headers if name == "cookie" for part in value.split(";")]
    optional = {
        "cookies": cookies,
        "queryStringParameters": query_parameters(query),
        "pathParameters": dict(match.parameters),
        "body": body,
    }
    event.update({name: value for name, value in optional.items() if value})
    return event


def joined_headers(headers: list[tuple[str, str]]) -> dict[str, str]:
    """Return the headers with lower-case names. Repeated ones are joined with a comma; cookies are left out."""
    joined: dict[str, str] = {}
    for name, value in headers:
        if name != "cookie":
            joined[name] = f"{joined[name]},{value}" if name in joined else value
    return joined


def query_parameters(query: str) -> dict[str, str]:
    """Return the decoded query parameters. The values of a repeated name are joined with a comma."""
    joined: dict[str, str] = {}
    for part in query.split("&"):
        if part:
            name, _, value = part.partition("=")
            name, value = unquote_plus(name, errors="replace"), unquote_plus(value, errors="replace")
            joined[name] = f"{joined[name]},{value}" if name in joined else value
    return joined


def encoded_body(body: bytes, content_type: str) -> tuple[str, bool]:
    """Return the body as text, or base64-encoded if its type is not text or its bytes are not UTF-8."""
    kind = content_type.partition(";")[0].strip().lower()
    if not kind or kind.startswith("text/") or kind in TEXT_TYPES:
        try:
            return body.decode("utf-8"), False
        except UnicodeDecodeError:
            pass
    return base64.b64encode(body).decode("ascii"), bool(body)


def function_response(answer: Json) -> Response:
    """Return the response that API Gateway makes of a function's answer. Raise ValueError where API Gateway answers 500."""
    if not isinstance(answer, dict) or "statusCode" not in answer:
        return Response.of_json(HTTPStatus.OK, answer)
    status = int(answer["statusCode"])
    if not 100 <= status <= 599:
        raise ValueError(f"status code {status}")
    body = answer.get("body") or ""
    try:
        payload = base64.b64decode(body, validate=True) if answer.get("isBase64Encoded") else body.encode("utf-8")
    except (AttributeError, TypeError, binascii.Error, UnicodeEncodeError) as error:
        raise ValueError("the body cannot be decoded") from error
    headers = [(str(name).lower(), _header_value(value)) for name, value in (answer.get("headers") or {}).items()]
    headers += [("set-cookie", _header_value(cookie)) for cookie in answer.get("cookies") or []]
    if not any(name == "content-type" for name, _ in headers):
        headers.append(("content-type", "text/plain; charset=utf-8"))
    return Response(status, headers, payload)


def _header_value(value: Json) -> str:
    text = ",".join(map(str, value)) if isinstance(value, list) else str(value)
    if not text.isprintable() or not text.isascii():
        raise ValueError(f"a header contains {text!r}")
    return text.strip()
