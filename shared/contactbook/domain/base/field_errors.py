"""Pydantic's errors as the field errors that a caller gets (S2.15)."""

from collections.abc import Iterable, Sequence

from pydantic_core import ErrorDetails

from contactbook.domain.base.errors import FieldError

# Our codes for pydantic's error types, where they differ.
_CODES = {"extra_forbidden": "unknown_field", "missing": "required"}


def field_errors(found: Iterable[ErrorDetails]) -> list[FieldError]:
    """Return one field error for each of pydantic's errors, in their order."""
    return [
        FieldError(pointer_to(one["loc"]), _CODES.get(one["type"], one["type"]), one["msg"].removeprefix("Value error, "))
        for one in found
    ]


def pointer_to(steps: Sequence[str | int]) -> str:
    """Return the JSON Pointer (RFC 6901) to a value. The first step of a query parameter is its name."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)
