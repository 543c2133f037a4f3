"""JSON merge-patch (RFC 7396): null removes, objects are merged, everything else replaces."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from pydantic import BaseModel, JsonValue, ValidationError

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.base.field_errors import field_errors, pointer_to
from contactbook.domain.base.unknown import keeping_unknown, parts_keeping_unknown

F = TypeVar("F", bound=BaseModel)
_KEPT = "This cannot be removed. Send a value, or leave the field out to keep it."


def patched(target: JsonValue, patch: JsonValue) -> JsonValue:
    """Return the target after the patch. Neither is changed."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = patched(result.get(name), value)
    return result


def patched_fields(shape: type[F], stored: BaseModel, patch: dict[str, JsonValue]) -> F:
    """Return the fields of `shape` after a patch of a stored value. Other fields of the stored value are left out.

    What the shape does not know stays: in objects, and in elements of lists that stay the same. Raises ValidationFailed if the
    result does not fit the shape.
    """
    current = stored.model_dump(mode="json", by_alias=True, exclude_none=True, include=set(shape.model_fields))
    wanted = patched(current, patch)
    try:
        fields = shape.model_validate(wanted)
    except ValidationError as error:
        removed = set(_removed(patch))
        errors = [replace(one, message=_KEPT) if one.field in removed else one for one in field_errors(error.errors(), wanted)]
        raise ValidationFailed("The patched record would be invalid; see `errors`.", errors=errors) from error
    return keeping_unknown(fields, stored) if type(stored) is shape else parts_keeping_unknown(fields, stored)


def _removed(patch: JsonValue, place: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield the pointer of each field that the patch removes."""
    if isinstance(patch, dict):
        for name, value in patch.items():
            yield from _removed(value, (*place, name))
    elif patch is None:
        yield pointer_to(place)
