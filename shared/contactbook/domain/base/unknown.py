"""Fields that a value carries and this version of the code does not know (S8.5).

A newer version may have written them, at any depth of a stored document. They stay with the value through every change, so that
they are written back. Nobody else meets them: answers, audit entries and exports show a value as `without_unknown` returns it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel

V = TypeVar("V")
M = TypeVar("M", bound=BaseModel)
_Place = tuple[int | str, ...]


def unknown_fields(value: object) -> Iterator[tuple[_Place, object]]:
    """Yield the place and the content of each unknown field, at every depth."""
    for place, part in _parts_of(value):
        if isinstance(part, BaseModel | tuple | list | dict):
            for inner, content in unknown_fields(part):
                yield (place, *inner), content
    if isinstance(value, BaseModel):
        for name, content in (value.model_extra or {}).items():
            yield (name,), content


def _parts_of(value: object) -> Iterable[tuple[int | str, object]]:
    if isinstance(value, BaseModel):
        return value.__dict__.items()
    if isinstance(value, tuple | list):
        return enumerate(value)
    return value.items() if isinstance(value, dict) else ()


def without_unknown(value: V) -> V:
    """Return the value without its unknown fields, at every depth. One that has none is returned as it is."""
    return _stripped(value) if has_unknown(value) else value


def has_unknown(value: object) -> bool:
    """True if there is an unknown field at any depth. Every answer passes here, so it makes nothing but this decision."""
    waiting = [value]
    while waiting:
        part = waiting.pop()
        kind = type(part)
        if kind in _PLAIN:
            continue
        if isinstance(part, tuple | list):
            waiting += part
        elif isinstance(part, dict):
            waiting += part.values()
        elif (names := _with_depth(kind)) is not None:  # type: ignore[arg-type]  # A class is hashable.
            if part.__pydantic_extra__:  # type: ignore[attr-defined]  # Only a model has such names.
                return True
            fields = part.__dict__
            # What is empty holds nothing, and neither does a default: most of a contact's fields are one of these.
            waiting += [inner for name, default in names if (inner := fields.get(name)) and inner is not default]
    return False


_PLAIN = frozenset({str, int, float, bool, NoneType, bytes, datetime, date, Decimal})
_OF_PARTS = frozenset({Union, UnionType, tuple, list, set, frozenset, dict})


@cache
def _with_depth(kind: type) -> tuple[tuple[str, object], ...] | None:
    """Return the fields that may hold a model, as their types say, with their defaults; None for what is no model."""
    if not issubclass(kind, BaseModel):
        return None
    return tuple((name, field.default) for name, field in kind.model_fields.items() if not _is_plain(field.annotation))


def _is_plain(annotation: object) -> bool:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _is_plain(get_args(annotation)[0])
    if origin is Literal:
        return True
    if origin in _OF_PARTS:
        return all(part is Ellipsis or _is_plain(part) for part in get_args(annotation))
    return isinstance(annotation, type) and (annotation in _PLAIN or issubclass(annotation, Enum))


def _stripped(value: V) -> V:
    if isinstance(value, BaseModel):
        return _with_extra(value, {name: _stripped(part) for name, part in value.__dict__.items()}, {})
    if isinstance(value, tuple | list):
        return type(value)(map(_stripped, value))
    if isinstance(value, dict):
        return {name: _stripped(part) for name, part in value.items()}  # type: ignore[return-value]  # As above.
    return value


def keeping_unknown(value: M, stored: BaseModel | None) -> M:
    """Return the value with the unknown fields of the stored one that it replaces, at every depth.

    An element of a list keeps them where it is the same but for them.
    """
    kept = parts_keeping_unknown(value, stored)
    return with_unknown_of(kept, [stored]) if stored is not None else kept


def parts_keeping_unknown(value: M, stored: BaseModel | None) -> M:
    """Return the value whose parts keep the unknown fields of the stored parts. Those of the stored value itself are left out."""
    if stored is None or not has_unknown(stored):
        return value
    parts = {name: _kept(part, getattr(stored, name, None)) for name, part in value.__dict__.items()}
    return _with_extra(value, parts, value.model_extra or {})


def with_unknown_of(value: M, stored: Sequence[BaseModel]) -> M:
    """Return the value with the unknown fields of its own level that the stored values have; the first one's come first."""
    extra = {name: content for one in reversed(stored) for name, content in (one.model_extra or {}).items()}
    return _with_extra(value, {}, extra | (value.model_extra or {})) if extra else value


def _kept(part: object, stored: object) -> object:
    if isinstance(part, BaseModel) and type(part) is type(stored) and isinstance(stored, BaseModel):
        return keeping_unknown(part, stored)
    if isinstance(part, tuple) and isinstance(stored, tuple):
        known = [(without_unknown(one), one) for one in stored]
        return tuple(next((whole for bare, whole in known if bare == element), element) for element in part)
    if isinstance(part, dict) and isinstance(stored, dict):
        return {name: _kept(one, stored.get(name)) for name, one in part.items()}
    return part


def _with_extra(value: M, parts: Mapping[str, object], extra: Mapping[str, object]) -> M:
    copied = value.model_copy(update=dict(parts))
    if copied.__pydantic_extra__ is not None:
        object.__setattr__(copied, "__pydantic_extra__", dict(extra))
    return copied
