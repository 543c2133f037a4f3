"""Versions of stored records: making the next one, and checking the one that a caller expects.

Pydantic's `model_copy(update=...)` silently keeps a misspelled name. These functions refuse a name that the shape does not have, and so does `built`, which makes a value of parts that are valid already.

A use case saves on a version in two steps: `require_version` compares the caller's `If-Match` with the record that was read, and the
repository's `save_of(record, replacing=<version read>)` writes only if the stored version is still the same.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from contactbook.domain.base.errors import FieldError, VersionMismatch

V = TypeVar("V", bound=BaseModel)
# Values are frozen, so that their own way to set an attribute refuses.
_set = object.__setattr__


def with_fields(value: V, /, **fields: object) -> V:
    """Return the value with these fields. Raises TypeError for an unknown name."""
    parts = value.__dict__ | fields
    if len(parts) != len(value.__dict__):
        unknown = fields.keys() - type(value).__pydantic_fields__.keys()
        if unknown:
            raise TypeError(f"{type(value).__name__} has no field {', '.join(sorted(unknown))}.")
    # As `model_copy(update=...)` does for fields that there are. A change of a contact makes a dozen of these.
    extra = value.__pydantic_extra__
    return _made(type(value), parts, value.__pydantic_fields_set__ | fields.keys(), None if extra is None else dict(extra))


def next_version(record: V, /, **fields: object) -> V:
    """Return the record one version later, with these fields. Raises TypeError as `with_fields`."""
    version: int = record.version  # type: ignore[attr-defined]  # Records and contacts have one; they share no base class.
    return with_fields(record, **fields, version=version + 1)


def require_version(version: int, if_match: int | None) -> None:
    """Raises VersionMismatch if `If-Match` names another version than the stored one."""
    if if_match is not None and version != if_match:
        raise VersionMismatch("The record has changed since you read it. Read it again and send its current ETag.")


def require_sent_version(version: int, sent: object) -> None:
    """Raises VersionMismatch at `/version` if an answer that is sent back is of another version than the stored record."""
    if sent != version:
        message = (
            "The record has changed since you read it, and the fields that you send back would undo that. Read it again, or send only "
            "what you change, without `version`."
        )
        raise VersionMismatch(message, errors=[FieldError("/version", VersionMismatch.code, message)])


def built(model: type[V], /, **fields: object) -> V:
    """Return the value that has these fields, and of the others their defaults. Raises TypeError for an unknown or a missing name.

    Only for parts that come from valid values: nothing is checked, converted or cleaned. Pydantic's `model_construct` takes four times the
    time, and a misspelled name without a word.
    """
    defaults, needed, fresh, keeps_unknown = _shape(model)
    parts = defaults | fields
    if len(parts) != len(defaults):
        raise _wrong_names(model, fields)
    for name in needed:
        if name not in fields:
            raise _wrong_names(model, fields)
    for name in fresh:
        if name not in fields:
            parts[name] = model.__pydantic_fields__[name].get_default(call_default_factory=True)
    return _made(model, parts, set(fields), {} if keeps_unknown else None)


def _wrong_names(model: type[BaseModel], fields: Mapping[str, object]) -> TypeError:
    defaults, needed, _, _ = _shape(model)
    wrong = sorted((fields.keys() - defaults.keys()) | (needed - fields.keys()))
    return TypeError(f"{model.__name__} has no field, or lacks the field, {', '.join(wrong)}.")


def _made(model: type[V], parts: dict[str, Any], given: set[str], extra: dict[str, Any] | None) -> V:
    value = model.__new__(model)
    _set(value, "__dict__", parts)
    _set(value, "__pydantic_extra__", extra)
    _set(value, "__pydantic_fields_set__", given)
    # No value of ours has private attributes.
    _set(value, "__pydantic_private__", None)
    return value


def fields_in(model: type[BaseModel], value: BaseModel) -> dict[str, Any]:
    """Return the fields of a value that the model has as well."""
    parts = value.__dict__
    return {name: parts[name] for name in model.__pydantic_fields__}


@cache
def _shape(model: type[BaseModel]) -> tuple[dict[str, Any], frozenset[str], tuple[str, ...], bool]:
    """Return the fields in their order with their defaults, those without one, and those whose default each value has for itself.

    Return also whether the model keeps the fields that it does not know.
    """
    defaults = {name: field.get_default(call_default_factory=False) for name, field in model.model_fields.items()}
    needed = frozenset(name for name, field in model.model_fields.items() if field.is_required())
    fresh = tuple(
        name
        for name, field in model.model_fields.items()
        if field.default_factory is not None or (isinstance(defaults[name], dict | list | set) and name not in needed)
    )
    keeps_unknown = model.model_config.get("extra") == "allow"
    return defaults | dict.fromkeys(needed, PydanticUndefined), needed, fresh, keeps_unknown
