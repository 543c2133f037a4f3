"""Problems in the OpenAPI document: their shape, their codes, and what the gateway in front answers itself."""

from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from contactbook.api.errors import NAMED, PROBLEM_JSON
from contactbook.api.openapi.codes import field_meanings, meaning_of, table

Json = dict[str, Any]

PROBLEM: Json = {
    "type": "object",
    "description": "What went wrong (RFC 9457). `code` is for programs, `detail` for people.",
    "required": ["type", "title", "status", "detail", "instance", "code", "errors"],
    "properties": {
        "type": {"type": "string", "description": "Always `about:blank`: `code` says what it is."},
        "title": {"type": "string", "description": "The name of the status, such as `Conflict`."},
        "status": {"type": "integer", "description": "The HTTP status."},
        "detail": {"type": "string", "description": "What is wrong and what to do, for people."},
        "instance": {"type": "string", "description": "The path of the request."},
        "code": {
            "description": "What is wrong, for programs. Later versions add codes.",
            "anyOf": [{"$ref": "#/components/schemas/ProblemCode"}, {"type": "string"}],
        },
        "errors": {
            "type": "array",
            "description": "What is wrong with single fields, 100 at most; empty where it is about no field.",
            "items": {"$ref": "#/components/schemas/FieldProblem"},
        },
        "conflicts": {
            "type": "array",
            "description": "With `duplicate_contact`: each uniqueness group that matches another contact.",
            "items": {"$ref": "#/components/schemas/ContactConflict"},
        },
        "merged_into": {"type": "string", "description": "With `merged`: the id of the contact that it was merged into."},
        "more_contactable": {
            "type": "integer",
            "description": "With `acknowledgement_needed`: the contacts that could be contacted after the change and not before.",
        },
        "more": {"type": "boolean", "description": "With `acknowledgement_needed`: there are contacts that were not looked at."},
    },
}
FIELD_PROBLEM: Json = {
    "type": "object",
    "description": "What is wrong with one field.",
    "required": ["field", "code", "message"],
    "properties": {
        "field": {"type": "string", "description": "A JSON Pointer (RFC 6901) into the body, such as `/emails/0/address`."},
        "code": {
            "description": "What is wrong, for programs. Later versions add codes.",
            "anyOf": [{"$ref": "#/components/schemas/FieldProblemCode"}, {"type": "string"}],
        },
        "message": {"type": "string", "description": "What is wrong and what to send instead, for people."},
    },
}
_CONFLICT: Json = {
    "type": "object",
    "description": "A uniqueness group whose values another contact has.",
    "required": ["fields"],
    "properties": {
        "fields": {
            "type": "array",
            "items": {"type": "string"},
            "description": "The fields of the group, by their dotted paths.",
        },
        "contact_id": {"type": "string", "description": "The id of that contact, only if the caller may see it."},
    },
}
_GATEWAY_MESSAGE: Json = {
    "type": "object",
    "description": "What the gateway in front refuses itself.",
    "required": ["message"],
    "properties": {"message": {"type": "string", "description": "What the gateway says, such as `Unauthorized`."}},
}

# By status: the name of the component, what the status means, the codes that many operations share, and the detail of the example.
STANDARD: Mapping[int, tuple[str, str, tuple[str, ...]]] = {
    400: ("MalformedBody", "The body is not JSON, or is ambiguous JSON.", ("malformed_body",)),
    401: ("Unauthorized", "The request has no valid token.", ("unauthorized",)),
    403: ("MissingScope", "The token lacks the scope.", ("missing_scope",)),
    404: ("NotFound", "There is no such record, or the caller may not see it.", ("not_found",)),
    409: (
        "RuleBroken",
        "A rule refuses the change, or other requests changed the same record; `code` says which.",
        ("concurrent_update", "record_too_large", "request_in_progress", "tenant_closing"),
    ),
    410: ("Merged", "The contact was merged into another one.", ("merged",)),
    412: ("VersionMismatch", "`If-Match` is stale.", ("version_mismatch",)),
    413: ("BodyTooLarge", "The body is too large.", ("body_too_large",)),
    415: ("UnsupportedMediaType", "The body is not JSON.", ("unsupported_media_type",)),
    422: (
        "ValidationFailed",
        "The request has invalid values; `errors` names each of them.",
        ("validation_failed", "unknown_field", "read_only", "bad_cursor", "idempotency_key_reused"),
    ),
    429: ("Throttled", "There were more requests than are allowed.", ("throttled", "tenant_busy")),
    503: ("StorageUnavailable", "The database does not answer.", ("storage_unavailable",)),
}
_EXAMPLES: Mapping[int, tuple[str, tuple[Json, ...]]] = {
    400: ("The body is not valid JSON.", ()),
    401: ("The request needs a valid token.", ()),
    403: ("The request needs the scope contacts:read.", ()),
    404: ("There is no such contact.", ()),
    409: (
        "The record was changed by other requests at the same time. Read it again, then repeat the request.",
        ({"field": "", "code": "concurrent_update", "message": "The record was changed by other requests at the same time."},),
    ),
    410: ("This contact was merged into another one.", ()),
    412: (
        "The record has changed since you read it. Read it again and send its current ETag.",
        ({"field": "/If-Match", "code": "version_mismatch", "message": "The record has changed since you read it."},),
    ),
    413: ("The body has 1,200,000 bytes. Send 1,000,000 at most.", ()),
    415: ("The body must be `application/json`.", ()),
    422: (
        "The contact has invalid fields; see `errors`.",
        ({"field": "/emails/0/address", "code": "invalid_email", "message": "The value is not a valid email address."},),
    ),
    429: ("The tenant has used its share of requests. Wait as long as `Retry-After` says, then repeat the request.", ()),
    503: ("The database did not answer. Retry later.", ()),
}
_OTHER_CODES = {429: "tenant_busy"}
# What the gateway answers itself with the same status.
_GATEWAY: Mapping[int, Json] = {
    status: {"application/json": {"schema": {"$ref": "#/components/schemas/GatewayMessage"}, "example": {"message": message}}}
    for status, message in {401: "Unauthorized", 413: "Request Entity Too Large", 429: "Too Many Requests"}.items()
}


def standard_problem(status: int) -> Json:
    """Return the answer of a status with the codes that many operations share."""
    codes = STANDARD[status][2]
    return problem_of(status, codes, example=example_problem(status, codes, "/v1/contacts"))


def example_problem(status: int, codes: Sequence[str], instance: str) -> Json:
    """Return a problem with one of the codes, as the path `instance` answers it: one that few operations have, if there is any."""
    shared = STANDARD[status][2]
    usual = _OTHER_CODES.get(status, shared[0])
    code = next((one for one in codes if one not in shared), usual if usual in codes else codes[0])
    detail, errors = _EXAMPLES[status]
    if code != usual:
        detail = meaning_of(code)
        errors = ({"field": "", "code": code, "message": detail},) if status in NAMED else ()
    title = HTTPStatus(status).phrase
    told = {"type": "about:blank", "title": title, "status": status, "detail": detail, "instance": instance, "code": code}
    return {**told, "errors": [*errors]}


def problem_of(status: int, codes: Iterable[str], fields: Sequence[str] = (), *, example: Json) -> Json:
    """Return the answer of a status with its codes, and those that `errors` may have beside the ones of any wrong value."""
    told = [f"- `{code}`: {meaning_of(code)}" for code in codes]
    if fields:
        told.append(f"- and in `errors[].code`, beside those of any wrong value: {', '.join(f'`{code}`' for code in fields)}.")
    problem = {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}}
    response: Json = {
        "description": "\n".join([STANDARD[status][1], "", *told]),
        "content": {**problem, **_GATEWAY.get(status, {})},
    }
    if status in (429, 503):
        response["headers"] = {"Retry-After": {"$ref": "#/components/headers/RetryAfter"}}
    return response


def problem_schemas() -> Json:
    """Return the schemas of problems and their codes."""
    problems, fields = list(table()["problems"]), list(field_meanings())
    return {
        "Problem": PROBLEM,
        "FieldProblem": FIELD_PROBLEM,
        "ContactConflict": _CONFLICT,
        "GatewayMessage": _GATEWAY_MESSAGE,
        "ProblemCode": {
            "type": "string",
            "enum": problems,
            "description": "The codes of problems. The introduction has a table of what each means.",
        },
        "FieldProblemCode": {
            "type": "string",
            "enum": fields,
            "description": "The codes of single fields. The introduction has a table of what each means.",
        },
    }
