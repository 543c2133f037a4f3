"""What changing a stored record has in common: the version asked for, and the merge-patch of what a tenant configures."""

from typing import TypeVar

from pydantic import BaseModel, JsonValue, ValidationError

from contactbook.domain.base.errors import ValidationFailed, VersionMismatch
from contactbook.domain.base.field_errors import field_errors
from contactbook.domain.base.merge_patch import patched
from contactbook.domain.base.values import Record
from contactbook.domain.contacts.record import Contact

F = TypeVar("F", bound=BaseModel)


def check_version(stored: Record | Contact, if_match: int | None, subject: str = "It") -> None:
    """Raises VersionMismatch where `If-Match` names another version than the stored one; the message is about the subject."""
    if if_match is not None and stored.version != if_match:
        raise VersionMismatch(f"{subject} has another version by now; read it again.")


def patched_fields(stored: BaseModel, patch: dict[str, JsonValue], shape: type[F]) -> F:
    """The fields of `shape` after a merge-patch (RFC 7396) of what is stored. Raises ValidationFailed."""
    written = stored.model_dump(mode="json", by_alias=True, exclude_none=True)
    current = {name: value for name, value in written.items() if name in shape.model_fields}
    try:
        return shape.model_validate(patched(current, patch))
    except ValidationError as error:
        errors = field_errors(error.errors())
        raise ValidationFailed("Some fields are not acceptable.", errors=errors) from error
