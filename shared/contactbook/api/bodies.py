"""Reading request bodies: size, encoding, content type, and strict JSON.

Duplicate keys, NaN, infinities, too large numbers, lone surrogates and very deep nesting are refused. A consent may be at stake, and
two parsers must not read the same body differently.
"""

import base64
import binascii
import json
import math
import re
from collections.abc import Mapping
from typing import Any, NoReturn

from contactbook.domain.base.errors import BodyTooLarge, MalformedBody, UnsupportedMediaType, ValidationFailed

DEEPEST = 64
LARGEST_BODY = 1_000_000
JSON = "application/json"
_JSON_TYPES = (JSON, "application/merge-patch+json")
# A string, whole or cut off by the end of the body, or a bracket. Possessive, so that no string is scanned twice: a body of a
# megabyte of escaped quotes is read in one pass.
_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[{\]}]', re.DOTALL)
_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")


def read_json_object(raw: str) -> dict[str, object]:
    """Return the JSON object in the body. Raises MalformedBody, or ValidationFailed for JSON that is no object."""
    _refuse_deep(raw)
    try:
        parsed = json.loads(raw, object_pairs_hook=_without_duplicates, parse_constant=_refuse_constant, parse_float=_finite)
        if _SURROGATE_ESCAPE.search(raw):
            json.dumps(parsed, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        at = f" See line {error.lineno}, column {error.colno}." if isinstance(error, json.JSONDecodeError) else ""
        raise MalformedBody(f"The body is not valid JSON.{at}") from error
    if not isinstance(parsed, dict):
        raise ValidationFailed.of("", "not_an_object", "The body must be a JSON object.")
    return parsed


def _refuse_deep(raw: str) -> None:
    if raw.count("[") + raw.count("{") <= DEEPEST:
        return
    depth = deepest = 0
    for found in _STRING_OR_BRACKET.finditer(raw):
        bracket = found[0]
        if bracket in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif bracket in "]}":
            depth -= 1
    if deepest > DEEPEST:
        raise MalformedBody(f"The body is nested {deepest} levels deep. Send {DEEPEST} at most.")


def _without_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise MalformedBody("The body contains a field twice.")
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise MalformedBody(f"JSON has no `{name}`. Send a finite number, or null.")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise MalformedBody("The body contains a number that is too large.")
    return value


def accepted_event(event: dict[str, Any], largest_body: int, *, forms: bool) -> dict[str, Any]:
    """Return the event with its body as text. With `forms`, bodies of HTML forms are accepted as well.

    Raises BodyTooLarge, UnsupportedMediaType, MalformedBody.
    """
    body = event.get("body")
    if not body:
        return event
    text = _text(event, body)
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > largest_body:
        raise BodyTooLarge(f"The body has {size:,} bytes. Send {largest_body:,} at most.")
    headers: Mapping[str, str] = event.get("headers") or {}
    content_type = next((value for name, value in headers.items() if name.lower() == "content-type"), "")
    media_type = content_type.partition(";")[0].strip().lower()
    if forms and media_type == "application/x-www-form-urlencoded":
        return {**event, "body": text, "isBase64Encoded": False}
    if media_type not in _JSON_TYPES:
        raise UnsupportedMediaType("The body must be `application/json`.")
    # Powertools reads application/json only, and a merge-patch is JSON as well.
    kept = {name: value for name, value in headers.items() if name.lower() != "content-type"}
    return {**event, "body": text, "isBase64Encoded": False, "headers": {**kept, "content-type": JSON}}


def _text(event: Mapping[str, Any], body: str) -> str:
    try:
        if event.get("isBase64Encoded"):
            return base64.b64decode(body).decode("utf-8")
        body.encode("utf-8")
    except (UnicodeError, binascii.Error) as error:
        raise MalformedBody("The body must be UTF-8.") from error
    return body
