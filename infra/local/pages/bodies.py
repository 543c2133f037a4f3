"""The bodies of requests to `/_local`, and the refusal of invalid ones."""

import json
import re
from collections.abc import Callable
from typing import Any

from infra.local.gateway.http_messages import Request
from infra.local.template.json_values import Json

TENANT_ID = re.compile(r"[a-z0-9][a-z0-9-]{1,38}[a-z0-9]")


class RefusedError(Exception):
    """The request to `/_local` is refused."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code


def json_body(request: Request) -> dict[str, Json]:
    """Return the JSON object in the body. An empty body means an empty object."""
    if not request.body.strip():
        return {}
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise RefusedError(400, "malformed_body", "The body is not JSON.") from error
    if not isinstance(body, dict):
        raise RefusedError(422, "validation_failed", "The body must be a JSON object.")
    return body


def is_text(value: Json) -> bool:
    """True if the value is a printable text of 1 to 200 characters."""
    return isinstance(value, str) and 0 < len(value) <= 200 and value.isprintable()


def is_texts(value: Json) -> bool:
    """True if the value is a list of such texts."""
    return isinstance(value, list) and all(is_text(one) for one in value)


TOKEN_FIELDS: dict[str, Callable[[Any], bool]] = {
    "tenant_id": lambda value: isinstance(value, str) and bool(TENANT_ID.fullmatch(value)),
    "user_id": is_text,
    "groups": is_texts,
    "scope": lambda value: isinstance(value, str) or is_texts(value),
    "super_user": lambda value: isinstance(value, bool),
    "contact_id": lambda value: value is None or is_text(value),
    "privacy_clearance": lambda value: value is None or type(value) is int,
}


def require_token_fields(body: dict[str, Json]) -> None:
    """Raise RefusedError if a token cannot have one of these fields, or not this value."""
    for name, value in body.items():
        if name not in TOKEN_FIELDS:
            raise RefusedError(422, "unknown_field", f"A token has no field {name!r}.")
        if not TOKEN_FIELDS[name](value):
            raise RefusedError(422, "validation_failed", f"`{name}` cannot be {json.dumps(value)[:100]}.")
