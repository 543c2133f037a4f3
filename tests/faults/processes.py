"""Gives each worker of a race its own process, as far as Powertools can tell.

In Lambda a process answers one request at a time, so Powertools keeps the current request in its classes and in the
application. A race runs several requests in one process, so each worker gets its own copy of both. `ContextVar`s need
nothing: a worker runs in its own copy of the context.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from aws_lambda_powertools.event_handler.api_gateway import ApiGatewayResolver, BaseRouter

from tests.faults.taps import worker_name

_OF_THE_REQUEST = ("current_event", "lambda_context")


class _OwnContext:
    """Replaces an application's `context`: each worker's thread has its own dictionary."""

    def __init__(self) -> None:
        self._own = threading.local()

    def __get__(self, app: ApiGatewayResolver, owner: type | None = None) -> dict[str, Any]:
        shared: dict[str, Any] = vars(app)["context"]
        if not worker_name.get():
            return shared
        own: dict[str, Any] = vars(self._own).setdefault(str(id(app)), dict(shared))
        return own

    def __set__(self, app: ApiGatewayResolver, context: dict[str, Any]) -> None:
        vars(app)["context"] = context


class Processes:
    """What Powertools' classes hold for each worker while another one runs."""

    def __init__(self) -> None:
        self._requests: dict[str, dict[str, Any]] = {}

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Keep the workers of a race apart while the context lasts."""
        with patch.object(ApiGatewayResolver, "context", _OwnContext(), create=True):
            yield

    @contextmanager
    def of(self, worker: str) -> Iterator[None]:
        """Run the body as this worker's process."""
        outside = _taken()
        _put(self._requests.get(worker, {}))
        try:
            yield
        finally:
            self._requests[worker] = _taken()
            _put(outside)


def _taken() -> dict[str, Any]:
    return {name: vars(BaseRouter)[name] for name in _OF_THE_REQUEST if name in vars(BaseRouter)}


def _put(request: dict[str, Any]) -> None:
    for name in _OF_THE_REQUEST:
        if name in request:
            setattr(BaseRouter, name, request[name])
        elif name in vars(BaseRouter):
            delattr(BaseRouter, name)
