"""The `/_local` routes: what a developer and a test do to the stack that no caller of the API can."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qs, unquote

from infra.local.gateway.http_messages import Request, Response
from infra.local.stack.functions import FunctionError
from infra.local.stack.json_values import Json

SCOPES = (
    "contacts:read contacts:write contacts:merge contacts:anonymize contacts:export accounts:write lists:write "
    "opportunities:write communications:send kyc:verify settings:read settings:write audit:read imports:write "
    "tenants:admin tenant-group:sync"
)
"""Every scope there is; a token that names none gets them all."""
TENANT_ID = re.compile(r"[a-z0-9][a-z0-9-]{1,38}[a-z0-9]")
FEEDBACK_KINDS = ("delivery", "hard_bounce", "soft_bounce", "complaint")
CHANNELS = ("email", "sms", "print")
FIRST_YEAR, LAST_YEAR = 1971, 9000
DRAIN_WITHIN = 300.0
DRAIN_AT_MOST = 600.0
PAGE = Path(__file__).with_name("page.html")
PREFIX = "/_local"


class StackUnderControl(Protocol):
    """What the routes ask of the stack."""

    def health(self) -> dict[str, Json]:
        """Whether every function could be imported."""

    def overview(self) -> dict[str, Json]:
        """Queues, streams, running functions, imports, schedules and the clock."""

    def token(self, **claims: Json) -> dict[str, Json]:
        """A signed token."""

    def reset(self, *, with_content: bool) -> None:
        """Empty every store."""

    def sent(self, channel: str | None) -> list[dict[str, Json]]:
        """The outbox, newest first."""

    def set_clock(self, instant: datetime | None) -> str:
        """Move the clock, or back to real time; returns the time it shows."""

    def fire(self, name: str) -> dict[str, str] | None:
        """Fire a schedule; None when there is none of that name."""

    def drain(self, within: float) -> dict[str, Json]:
        """Wait until nothing waits."""

    def feed_back(self, message_id: str, kind: str) -> bool:
        """Tell SES's feedback; False when nothing was sent under that id."""


class RefusedError(Exception):
    """A request to `/_local` that cannot be served."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code


@dataclass(frozen=True, slots=True)
class _Route:
    method: str
    pattern: re.Pattern[str]
    serve: Callable[..., Response]


class Control:
    """Answers requests under `/_local`."""

    def __init__(self, stack: StackUnderControl) -> None:
        self._stack = stack
        self._routes = [
            _Route("GET", re.compile(r"/_local/?"), self._page),
            _Route("GET", re.compile(r"/_local/health"), lambda _: Response.of_json(200, stack.health())),
            _Route("GET", re.compile(r"/_local/state"), lambda _: Response.of_json(200, stack.overview())),
            _Route("POST", re.compile(r"/_local/token"), self._token),
            _Route("POST", re.compile(r"/_local/reset"), self._reset),
            _Route("GET", re.compile(r"/_local/outbox"), self._outbox),
            _Route("PUT", re.compile(r"/_local/clock"), self._set_clock),
            _Route("DELETE", re.compile(r"/_local/clock"), lambda _: self._clock(None)),
            _Route("POST", re.compile(r"/_local/schedules/([^/]+)/fire"), self._fire),
            _Route("POST", re.compile(r"/_local/drain"), self._drain),
            _Route("POST", re.compile(r"/_local/feedback"), self._feedback),
        ]

    def answer(self, request: Request) -> Response:
        """The answer to one request."""
        method = "GET" if request.method == "HEAD" else request.method
        matches = [(route, route.pattern.fullmatch(request.path)) for route in self._routes]
        allowed = {route.method for route, found in matches if found}
        for route, found in matches:
            if found and route.method == method:
                try:
                    return route.serve(request, *found.groups())
                except RefusedError as error:
                    return Response.problem(error.status, error.code, str(error), request.path)
        if not allowed:
            return Response.problem(404, "not_found", "the local stack has no such route", request.path)
        answer = Response.problem(405, "method_not_allowed", f"this route takes {', '.join(sorted(allowed))}", request.path)
        answer.headers.append(("allow", ", ".join(sorted(allowed))))
        return answer

    def _page(self, _: Request) -> Response:
        return Response(200, [("content-type", "text/html; charset=utf-8")], PAGE.read_bytes())

    def _token(self, request: Request) -> Response:
        body = _body(request)
        wanted: dict[str, Callable[[Any], bool]] = {
            "tenant_id": lambda value: isinstance(value, str) and bool(TENANT_ID.fullmatch(value)),
            "user_id": _is_text,
            "groups": _is_texts,
            "scope": lambda value: isinstance(value, str) or _is_texts(value),
            "super_user": lambda value: isinstance(value, bool),
            "contact_id": lambda value: value is None or _is_text(value),
            "privacy_clearance": lambda value: value is None or type(value) is int,
        }
        for name, value in body.items():
            if name not in wanted:
                raise RefusedError(422, "unknown_field", f"a token has no field {name!r}")
            if not wanted[name](value):
                raise RefusedError(422, "validation_failed", f"{name} cannot be {json.dumps(value)[:100]}")
        return Response.of_json(200, self._stack.token(**body))

    def _reset(self, request: Request) -> Response:
        with_content = _body(request).get("demo", False)
        if not isinstance(with_content, bool):
            raise RefusedError(422, "validation_failed", "demo is true or false")
        try:
            self._stack.reset(with_content=with_content)
        except TimeoutError as error:
            raise RefusedError(409, "functions_running", str(error)) from error
        return Response.of_json(200, {"reset": True})

    def _outbox(self, request: Request) -> Response:
        query = parse_qs(request.target.partition("?")[2])
        channel = query.get("channel", [None])[0]
        if channel is not None and channel not in CHANNELS:
            raise RefusedError(422, "validation_failed", f"channel is one of {', '.join(CHANNELS)}")
        return Response.of_json(200, {"items": self._stack.sent(channel)})

    def _set_clock(self, request: Request) -> Response:
        try:
            instant = datetime.fromisoformat(str(_body(request).get("now")))
        except ValueError:
            instant = datetime.min  # noqa: DTZ901 - refused below
        # Far ends would overflow as soon as somebody adds a day.
        if instant.tzinfo is None or not FIRST_YEAR <= instant.year <= LAST_YEAR:
            raise RefusedError(422, "validation_failed", "now is an instant with an offset, 2030-01-31T09:00:00Z")
        return self._clock(instant)

    def _clock(self, instant: datetime | None) -> Response:
        return Response.of_json(200, {"now": self._stack.set_clock(instant)})

    def _fire(self, _: Request, name: str) -> Response:
        try:
            fired = self._stack.fire(unquote(name, errors="replace"))
        except FunctionError as error:
            raise RefusedError(500, "function_failed", str(error)) from error
        if fired is None:
            raise RefusedError(404, "not_found", "the template has no schedule of that name")
        return Response.of_json(202, fired)

    def _drain(self, request: Request) -> Response:
        within = _body(request).get("within", DRAIN_WITHIN)
        if not isinstance(within, int | float) or isinstance(within, bool) or not 0 < within <= DRAIN_AT_MOST:
            raise RefusedError(422, "validation_failed", f"within is a number of seconds up to {DRAIN_AT_MOST:.0f}")
        return Response.of_json(200, self._stack.drain(float(within)))

    def _feedback(self, request: Request) -> Response:
        body = _body(request)
        message_id, kind = body.get("message_id"), body.get("type")
        if kind not in FEEDBACK_KINDS or not isinstance(message_id, str):
            raise RefusedError(422, "validation_failed", f"message_id is a text, type one of {', '.join(FEEDBACK_KINDS)}")
        try:
            known = self._stack.feed_back(message_id, kind)
        except FunctionError as error:
            raise RefusedError(500, "function_failed", str(error)) from error
        if not known:
            raise RefusedError(404, "not_found", "no email was sent under that message_id")
        return Response.of_json(200, {"message_id": message_id, "type": kind})


def _body(request: Request) -> dict[str, Json]:
    """The JSON object in the body; an empty body is an empty object."""
    if not request.body.strip():
        return {}
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise RefusedError(400, "malformed_body", "the body is not JSON") from error
    if not isinstance(body, dict):
        raise RefusedError(422, "validation_failed", "the body is not a JSON object")
    return body


def _is_text(value: Json) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 200 and value.isprintable()


def _is_texts(value: Json) -> bool:
    return isinstance(value, list) and all(_is_text(one) for one in value)
