"""The `/_local` routes: operations on the stack for developers and tests that the API does not offer."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qs, unquote

from infra.local.functions.running import FunctionError
from infra.local.gateway.cors import Cors, is_preflight
from infra.local.gateway.http_messages import Request, Response
from infra.local.pages.bodies import RefusedError, is_text, json_body, require_token_fields
from infra.local.pages.controlled_stack import ControlledStack
from infra.local.pages.outbox import Sent
from infra.local.pages.raw import raw_answer
from infra.local.template.json_values import Json
from infra.local.template.template import portal_origins

FEEDBACK_KINDS = ("delivery", "hard_bounce", "soft_bounce", "complaint", "not_spam", "sms_opted_out")
STATUS = re.compile(r"[245](\.\d{1,3}){2}")
CHANNELS = ("email", "sms", "print")
FIRST_YEAR, LAST_YEAR = 1971, 9000
DRAIN_WITHIN = 300.0
DRAIN_AT_MOST = 600.0
PAGE = Path(__file__).with_name("page.html")
PREFIX = "/_local"
TOKEN = "/_local/token"  # noqa: S105 - an address


@dataclass(frozen=True, slots=True)
class _Route:
    method: str
    pattern: re.Pattern[str]
    serve: Callable[..., Response]


class Control:
    """Answers requests under `/_local`."""

    def __init__(
        self,
        stack: ControlledStack,
        published: Callable[[str | None], list[dict[str, Json]]],
        deliveries: Callable[[str | None], list[dict[str, Json]]],
        find_sent: Callable[[str], Sent | None],
        guide: Callable[[], dict[str, Json]],
    ) -> None:
        """`published` and `deliveries` return what went to the bus and to webhooks, of a tenant or of all; `find_sent` a message by its id.

        `guide` returns the way through the demo.
        """
        self._published = published
        self._deliveries = deliveries
        self._stack = stack
        self._routes = [
            _Route("GET", re.compile(r"/_local/?"), self._page),
            _Route("GET", re.compile(r"/_local/health"), lambda _: Response.of_json(200, stack.health())),
            _Route("GET", re.compile(r"/_local/state"), lambda _: Response.of_json(200, stack.overview())),
            _Route("GET", re.compile(r"/_local/guide"), lambda _: Response.of_json(200, guide())),
            _Route("GET", re.compile(r"/_local/portal"), self._portal),
            _Route("POST", re.compile(TOKEN), self._token),
            _Route("POST", re.compile(r"/_local/reset"), self._reset),
            _Route("GET", re.compile(r"/_local/outbox"), self._outbox),
            _Route("GET", re.compile(r"/_local/outbox/(.+)/raw"), lambda _, one: raw_answer(find_sent(unquote(one)))),
            _Route("GET", re.compile(r"/_local/events"), self._events),
            _Route("GET", re.compile(r"/_local/webhooks"), self._webhooks),
            _Route("PUT", re.compile(r"/_local/clock"), self._set_clock),
            _Route("DELETE", re.compile(r"/_local/clock"), lambda _: self._clock(None)),
            _Route("POST", re.compile(r"/_local/schedules/([^/]+)/fire"), self._fire),
            _Route("POST", re.compile(r"/_local/drain"), self._drain),
            _Route("POST", re.compile(r"/_local/feedback"), self._feedback),
            _Route("POST", re.compile(r"/_local/inbound-sms"), self._inbound_text),
        ]

    def answer(self, request: Request) -> Response:
        """Return the response to one request. Portals of this machine may ask for a token from another origin."""
        if request.path != TOKEN:
            return self._answer(request)
        cors = Cors(tuple(portal_origins()), ("POST",), ("Content-Type",))
        return cors.preflight(request) if is_preflight(request) else cors.shared(request, self._answer(request))

    def _answer(self, request: Request) -> Response:
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
            return Response.problem(404, "not_found", "The local stack has no such route.", request.path)
        answer = Response.problem(405, "method_not_allowed", f"This route supports {', '.join(sorted(allowed))}.", request.path)
        answer.headers.append(("allow", ", ".join(sorted(allowed))))
        return answer

    def _page(self, _: Request) -> Response:
        return Response(200, [("content-type", "text/html; charset=utf-8")], PAGE.read_bytes())

    def _portal(self, request: Request) -> Response:
        if self._stack.portal_url is None:
            return Response.problem(404, "not_found", "This stack serves no portal.", request.path)
        return Response(307, [("location", f"{self._stack.portal_url}/")])

    def _token(self, request: Request) -> Response:
        body = json_body(request)
        require_token_fields(body)
        return Response.of_json(200, self._stack.token(**body))

    def _reset(self, request: Request) -> Response:
        with_content = json_body(request).get("demo", False)
        if not isinstance(with_content, bool):
            raise RefusedError(422, "validation_failed", "`demo` must be true or false.")
        try:
            self._stack.reset(with_content=with_content)
        except TimeoutError as error:
            raise RefusedError(409, "functions_running", str(error)) from error
        return Response.of_json(200, {"reset": True})

    def _outbox(self, request: Request) -> Response:
        query = parse_qs(request.target.partition("?")[2])
        channel = query.get("channel", [None])[0]
        if channel is not None and channel not in CHANNELS:
            raise RefusedError(422, "validation_failed", f"`channel` must be one of {', '.join(CHANNELS)}.")
        return Response.of_json(200, {"items": self._stack.sent(channel)})

    def _events(self, request: Request) -> Response:
        return Response.of_json(200, {"items": self._published(_tenant_in(request))})

    def _webhooks(self, request: Request) -> Response:
        return Response.of_json(200, {"items": self._deliveries(_tenant_in(request))})

    def _set_clock(self, request: Request) -> Response:
        try:
            instant = datetime.fromisoformat(str(json_body(request).get("now")))
        except ValueError:
            instant = datetime.min  # noqa: DTZ901 - refused below
        # At the ends of the calendar, adding a day would overflow.
        if instant.tzinfo is None or not FIRST_YEAR <= instant.year <= LAST_YEAR:
            raise RefusedError(422, "validation_failed", "`now` must be a time with an offset, such as 2030-01-31T09:00:00Z.")
        return self._clock(instant)

    def _clock(self, instant: datetime | None) -> Response:
        return Response.of_json(200, {"now": self._stack.set_clock(instant)})

    def _fire(self, _: Request, name: str) -> Response:
        try:
            fired = self._stack.fire(unquote(name, errors="replace"))
        except FunctionError as error:
            raise RefusedError(500, "function_failed", str(error)) from error
        if fired is None:
            raise RefusedError(404, "not_found", "The template has no schedule with this name.")
        return Response.of_json(202, fired)

    def _drain(self, request: Request) -> Response:
        within = json_body(request).get("within", DRAIN_WITHIN)
        if not isinstance(within, int | float) or isinstance(within, bool) or not 0 < within <= DRAIN_AT_MOST:
            raise RefusedError(422, "validation_failed", f"`within` must be a number of seconds up to {DRAIN_AT_MOST:.0f}.")
        return Response.of_json(200, self._stack.drain(float(within)))

    def _feedback(self, request: Request) -> Response:
        body = json_body(request)
        message_id, kind, status = body.get("message_id"), body.get("type"), body.get("status")
        if kind not in FEEDBACK_KINDS or not isinstance(message_id, str):
            raise RefusedError(
                422, "validation_failed", f"`message_id` must be a text, and `type` one of {', '.join(FEEDBACK_KINDS)}."
            )
        if status is not None and not (isinstance(status, str) and STATUS.fullmatch(status)):
            raise RefusedError(422, "validation_failed", "`status` must be a status code, such as 5.4.4.")
        try:
            known = self._stack.feed_back(message_id, kind, status)
        except FunctionError as error:
            raise RefusedError(500, "function_failed", str(error)) from error
        if not known:
            channel = "text message" if kind == "sms_opted_out" else "email"
            raise RefusedError(404, "not_found", f"No {channel} has this `message_id`.")
        return Response.of_json(200, {"message_id": message_id, "type": kind})

    def _inbound_text(self, request: Request) -> Response:
        body = json_body(request)
        sender, to, text = body.get("from"), body.get("to"), body.get("text")
        if not (is_text(sender) and is_text(to) and isinstance(text, str)) or set(body) - {"from", "to", "text"}:
            raise RefusedError(422, "validation_failed", "`from`, `to` and `text` must be texts.")
        try:
            self._stack.receive_text(str(sender), str(to), text)
        except FunctionError as error:
            raise RefusedError(500, "function_failed", str(error)) from error
        return Response.of_json(200, {"from": sender, "to": to, "text": text})


def _tenant_in(request: Request) -> str | None:
    return parse_qs(request.target.partition("?")[2]).get("tenant_id", [None])[0]
