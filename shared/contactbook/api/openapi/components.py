"""The shared parts of the OpenAPI document: introduction, tags, token and headers."""

from collections.abc import Mapping
from typing import Any

from contactbook.api.openapi.codes import field_meanings, table
from contactbook.api.openapi.parameters import PARAMETERS
from contactbook.api.openapi.problems import STANDARD, problem_schemas, standard_problem

Json = dict[str, Any]

_INTRODUCTION = """\
Contactbook keeps the contact information of a tenant's customers, decides who may be contacted, and contacts them.

- **Token**: `Authorization: Bearer <JWT>`. Each route names the scope that it needs.
- **Errors** are `application/problem+json` (RFC 9457); programs branch on `code`. A method that a path does not support
  answers 405 with `Allow`. A record that the caller may not see answers 404, like one that does not exist. Codes are added in later
  versions: treat one that you do not know by its status.
- **The gateway** in front refuses some requests itself, as `{"message": "…"}` in `application/json`: 401 without a valid token, 404 for a
  path that no route has, 413 for a body above 10 MB, 429 above the rate of the whole installation, 500 and 503 where no function answered.
- **Versions**: answers carry `ETag`; `If-Match` makes a change conditional and answers 412 when it is stale.
- **Caches**: a GET whose answer has an `ETag` accepts `If-None-Match` and answers 304 without a body while the record has that
  version. Labels and names that an answer adds from the settings and from lists do not change the version: after you change those, read
  without `If-None-Match`. Answers with counts, progress or signed addresses are always sent.
- **Retries**: every POST accepts `Idempotency-Key`; a repeated request gets the first answer again, with `Idempotency-Replayed: true`.
- **Pages**: `limit` and `cursor`; `next_cursor` is null on the last page.
- **PATCH** is a merge-patch (RFC 7396): null removes.
- **Later versions** of this document add operations, optional fields, fields of answers and values of answers; they break nothing.

# Codes of problems

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
    "Attachments": "Documents of a contact and of the tenant's library: announced, uploaded, downloaded.",
    "Bulk changes": "One change of many contacts, with a dry run and progress.",
    "Communications": "Single messages, the history, and the queue.",
    "Conversions": "When a contact became one, and from what.",
    "Data protection": "Audit, export of a person, and anonymization.",
    "Engagements": "What a contact has running with the tenant.",
    "Event communications": "Messages that follow events.",
    "Exports": "Many records as a file.",
    "Hygiene tasks": "Bulk changes by a schedule.",
    "Merges": "Likely duplicates, merge and undo.",
    "Name days": "Rules of name days, and runs of them.",
    "Notes": "Notes about a contact.",
    "Notification runs": "One message to an audience, with a decision about each contact.",
    "Notification schedules": "Runs by a schedule.",
    "Notification types": "What notifications are for, and which permission each asks.",
    "Opportunities": "What a contact might buy.",
    "Permissions": "What may be said to a contact, and because of what.",
    "Print batches": "Letters, set and ready to print.",
    "Relations": "How contacts stand to each other.",
    "Templates": "Texts for each channel, with merge tags.",
    "Webhooks": "The events that a tenant can be told of.",
    "Tenant group": "The daily sync of the contacts that several child accounts share.",
}

HEADERS: dict[str, Json] = {
    "ETag": {"$ref": "#/components/headers/ETag"},
    "Idempotency-Replayed": {"$ref": "#/components/headers/IdempotencyReplayed"},
    "Location": {"$ref": "#/components/headers/Location"},
}

# What a page behind a signed link answers, by status.
MEANINGS: Mapping[str, str] = {
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


def introduction() -> str:
    """Return the introduction of the document, with the table of codes."""
    problems = [f"| `{code}` | {one['status']} | {one['means']} |" for code, one in table()["problems"].items()]
    fields = [f"| `{code}` | {means} |" for code, means in field_meanings().items()]
    return "\n".join(
        [
            _INTRODUCTION,
            "| code | status | what it means |",
            "|---|---|---|",
            *problems,
            "",
            "# Codes of fields, rows and cells",
            "",
            "In `errors[].code`, and in the errors, changes and warnings of imports.",
            "",
            "| code | what it means |",
            "|---|---|",
            *fields,
            "",
        ]
    )


COMPONENTS: Json = {
    "schemas": problem_schemas(),
    "responses": {
        **{name: standard_problem(status) for status, (name, *_) in STANDARD.items()},
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
