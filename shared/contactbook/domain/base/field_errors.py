"""What pydantic finds wrong with a value, as the field errors that a caller is told (S2.15)."""

from collections.abc import Iterable, Sequence

from pydantic_core import ErrorDetails

from contactbook.domain.base.errors import FieldError

# pydantic's names for what is wrong, where ours differ.
_CODES = {"extra_forbidden": "unknown_field", "missing": "required"}


def field_errors(found: Iterable[ErrorDetails], *, otherwise: str | None = None) -> list[FieldError]:
    """One error for each thing that is wrong, in pydantic's order.

    `otherwise` is the code of whatever has no name of ours, in the place of pydantic's own.
    """
    return [
        FieldError(
            pointer_to(one["loc"]),
            _CODES.get(one["type"], otherwise or one["type"]),
            one["msg"].removeprefix("Value error, "),
        )
        for one in found
    ]


def pointer_to(steps: Sequence[str | int]) -> str:
    """The steps to a value as a JSON Pointer (RFC 6901). The first step of a query parameter is its name."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)
