"""The two places where this package stands between the code and AWS.

Above: `BaseClient._make_api_call`, which boto3's clients and PynamoDB's connection both use, once for each call.
Below: `Endpoint._do_get_response`, once for each sending, below botocore's own retries. Whatever answers there (moto, a
local server, AWS) stays unchanged. A short way may answer a call without botocore if no tap watches its sendings.
"""

import copy
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any, ClassVar
from unittest.mock import patch

from botocore.awsrequest import AWSResponse
from botocore.client import BaseClient
from botocore.endpoint import Endpoint

from tests.faults.calls import Answer, Call, Json

# The result of one sending for botocore: the answer, or an exception.
Attempt = tuple[tuple[AWSResponse, Answer] | None, Exception | None]

# The name of the worker that makes the calls; empty outside a race.
worker_name: ContextVar[str] = ContextVar("worker_name", default="")
_current: ContextVar[Call | None] = ContextVar("current_call", default=None)


class Tap:
    """A layer between the code and AWS. Taps with a lower `place` are nearer to the code."""

    place: ClassVar[int] = 0

    def call(self, call: Call, proceed: Callable[[Json], Answer]) -> Answer:
        """Handle one call, however often it is sent."""
        return proceed(call.params)

    def watches(self, call: Call) -> bool:
        """True if `attempt` must see how this call is sent. Nothing is sent where a short way answers."""
        return type(self).attempt is not Tap.attempt

    def attempt(self, call: Call, wire: "Wire", proceed: Callable[[], Attempt]) -> Attempt:
        """Handle one sending of the call."""
        return proceed()


# Answers a call without botocore, or returns None where only the usual way can answer.
ShortWay = Callable[[BaseClient, str, Json], Answer | None]

_taps: list[Tap] = []
_short_ways: list[ShortWay] = []


@contextmanager
def tapped(tap: Tap) -> Iterator[None]:
    """Let this tap see every AWS call of this process while the context lasts."""
    if not _taps:
        for place in _places:
            place.start()
    _taps.append(tap)
    _taps.sort(key=lambda each: each.place)
    try:
        yield
    finally:
        _taps.remove(tap)
        if not _taps:
            for place in _places:
                place.stop()


@contextmanager
def short_way(way: ShortWay) -> Iterator[None]:
    """Let this way answer the calls whose sendings no tap watches: only botocore's own way has sendings."""
    _short_ways.append(way)
    try:
        yield
    finally:
        _short_ways.remove(way)


def untapped(client: Any) -> Any:
    """Return the client, whose calls no tap sees from now on: they are the test's own, and not those of the product."""
    client._make_api_call = partial(_make_api_call, client)
    return client


@dataclass(frozen=True)
class Wire:
    """One sending. A tap can answer it instead of the service."""

    endpoint: Endpoint
    request: Any
    operation: Any
    context: Any

    def answer(self, status: int, headers: dict[str, str], body: bytes) -> Attempt:
        """Return what botocore's own parsers make of this answer."""
        response: Any = AWSResponse(self.request.url, status, headers, _Body(body))  # type: ignore[arg-type]  # botocore's stubs want their own type
        # A copy of the endpoint whose `before-send` answers. Botocore does everything after that.
        answering: Any = copy.copy(self.endpoint)
        answering._event_emitter = _Answering(answering._event_emitter, response)
        result: Attempt = _do_get_response(answering, self.request, self.operation, self.context)
        return result

    @property
    def protocol(self) -> str:
        """Return the service's format: `json`, `rest-json`, `query` or `rest-xml`."""
        return str(self.operation.service_model.resolved_protocol)


class _Body(io.BytesIO):
    def stream(self, **_: object) -> Iterator[bytes]:
        yield self.read()


class _Answering:
    def __init__(self, emitter: Any, response: AWSResponse) -> None:
        self._emitter, self._response = emitter, response

    def emit(self, event_name: str, **kwargs: object) -> object:
        if event_name.startswith("before-send."):
            return [(None, self._response)]
        return self._emitter.emit(event_name, **kwargs)


_make_api_call: Any = BaseClient._make_api_call  # type: ignore[attr-defined]  # a private method of botocore
_do_get_response: Any = Endpoint._do_get_response  # type: ignore[attr-defined]  # a private method of botocore


@wraps(_make_api_call)
def _tapped_call(client: BaseClient, operation_name: str, api_params: Json) -> Answer:
    call = Call(
        client.meta.service_model.service_name,
        operation_name,
        api_params,
        worker=worker_name.get(),
        client=client,
    )
    proceed: Callable[[Json], Answer] = partial(_answered, call)
    for tap in reversed(_taps):
        proceed = _through(tap, call, proceed)
    current = _current.set(call)
    try:
        return proceed(api_params)
    finally:
        _current.reset(current)


def _answered(call: Call, params: Json) -> Answer:
    if not any(tap.watches(call) for tap in _taps):
        for way in _short_ways:
            if (short := way(call.client, call.operation, params)) is not None:
                call.attempts += 1
                return short
    answer: Answer = _make_api_call(call.client, call.operation, params)
    return answer


def _through(tap: Tap, call: Call, proceed: Callable[[Json], Answer]) -> Callable[[Json], Answer]:
    # Only the tap next to AWS may send other parameters than those of the call.
    return lambda _: tap.call(call, proceed)


@wraps(_do_get_response)
def _tapped_attempt(endpoint: Endpoint, request: Any, operation_model: Any, context: Any) -> Attempt:
    proceed: Callable[[], Attempt] = partial(_do_get_response, endpoint, request, operation_model, context)
    call = _current.get()
    if call is None:
        return proceed()
    call.attempts += 1
    wire = Wire(endpoint, request, operation_model, context)
    for tap in reversed(_taps):
        proceed = partial(tap.attempt, call, wire, proceed)
    return proceed()


_places = (
    patch.object(BaseClient, "_make_api_call", _tapped_call),
    patch.object(Endpoint, "_do_get_response", _tapped_attempt),
)
