"""Paths of fields: dotted, with places in lists as numbers.

Examples: `first_name`, `emails.0.address`, `identifiers.id_card.number`, `tags`, `custom.height`, `accounts.0.name`.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from pydantic import JsonValue

# A column that says which records were deleted where the file comes from.
IS_DELETED = "is_deleted"


def pointer_of(path: str) -> str:
    """Return the path as a JSON Pointer."""
    return "/" + path.replace(".", "/")


# The paths of an import are few, and each is asked about for each row.
@lru_cache(maxsize=4096)
def group_of(path: str) -> str:
    """Return the list entry or object that the field belongs to; empty for a field of the contact itself."""
    steps = path.split(".")
    if len(steps) > 2 and steps[1].isdecimal():
        return ".".join(steps[:2])
    return path.rpartition(".")[0]


@lru_cache(maxsize=4096)
def name_of(path: str) -> str:
    """Return the name of the field within its list entry or object."""
    return path.rpartition(".")[2]


@lru_cache(maxsize=4096)
def _steps_of(path: str) -> tuple[str, ...]:
    return tuple(path.split("."))


# Most rows of a file fill the same fields.
@lru_cache(maxsize=256)
def groups_in(paths: tuple[str, ...]) -> tuple[str, ...]:
    """Return the list entries and objects that the paths belong to, in the order of their lists and places."""
    return tuple(sorted({group for path in paths if (group := group_of(path))}, key=_order))


def _order(group: str) -> tuple[str, int]:
    root, _, place = group.partition(".")
    return root, int(place) if place.isdecimal() else 0


def places_of(paths: Iterable[str]) -> Mapping[str, Sequence[int]]:
    """Return, for each list, the sorted places that the paths name."""
    return _places_in(tuple(paths))


@lru_cache(maxsize=256)
def _places_in(paths: tuple[str, ...]) -> Mapping[str, Sequence[int]]:
    places: dict[str, set[int]] = {}
    for path in paths:
        root, _, rest = path.partition(".")
        place = rest.partition(".")[0]
        if place.isdecimal():
            places.setdefault(root, set()).add(int(place))
    return {root: tuple(sorted(known)) for root, known in places.items()}


def nested(values: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """Return flat paths as one object. Lists are closed up: places without a value are dropped."""
    tree: dict[str, JsonValue] = {}
    for path, value in values.items():
        place = tree
        steps = _steps_of(path)
        for step in steps[:-1]:
            inner = place.setdefault(step, {})
            # A mapping with fields that contain each other, such as `tags` and `tags.0`, is refused before.
            place = inner if isinstance(inner, dict) else {}
        place[steps[-1]] = value
    return {name: _closed_up(value) for name, value in tree.items()}


def _closed_up(value: JsonValue) -> JsonValue:
    if not isinstance(value, dict):
        return value
    if value and all(step.isdecimal() for step in value):
        return [_closed_up(value[step]) for step in sorted(value, key=int)]
    return {name: _closed_up(inner) for name, inner in value.items()}


def contained_paths(paths: Sequence[str]) -> list[str]:
    """Return the paths that another one of these contains, as `tags` contains `tags.0`."""
    known = set(paths)
    return [path for path in paths if any(above in known for above in _above(path))]


def _above(path: str) -> list[str]:
    steps = path.split(".")
    return [".".join(steps[:count]) for count in range(1, len(steps))]
