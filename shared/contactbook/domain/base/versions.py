"""Versions of stored records: making the next one, and checking the one that a caller expects.

Pydantic's `model_copy(update=...)` silently keeps a misspelled name. These functions refuse a name that the shape does not have.

A use case saves on a version in two steps: `require_version` compares the caller's `If-Match` with the record that was read, and the
repository's `save_of(record, replacing=<version read>)` writes only if the stored version is still the same.
"""

from typing import TypeVar

from pydantic import BaseModel

from contactbook.domain.base.errors import VersionMismatch

V = TypeVar("V", bound=BaseModel)


def with_fields(value: V, /, **fields: object) -> V:
    """Return the value with these fields. Raises TypeError for an unknown name."""
    unknown = fields.keys() - type(value).model_fields.keys()
    if unknown:
        raise TypeError(f"{type(value).__name__} has no field {', '.join(sorted(unknown))}.")
    return value.model_copy(update=fields)


def next_version(record: V, /, **fields: object) -> V:
    """Return the record one version later, with these fields. Raises TypeError as `with_fields`."""
    version: int = record.version  # type: ignore[attr-defined]  # Records and contacts have one; they share no base class.
    return with_fields(record, **fields, version=version + 1)


def require_version(version: int, if_match: int | None) -> None:
    """Raises VersionMismatch if `If-Match` names another version than the stored one."""
    if if_match is not None and version != if_match:
        raise VersionMismatch("The record has changed since you read it. Read it again and send its current ETag.")
