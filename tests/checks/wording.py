"""Finds the words of a library in what a caller is told."""

import re

_PYDANTIC = re.compile(
    r"\b(Input|Value|String|List|Tuple|Set|Frozenset|Dictionary|Decimal|URL|Datetime|Date|Time|Iterable|Mapping|Keys|Number)"
    r" (input )?should\b|^Field required|Extra inputs|Unable to (extract|parse)|Assertion failed|^Value error|pydantic|Invalid JSON"
)


def of_the_library(message: str) -> bool:
    """True if pydantic wrote the message."""
    return _PYDANTIC.search(message) is not None
