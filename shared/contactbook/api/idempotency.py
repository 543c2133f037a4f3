"""Idempotency-Key on every POST: a repeated request gets the first answer again.

Each transaction of the request also marks the request's record (`storage/base/marks.py`), and a repeated run makes the same ids and
times as the first. So a run that died between its commit and its answer can be repeated: nothing changes twice, and the repetition
gives the lost answer.
"""

import hashlib
import json
import re
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import ApiGatewayResolver
from aws_lambda_powertools.event_handler.middlewares import NextMiddleware
from aws_lambda_powertools.event_handler.openapi.exceptions import RequestValidationError

from contactbook import clock
from contactbook.api.errors import of_request_validation, problem
from contactbook.api.identity import caller_in, claims_of, tenant_of
from contactbook.domain.audit.looks import shown_contacts
from contactbook.domain.base.errors import (
    ContactbookError,
    IdempotencyKeyReused,
    RequestInProgress,
    RuleBroken,
    StorageUnavailable,
    ValidationFailed,
)
from contactbook.domain.base.versions import with_fields
from contactbook.domain.links.masking import has_personal_link
from contactbook.services.base import ids
from contactbook.services.base.stores import open_store
from contactbook.services.changes.looks import only_read, shown_so_far
from contactbook.services.changes.replays import require_visible, touched_unnamed
from contactbook.storage.base.marks import marking
from contactbook.storage.base.requests import KeptRequest, RunningRequest

_HEADER = "idempotency-key"
_KEY = re.compile(r"[ -~]{1,255}")
_ABOUT = re.compile(r"/v1/contacts/(con_[0-9A-Z]{26})/")
# Seconds after which a request without an answer counts as dead; longer than the timeout of any HTTP function.
_LEASE = 40
_KEPT_HEADERS = ("Location", "ETag")
# The context key of the time that routes use.
BEGAN_AT = "contactbook_began_at"


def answer_once(app: ApiGatewayResolver, next_middleware: NextMiddleware) -> Response:  # type: ignore[type-arg]  # Powertools' Response takes a body of any type.
    """Middleware: run a request with an Idempotency-Key once and keep its answer for 24 hours.

    Raises IdempotencyKeyReused for the same key with another body, RequestInProgress while the first request runs. A refused
    request changed nothing, so its key is free again.
    """
    event = app.current_event
    key = event.headers.get(_HEADER)
    if event.http_method.upper() != "POST" or key is None or not _has_identity(event.raw_event):
        return next_middleware(app)
    if not _KEY.fullmatch(key):
        raise ValidationFailed.of(
            "/Idempotency-Key", "invalid", "`Idempotency-Key` must be 1 to 255 printable ASCII characters, such as a UUID."
        )
    now = clock.now()
    caller = caller_in(app.context, event.raw_event)
    store = open_store(tenant_of(claims_of(event.raw_event)))
    request_hash = _digest(caller.actor.type, caller.actor.id, event.path, key)
    asked = (str(event.raw_event.get("rawQueryString") or ""), str(event.headers.get("if-match")), event.body or "")
    body_hash = _digest(*asked)
    begun = store.requests.begin(request_hash, body_hash, now=now, lease=_LEASE)
    if isinstance(begun, KeptRequest):
        repeated = _repeated(begun, body_hash)
        # Whoever repeats the request may have other rights than at the first time (S8.3).
        require_visible(store, _json(repeated), begun.touched, by=caller)
        return repeated
    app.context[BEGAN_AT] = begun.kept.began_at
    return _run(app, next_middleware, begun, request_hash)


def _run(
    app: ApiGatewayResolver,
    next_middleware: NextMiddleware,
    running: RunningRequest,
    request_hash: str,
) -> Response:  # type: ignore[type-arg]  # Powertools' Response takes a body of any type.
    tenant_id, path = tenant_of(claims_of(app.current_event.raw_event)), app.current_event.path
    try:
        with marking(running.mark), ids.derived_from(request_hash + running.kept.began_at.isoformat()):
            response = next_middleware(app)
    except (ContactbookError, RequestValidationError) as error:
        refusal = of_request_validation(error) if isinstance(error, RequestValidationError) else error
        if isinstance(refusal, StorageUnavailable):
            _release(running)
        elif running.changed_something:
            # Part of the request is committed, so the same key must not repeat it: the refusal is kept as its answer.
            _keep(running, problem(refusal, path), tenant_id, path)
        else:
            running.forget()
        raise
    if has_personal_link(str(response.body)):
        # Nobody but the recipient holds the link (S2.50). A repetition makes the same one again.
        _release(running)
    else:
        _keep(running, response, tenant_id, path)
    return response


def _keep(running: RunningRequest, response: Response, tenant_id: str, path: str) -> None:  # type: ignore[type-arg]  # Powertools' Response takes a body of any type.
    try:
        contacts = dict.fromkeys([*_contacts_in(response.body, tenant_id, path), *only_read()])
        running.finish(_answered(running.kept, response), list(contacts))
    except StorageUnavailable:
        # The caller has its answer. A repetition makes the same answer again and changes nothing.
        return


def _contacts_in(body: object, tenant_id: str, path: str) -> list[str]:
    """Return the contacts whose values an answer may contain. An answer with only an id and a state contains none.

    An address or another part of the contact that the path names does not say whose it is.
    """
    if isinstance(body, dict) and set(body) <= {"contact_id", "state"}:
        return []
    about = _ABOUT.match(path)
    return [*shown_contacts(body, tenant_id), *([about[1]] if about else [])]


def _release(running: RunningRequest) -> None:
    try:
        running.release(now=clock.now())
    except StorageUnavailable:
        # The lease expires by itself.
        return


def _repeated(kept: KeptRequest, body_hash: str) -> Response[str]:
    if kept.body_hash != body_hash:
        raise IdempotencyKeyReused("This Idempotency-Key was used with another body. Use a new key.")
    if kept.status is None:
        raise RequestInProgress("The first request with this Idempotency-Key is still running. Wait, then repeat the request.")
    if kept.erased:
        raise RuleBroken(
            "The stored answer was erased because its contact has been anonymized or deleted. Send a new key.", code="anonymized"
        )
    return Response(
        status_code=kept.status,
        content_type=kept.content_type,
        body=kept.body,
        headers={**kept.headers, "Idempotency-Replayed": "true"},
    )


def _json(response: Response[str]) -> object:
    is_json = "json" in (response.content_type or "") and response.body
    return json.loads(str(response.body)) if is_json else None


def _answered(kept: KeptRequest, response: Response) -> KeptRequest:  # type: ignore[type-arg]  # Powertools' Response takes a body of any type.
    headers = {name: str(response.headers[name]) for name in _KEPT_HEADERS if name in response.headers}
    body = response.body if isinstance(response.body, str) else json.dumps(response.body, separators=(",", ":"))
    status = response.status_code or HTTPStatus.OK.value
    touched = touched_unnamed(response.body, shown_so_far())
    answer = {"status": status, "content_type": response.content_type, "headers": headers, "body": body, "touched": touched}
    return with_fields(kept, **answer)


def _has_identity(event: dict[str, Any]) -> bool:
    context = event.get("requestContext")
    return isinstance(context, dict) and bool(context.get("authorizer"))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
