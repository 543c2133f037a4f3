"""Emulates the event bus: keeps what the functions publish, so that developers see it. Nothing else reads it here."""

import json
import threading
import uuid
from collections import deque

from infra.local.gateway.http_messages import Request, Response
from infra.local.template.json_values import Json

BUS_PATH = "/_local/aws/events"
_MOST_KEPT = 1000


class EventBus:
    """The newest events since the stack started or was reset."""

    def __init__(self) -> None:
        self._events: deque[dict[str, Json]] = deque(maxlen=_MOST_KEPT)
        self._lock = threading.Lock()

    def answer(self, request: Request) -> Response:
        """Return the response to a call of `PutEvents`."""
        try:
            if not (request.header("x-amz-target") or "").endswith(".PutEvents"):
                return _error("UnknownOperationException", "The local stack does not support this operation.")
            details = [json.loads(entry["Detail"]) for entry in json.loads(request.body)["Entries"]]
        except (ValueError, KeyError, TypeError) as error:
            return _error("ValidationException", f"{type(error).__name__}: {error}")
        with self._lock:
            self._events.extend(details)
        entries = [{"EventId": str(uuid.uuid4())} for _ in details]
        return Response.of_json(200, {"FailedEntryCount": 0, "Entries": entries}, "application/x-amz-json-1.1")

    def page(self, tenant_id: str | None = None) -> list[dict[str, Json]]:
        """Return the events, newest first, of one tenant or of all."""
        with self._lock:
            return [event for event in reversed(self._events) if tenant_id in (None, event.get("tenant_id"))]

    def clear(self) -> None:
        """Forget every event."""
        with self._lock:
            self._events.clear()


def _error(code: str, message: str) -> Response:
    return Response.of_json(400, {"__type": code, "message": message}, "application/x-amz-json-1.1")
