"""Idempotency-Key on every POST: a repeated request gets the first answer again."""

import hashlib
import json
from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import ApiGatewayResolver
from aws_lambda_powertools.event_handler.middlewares import NextMiddleware

from contactbook import clock
from contactbook.api.identity import caller_of, claims_of, tenant_of
from contactbook.domain.errors import (
    ContactbookError,
    IdempotencyKeyReused,
    RequestInProgress,
    StorageUnavailable,
    ValidationFailed,
)
from contactbook.services.stores import open_store
from contactbook.storage.requests import KeptRequest

_HEADER = "idempotency-key"
_LONGEST_KEY = 255
# Seconds after which a request that never answered is taken to have died; longer than any HTTP function may run.
_LEASE = 40
_KEPT_HEADERS = ("Location", "ETag")


def answer_once(app: ApiGatewayResolver, next_middleware: NextMiddleware) -> Response:  # type: ignore[type-arg]
    """Middleware: with an Idempotency-Key, run the route once and keep its answer for 24 hours.

    Raises IdempotencyKeyReused for the same key with another body, RequestInProgress while the first request runs. A request
    that was refused changed nothing: its key is free again.
    """
    event = app.current_event
    key = event.headers.get(_HEADER)
    if event.http_method.upper() != "POST" or not key or not _has_identity(event.raw_event):
        return next_middleware(app)
    if len(key) > _LONGEST_KEY or not key.isprintable():
        raise ValidationFailed.of("/Idempotency-Key", "invalid", "The key is 1 to 255 printable characters.")
    now = clock.now()
    caller = caller_of(event.raw_event)
    requests = open_store(tenant_of(claims_of(event.raw_event))).requests
    request_hash = _digest(caller.actor.type, caller.actor.id, event.path, key)
    begun = KeptRequest(body_hash=_digest(event.body or ""), running_until=int(now.timestamp()) + _LEASE)
    kept = requests.begin(request_hash, begun, now=now)
    if kept:
        return _repeated(kept, begun)
    try:
        response = next_middleware(app)
    except StorageUnavailable:
        # Whether the change was made is not known: the key stays taken until its lease ends.
        raise
    except ContactbookError:
        requests.forget(request_hash)
        raise
    requests.finish(request_hash, _answered(begun, response), now=now)
    return response


def _repeated(kept: KeptRequest, begun: KeptRequest) -> Response[str]:
    if kept.body_hash != begun.body_hash:
        raise IdempotencyKeyReused("This key was used with another body.")
    if kept.status is None:
        raise RequestInProgress("The first request with this key has not answered yet.")
    return Response(
        status_code=kept.status,
        content_type="application/json",
        body=kept.body,
        headers={**kept.headers, "Idempotency-Replayed": "true"},
    )


def _answered(begun: KeptRequest, response: Response) -> KeptRequest:  # type: ignore[type-arg]
    headers = {name: str(response.headers[name]) for name in _KEPT_HEADERS if name in response.headers}
    body = response.body if isinstance(response.body, str) else json.dumps(response.body)
    return begun.model_copy(update={"status": response.status_code or HTTPStatus.OK.value, "headers": headers, "body": body})


def _has_identity(event: dict[str, object]) -> bool:
    context = event.get("requestContext")
    return isinstance(context, dict) and bool(context.get("authorizer"))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
