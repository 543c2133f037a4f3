"""New values from stored ones: every field that is set is checked to exist, and a record counts its versions.

`model_copy(update=...)` takes any name and keeps it silently; these two refuse a name that the shape does not have.
"""

from typing import TypeVar

from pydantic import BaseModel

V = TypeVar("V", bound=BaseModel)


def with_fields(value: V, /, **fields: object) -> V:
    """Return the value with these fields. Raises TypeError for a name that is no field of its shape."""
    unknown = fields.keys() - type(value).model_fields.keys()
    if unknown:
        raise TypeError(f"{type(value).__name__} has no field {', '.join(sorted(unknown))}.")
    return value.model_copy(update=fields)


def next_version(record: V, /, **fields: object) -> V:
    """Return the record one version later, with these fields. Raises TypeError as `with_fields`."""
    version: int = record.version  # type: ignore[attr-defined]  # Records and contacts have one; they share no base class.
    return with_fields(record, **fields, version=version + 1)
