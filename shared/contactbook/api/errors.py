"""The table from business errors to HTTP statuses, and their problem+json bodies (RFC 9457)."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.exceptions import RequestValidationError

from contactbook.domain.base.errors import (
    AcknowledgementNeeded,
    BadCursor,
    BodyTooLarge,
    ConcurrentUpdate,
    ContactbookError,
    DuplicateContact,
    FieldError,
    IdempotencyKeyReused,
    MalformedBody,
    Merged,
    MissingScope,
    NotFound,
    RequestInProgress,
    RuleBroken,
    StorageUnavailable,
    Throttled,
    Unauthorized,
    UnsupportedMediaType,
    ValidationFailed,
    VersionMismatch,
)
from contactbook.domain.base.field_errors import field_errors

PROBLEM_JSON = "application/problem+json"
# Errors that an answer names. A body can have as many as it has fields, and an answer has a size.
_MOST_ERRORS = 100

# A refusal of these says in `errors` what it is about, if only the request as a whole.
NAMED = frozenset({HTTPStatus.CONFLICT, HTTPStatus.PRECONDITION_FAILED, HTTPStatus.UNPROCESSABLE_ENTITY})

STATUS: dict[type[ContactbookError], HTTPStatus] = {
    MalformedBody: HTTPStatus.BAD_REQUEST,
    Unauthorized: HTTPStatus.UNAUTHORIZED,
    MissingScope: HTTPStatus.FORBIDDEN,
    NotFound: HTTPStatus.NOT_FOUND,
    RuleBroken: HTTPStatus.CONFLICT,
    ConcurrentUpdate: HTTPStatus.CONFLICT,
    RequestInProgress: HTTPStatus.CONFLICT,
    Merged: HTTPStatus.GONE,
    VersionMismatch: HTTPStatus.PRECONDITION_FAILED,
    BodyTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    UnsupportedMediaType: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    ValidationFailed: HTTPStatus.UNPROCESSABLE_ENTITY,
    BadCursor: HTTPStatus.UNPROCESSABLE_ENTITY,
    IdempotencyKeyReused: HTTPStatus.UNPROCESSABLE_ENTITY,
    Throttled: HTTPStatus.TOO_MANY_REQUESTS,
    StorageUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
}


def status_of(error: ContactbookError) -> HTTPStatus:
    """Return the HTTP status of a business error: its own, or that of its nearest ancestor."""
    return next(STATUS[ancestor] for ancestor in type(error).__mro__ if ancestor in STATUS)


def problem(error: ContactbookError, instance: str) -> Response[str]:
    """Return the answer for a business error. `instance` is the path of the request."""
    status = status_of(error)
    errors = error.errors or ((FieldError(error.field, error.code, error.message),) if status in NAMED else ())
    body: dict[str, Any] = problem_body(status, error.code, error.message, instance, errors)
    headers: dict[str, str] = {}
    if isinstance(error, DuplicateContact):
        body["conflicts"] = [
            {"fields": conflict.fields} | ({"contact_id": conflict.contact_id} if conflict.contact_id else {})
            for conflict in error.conflicts
        ]
    if isinstance(error, Merged):
        body["merged_into"] = error.merged_into
    if isinstance(error, AcknowledgementNeeded):
        body |= {"more_contactable": error.more_contactable, "more": error.more}
    if isinstance(error, Throttled | StorageUnavailable):
        headers["Retry-After"] = str(error.retry_after)
    return answer(status, body, headers)


def answer(status: HTTPStatus, body: dict[str, Any], headers: dict[str, str] | None = None) -> Response[str]:
    """Return a problem+json answer."""
    return Response(status_code=status.value, content_type=PROBLEM_JSON, body=json.dumps(body), headers=dict(headers or {}))


def problem_body(status: HTTPStatus, code: str, detail: str, instance: str, errors: Sequence[FieldError] = ()) -> dict[str, Any]:
    """Return the members of a problem. A portal branches on `code`."""
    return {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": detail,
        "instance": instance,
        "code": code,
        "errors": [{"field": error.field, "code": error.code, "message": error.message} for error in errors[:_MOST_ERRORS]],
    }


def of_request_validation(error: RequestValidationError, sent: Mapping[str, Any] | None = None) -> ContactbookError:
    """Return pydantic's errors about a request as a business error. `sent` is its body, or None if that is not the reason."""
    found = error.errors()
    if any(one["loc"][:1] == ("path",) for one in found):
        return NotFound("There is no such record.")
    # The first step names the part of the request: body or query.
    errors = field_errors((one | {"loc": one["loc"][1:]} for one in found), sent)
    only_unknown = all(one.code == "unknown_field" for one in errors)
    return ValidationFailed(
        "The request has unknown fields; see `errors`." if only_unknown else "The request has invalid fields; see `errors`.",
        code="unknown_field" if only_unknown else None,
        errors=errors,
    )
