"""Reading a JSON body so that two readers cannot understand it differently.

Duplicate keys, NaN, infinities, numbers beyond reason, lone surrogates and very deep nesting are refused: where a consent is at
stake, the last of two values must not quietly win.
"""

import json
import math
import re
from typing import NoReturn

from contactbook.domain.base.errors import MalformedBody, ValidationFailed

DEEPEST = 64
_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")


def read_json_object(raw: str) -> dict[str, object]:
    """The object that the body holds. Raises MalformedBody, or ValidationFailed where it is JSON but no object."""
    _refuse_deep(raw)
    try:
        parsed = json.loads(raw, object_pairs_hook=_without_duplicates, parse_constant=_refuse_constant, parse_float=_finite)
        if _SURROGATE_ESCAPE.search(raw):
            json.dumps(parsed, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise MalformedBody("The body is not acceptable JSON.") from error
    if not isinstance(parsed, dict):
        raise ValidationFailed.of("", "not_an_object", "The body must be a JSON object.")
    return parsed


def _refuse_deep(raw: str) -> None:
    depth = deepest = 0
    for bracket in re.findall(r'"(?:[^"\\]|\\.)*"|[\[{\]}]', raw):
        if bracket in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif bracket in "]}":
            depth -= 1
    if deepest > DEEPEST:
        raise MalformedBody(f"The body is nested deeper than {DEEPEST} levels.")


def _without_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise MalformedBody("The body names a field twice.")
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise MalformedBody(f"{name} is not JSON.")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise MalformedBody("A number is too large.")
    return value
