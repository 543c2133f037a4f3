"""The shared parts of the OpenAPI document: token, headers, and the shape of a problem."""

from http import HTTPStatus
from typing import Any

from contactbook.api.errors import PROBLEM_JSON, VALUE_CODES
from contactbook.api.openapi.parameters import PARAMETERS

Json = dict[str, Any]

INTRODUCTION = """\
Contactbook keeps the contact information of a tenant's customers, decides who may be contacted, and contacts them.

- **Token**: `Authorization: Bearer <JWT>`. Each route names the scope that it needs.
- **Errors** are `application/problem+json` (RFC 9457); programs branch on `code`. A method that a path does not support
  answers 405 with `Allow`. A record that the caller may not see answers 404, like one that does not exist.
- **Versions**: answers carry `ETag`; `If-Match` makes a change conditional and answers 412 when it is stale.
- **Caches**: a GET whose answer has an `ETag` accepts `If-None-Match` and answers 304 without a body while the record has that
  version. Labels and names that an answer adds from the settings and from lists do not change the version: after you change those, read
  without `If-None-Match`. Answers with counts, progress or signed addresses are always sent.
- **Retries**: every POST accepts `Idempotency-Key`; a repeated request gets the first answer again, with `Idempotency-Replayed: true`.
- **Pages**: `limit` and `cursor`; `next_cursor` is null on the last page.
- **PATCH** is a merge-patch (RFC 7396): null removes.
"""

TAGS = {
    "Contacts": "Persons and companies: create, find, read, change, delete.",
    "Addresses": "Typed postal addresses: one active of each type, one primary.",
    "Accounts": "Accounts receivable with their own contact information and transactions.",
    "Consent": "Consent states, forms and history.",
    "Preferences": "Direct and affiliate marketing permissions, with who changed them and when.",
    "KYC": "KYC profiles: assign, verify, refute, change, and expiries.",
    "Lists": "Lists of contacts and their members.",
    "Segments": "Contacts by criteria.",
    "Suppression lists": "Contacts and addresses that must not be contacted.",
    "Imports": "Contacts from CSV and XLSX files.",
    "Settings": "The tenant's settings, section by section.",
    "Me": "Who a token is, and what is open to it.",
    "Tenants": "Tenants, and the daily sync of a tenant group.",
    "Links": "Pages behind signed links. They need no token.",
}

PROBLEM: Json = {
    "type": "object",
    "title": "Problem",
    "description": "What went wrong (RFC 9457). `code` is for programs, `detail` for people.",
    "required": ["type", "title", "status", "detail", "instance", "code", "errors"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string", "description": "The path of the request."},
        "code": {"type": "string"},
        "errors": {"type": "array", "items": {"$ref": "#/components/schemas/FieldProblem"}},
        "conflicts": {
            "type": "array",
            "description": "With `duplicate_contact`: each uniqueness group that matches another contact.",
            "items": {
                "type": "object",
                "required": ["fields"],
                "properties": {
                    "fields": {"type": "array", "items": {"type": "string"}},
                    "contact_id": {"type": "string", "description": "Only if the caller may see that contact."},
                },
            },
        },
        "merged_into": {"type": "string", "description": "With `merged`: the contact that it was merged into."},
        "more_contactable": {
            "type": "integer",
            "description": "With `acknowledgement_needed`: the contacts that could be contacted after the change and not before.",
        },
        "more": {"type": "boolean", "description": "With `acknowledgement_needed`: there are contacts that were not looked at."},
    },
}
FIELD_PROBLEM: Json = {
    "type": "object",
    "title": "FieldProblem",
    "required": ["field", "code", "message"],
    "properties": {
        "field": {"type": "string", "description": "A JSON Pointer (RFC 6901) into the body, such as `/emails/0/address`."},
        "code": {"type": "string", "description": f"Of a value: {', '.join(VALUE_CODES)}. A rule has its own."},
        "message": {"type": "string"},
    },
}

# Status: the component's name, what it means, the code and detail of its example, and the example's field errors.
_PROBLEMS: dict[int, tuple[str, str, str, str, list[Json]]] = {
    400: ("MalformedBody", "The body is not JSON, or is ambiguous JSON.", "malformed_body", "The body is not valid JSON.", []),
    401: ("Unauthorized", "The request has no valid token.", "unauthorized", "The request needs a valid token.", []),
    403: ("MissingScope", "The token lacks the scope.", "missing_scope", "The request needs the scope contacts:read.", []),
    404: ("NotFound", "There is no such record, or the caller may not see it.", "not_found", "There is no such contact.", []),
    405: (
        "MethodNotAllowed",
        "The path does not support the method.",
        "method_not_allowed",
        "This route does not support the method.",
        [],
    ),
    409: (
        "RuleBroken",
        "A rule refuses the change, or other requests changed the same record; `code` says which.",
        "duplicate_contact",
        "Another contact has these values, which are unique; see `errors`. Send other values, or change that contact.",
        [{"field": "/identifiers/social_security_number", "code": "not_unique", "message": "Another contact has this value."}],
    ),
    410: ("Merged", "The contact was merged into another one.", "merged", "This contact was merged into another one.", []),
    412: (
        "VersionMismatch",
        "`If-Match` is stale.",
        "version_mismatch",
        "The record has changed since you read it. Read it again and send its current ETag.",
        [],
    ),
    413: (
        "BodyTooLarge",
        "The body is too large.",
        "body_too_large",
        "The body has 1,200,000 bytes. Send 1,000,000 at most.",
        [],
    ),
    415: ("UnsupportedMediaType", "The body is not JSON.", "unsupported_media_type", "The body must be `application/json`.", []),
    422: (
        "ValidationFailed",
        "The request has invalid values; `errors` names each of them.",
        "validation_failed",
        "The contact has invalid fields; see `errors`.",
        [{"field": "/emails/0/address", "code": "invalid_email", "message": "The value is not a valid email address."}],
    ),
    429: (
        "Throttled",
        "More requests than allowed: `tenant_busy` says that the tenant has used its share of the next seconds.",
        "tenant_busy",
        "The tenant has used its share of requests. Wait as long as `Retry-After` says, then repeat the request.",
        [],
    ),
    503: (
        "StorageUnavailable",
        "The database does not answer.",
        "storage_unavailable",
        "The database did not answer. Retry later.",
        [],
    ),
}

HEADERS: dict[str, Json] = {
    "ETag": {"$ref": "#/components/headers/ETag"},
    "Idempotency-Replayed": {"$ref": "#/components/headers/IdempotencyReplayed"},
    "Location": {"$ref": "#/components/headers/Location"},
}


def _problem_response(status: int) -> Json:
    _, meaning, code, detail, errors = _PROBLEMS[status]
    example = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": "/v1/contacts",
        "code": code,
        "errors": errors,
    }
    response: Json = {
        "description": meaning,
        "content": {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}},
    }
    if status in (429, 503):
        response["headers"] = {"Retry-After": {"$ref": "#/components/headers/RetryAfter"}}
    if status == 405:
        response["headers"] = {"Allow": {"schema": {"type": "string"}, "description": "The methods that the path supports."}}
    return response


COMPONENTS: Json = {
    "schemas": {"Problem": PROBLEM, "FieldProblem": FIELD_PROBLEM},
    "responses": {
        **{name: _problem_response(status) for status, (name, *_) in _PROBLEMS.items()},
        "NotModified": {
            "description": "The record still has the version in `If-None-Match`. The answer has no body.",
            "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
        },
    },
    "parameters": PARAMETERS,
    "headers": {
        "ETag": {"description": "The record's version, in quotes.", "schema": {"type": "string"}, "example": '"1"'},
        "Location": {
            "description": "The address of the created record.",
            "schema": {"type": "string"},
            "example": "/v1/contacts/con_01J",
        },
        "IdempotencyReplayed": {
            "description": "`true` where the answer is that of an earlier request with the same `Idempotency-Key`.",
            "schema": {"type": "string", "enum": ["true"]},
            "example": "true",
        },
        "RetryAfter": {"description": "Seconds to wait.", "schema": {"type": "integer"}, "example": 2},
    },
    "securitySchemes": {
        "bearer": {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "JWT",
            "description": "The token of a user of the tenant, or of a portal customer.",
        }
    },
}


def problems_of(method: str, path: str, *, has_body: bool, is_secured: bool, has_version: bool) -> Json:
    """Return the problems that an operation can answer, as references to the components."""
    statuses = [422, 429, 503]
    if is_secured:
        statuses += [401, 403]
    # Also for a path without an id: the tenant itself may be unknown.
    statuses.append(404)
    if has_body:
        statuses += [400, 413, 415]
    # Also for reading a contact: the data of an anonymized one is erased.
    if method != "get" or "{contact_id}" in path:
        statuses.append(409)
    if "{contact_id}" in path or "{account_id}" in path:
        statuses.append(410)
    if has_version:
        statuses.append(412)
    return {str(status): {"$ref": f"#/components/responses/{_PROBLEMS[status][0]}"} for status in sorted(statuses)}


def pages_of() -> Json:
    """Return the answers of a page behind a signed link: HTML, or the file that it links to."""
    page: Json = {"text/html": {"schema": {"type": "string"}}}
    meanings = {
        "200": "The page.",
        "302": "A redirect to the file.",
        "400": "The form cannot be read.",
        "404": "The link is not valid.",
        "409": "The contact is closed.",
        "410": "The link has expired.",
        "413": "The form is too large.",
        "415": "The body is not a form.",
        "422": "The form is incomplete.",
        "429": "Too many requests.",
        "503": "The database does not answer.",
    }
    answers: Json = {status: {"description": meaning, "content": {**page}} for status, meaning in meanings.items()}
    answers["200"]["content"] |= {"application/json": {"schema": {}}, "text/plain": {"schema": {}}}
    answers["302"]["content"] |= {"text/plain": {"schema": {}}}
    for status in ("400", "413", "415", "429", "503"):
        answers[status]["content"] |= {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return answers
