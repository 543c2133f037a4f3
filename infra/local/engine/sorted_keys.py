"""Sorted keys of a partition: the slice that a key condition allows, and changes of single entries."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterator

from infra.local.template.json_values import Json

Entry = tuple[str, ...]
"""`(sort key,)` in a table, `(sort key, table's partition key, table's sort key)` in an index."""


class NotUnderstoodError(Exception):
    """The query has a form that only MiniStack handles."""


def slice_of(entries: list[Entry], words: list[str], operands: list[str], position: int) -> tuple[int, int]:
    """Return the slice for one clause on the sort key. Raise NotUnderstoodError if its form is not `key operator :value`."""
    first = operands[0]

    def lower(value: str) -> int:
        return bisect_left(entries, value, key=_sort_key)

    def upper(value: str) -> int:
        return bisect_right(entries, value, key=_sort_key)

    forms: dict[tuple[str, int], Callable[[], tuple[int, int]]] = {
        ("=", 0): lambda: (lower(first), upper(first)),
        ("<", 0): lambda: (0, lower(first)),
        ("<=", 0): lambda: (0, upper(first)),
        (">", 0): lambda: (upper(first), len(entries)),
        (">=", 0): lambda: (lower(first), len(entries)),
        ("BETWEEN", 0): lambda: (lower(first), upper(operands[1])),
        ("BEGINS_WITH", 1): lambda: (lower(first), lower(_after(first))),
    }
    operator = words[1 - position] if position < 2 else ""
    try:
        return forms[operator.upper(), position]()
    except (KeyError, IndexError) as error:
        raise NotUnderstoodError from error


def _sort_key(entry: Entry) -> str:
    return entry[0]


def _after(prefix: str) -> str:
    """Return the smallest text that is greater than every text with this prefix."""
    if not prefix or prefix[-1] == chr(0x10FFFF):
        raise NotUnderstoodError
    return prefix[:-1] + chr(ord(prefix[-1]) + 1)


def walk(entries: list[Entry], start: int, end: int, data: Json, cursor: Entry | None) -> Iterator[Entry]:
    """Yield the entries after the cursor, in the direction of the query."""
    if data.get("ScanIndexForward", True):
        start = start if cursor is None else max(start, bisect_right(entries, cursor))
        return (entries[position] for position in range(start, end))
    end = end if cursor is None else min(end, bisect_left(entries, cursor))
    return (entries[position] for position in range(end - 1, start - 1, -1))


def exchange(entries: list[Entry] | None, gone: Entry | None, come: Entry | None) -> None:
    """Remove one entry from a sorted list, and insert another one."""
    if entries is None:
        return
    if gone is not None:
        position = bisect_left(entries, gone)
        if position < len(entries) and entries[position] == gone:
            del entries[position]
    if come is not None:
        insort(entries, come)
