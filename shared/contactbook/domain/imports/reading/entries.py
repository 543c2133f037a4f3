"""The entries that the cells of one row fill, where a cell may hold several of them (S6.5)."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from pydantic import JsonValue

from contactbook.domain.imports.paths import group_of, groups_in, name_of, places_of
from contactbook.domain.imports.reading.rules import Reading

_VALUES = {"emails": "address", "phones": "number"}


@lru_cache(maxsize=64)
def _free_places(groups: tuple[str, ...]) -> Mapping[str, int]:
    """Return for each list the first place behind those of the file's columns."""
    return {root: places[-1] + 1 for root, places in places_of(group + "." for group in groups if group).items()}


class RowEntries:
    """The values of a row by their paths. The second and further values of a cell get places behind those of the file's columns."""

    def __init__(self, groups: Sequence[str]) -> None:
        self.values: dict[str, JsonValue] = {}
        # The entry whose cell a further entry was read from.
        self.origins: dict[str, str] = {}
        self._further: dict[tuple[str, int], str] = {}
        self._next = dict(_free_places(tuple(groups)))

    def add(self, path: str, reading: Reading) -> None:
        """Add what a cell says. A value that another cell gave already stays, but for a no."""
        group, name = group_of(path), name_of(path)
        for place, entry in enumerate(reading.entries):
            own = group if place == 0 else self._further_group(group, place)
            for key, value in entry.items():
                target = (f"{own}.{key or name}" if own else key or name) if own or key else path
                self.values[target] = value if value is False else self.values.get(target, value)

    def _further_group(self, group: str, place: int) -> str:
        root = group.partition(".")[0]
        if (group, place) not in self._further:
            self._further[group, place] = f"{root}.{self._next.get(root, 0)}"
            self._next[root] = self._next.get(root, 0) + 1
            self.origins[self._further[group, place]] = group
        return self._further[group, place]


def without_repeated(values: Mapping[str, JsonValue], origins: Mapping[str, str]) -> dict[str, JsonValue]:
    """Return the values with one entry for each email and phone, with the type of their cell, and with one primary entry.

    An entry that repeats another one adds what the other lacks. Two extensions of a phone are two entries.
    """
    kept, primary = _merged(values, origins), set[str]()
    for group in groups_in(tuple(kept)):
        root = group.partition(".")[0]
        if group in origins and root in _VALUES and f"{origins[group]}.type" in values:
            kept.setdefault(f"{group}.type", values[f"{origins[group]}.type"])
        if kept.get(f"{group}.primary") is True and root in primary:
            del kept[f"{group}.primary"]
        elif kept.get(f"{group}.primary") is True:
            primary.add(root)
    return kept


def _merged(values: Mapping[str, JsonValue], origins: Mapping[str, str]) -> dict[str, JsonValue]:
    kept, seen = dict(values), dict[tuple[str, str], str]()
    for group in groups_in(tuple(values)):
        root = group.partition(".")[0]
        said = str(values.get(f"{group}.{_VALUES.get(root)}", "")).casefold()
        first = seen.setdefault((root, said), group) if root in _VALUES and said else group
        extensions = {one for place in (first, group) if (one := kept.get(f"{place}.extension"))}
        if first == group or (group not in origins and len(extensions) > 1):
            continue
        for path in [path for path in kept if group_of(path) == group]:
            kept.setdefault(f"{first}.{name_of(path)}", kept.pop(path))
    return kept
