"""Judges what a caller is told: sentences in our words, never a library's, that say what to do."""

import re
from collections.abc import Mapping
from typing import Any

_PYDANTIC = re.compile(
    r"\b(Input|Value|String|List|Tuple|Set|Frozenset|Dictionary|Decimal|URL|Datetime|Date|Time|Iterable|Mapping|Keys|Number)"
    r" (input )?should\b|^Field required|Extra inputs|Unable to (extract|parse)|Assertion failed|^Value error|pydantic|Invalid JSON"
)


# Codes of pydantic, and what it names in a place beside what was sent.
_LIBRARYS = frozenset({"value_error", "assertion_error", "literal_error", "extra_forbidden", "string_pattern_mismatch"}) | {
    f"{kind}_{what}"
    for kind in ("bool", "date", "datetime", "dict", "int", "list", "string", "tuple")
    for what in ("type", "parsing")
}
_LIBRARYS_STEP = re.compile(r"/(\[key\]|constrained-\w+|(function|tuple|lax|tagged)\b[^/]*)(/|$)")


def of_the_library(message: str) -> bool:
    """True if pydantic wrote the message."""
    return _PYDANTIC.search(message) is not None


_SENTENCE = re.compile(r"[A-Z`'#0-9/].*[.)]", re.DOTALL)
# The end of a sentence, or the sign before what to do.
_SECOND = re.compile(r"[.;:] ")
# Answers whose errors say what the request does wrongly.
_NAMED = (409, 412, 422)


def is_a_sentence(message: str) -> bool:
    """True if the message begins and ends as a sentence does, in our words."""
    return _SENTENCE.fullmatch(message) is not None and not of_the_library(message)


def says_a_way_out(message: str) -> bool:
    """True if the message says more than what is wrong: a second sentence or clause."""
    return _SECOND.search(message) is not None


def require_well_said(problem: Mapping[str, Any]) -> None:
    """Assert the form of a problem that an API answered: sentences of ours, and for a refusal what it is about and the way out."""
    errors = problem["errors"]
    assert is_a_sentence(problem["detail"]), problem
    assert [one for one in errors if not is_a_sentence(one["message"])] == [], problem
    assert [one for one in errors if one["field"] and not one["field"].startswith("/")] == [], problem
    assert [one for one in errors if one["code"] in _LIBRARYS or _LIBRARYS_STEP.search(one["field"])] == [], problem
    if problem["status"] in _NAMED:
        assert errors, problem
    if problem["status"] == 409:
        assert says_a_way_out(problem["detail"]), problem
