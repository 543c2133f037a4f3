"""What changing anything that a tenant configures has in common: the version asked for, and the merge-patch."""

from typing import TypeVar

from pydantic import BaseModel, JsonValue, ValidationError

from contactbook.domain.errors import FieldError, ValidationFailed, VersionMismatch
from contactbook.domain.merge_patch import patched
from contactbook.domain.values import Record

F = TypeVar("F", bound=BaseModel)

_CODES = {"extra_forbidden": "unknown_field", "missing": "required"}


def check_version(stored: Record, if_match: int | None) -> None:
    """Raises VersionMismatch where the caller expects another version."""
    if if_match is not None and stored.version != if_match:
        raise VersionMismatch("It has another version by now; read it again.")


def patched_fields(stored: BaseModel, patch: dict[str, JsonValue], shape: type[F]) -> F:
    """The fields of `shape` after a merge-patch (RFC 7396) of what is stored. Raises ValidationFailed."""
    written = stored.model_dump(mode="json", by_alias=True, exclude_none=True)
    current = {name: value for name, value in written.items() if name in shape.model_fields}
    try:
        return shape.model_validate(patched(current, patch))
    except ValidationError as error:
        raise ValidationFailed("Some fields are not acceptable.", errors=shape_errors(error)) from error


def shape_errors(error: ValidationError, under: str = "") -> list[FieldError]:
    """What pydantic found wrong, with JSON Pointers below `under`."""
    return [
        FieldError(
            under + "/" + "/".join(str(step) for step in found["loc"]),
            _CODES.get(found["type"], found["type"]),
            found["msg"].removeprefix("Value error, "),
        )
        for found in error.errors()
    ]
