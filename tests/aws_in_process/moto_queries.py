"""Limits moto's queries to the requested page. Moto alone sorts and measures the whole partition for each page.

A query in a form that the product does not use goes to moto with the whole table.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any
from unittest.mock import patch

from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import RESULT_SIZE_LIMIT, Table

from tests.aws_in_process.moto_order import Entries, Entry, entries_of, item_at, key_names

# A key as DynamoDB's JSON.
Attributes = dict[str, Any]
Answer = tuple[list[Item], int, Attributes | None]


@dataclass(frozen=True)
class Window:
    """The part of a partition that a query requests: `comparison` with `values` in moto's names, after `start`, at most `limit`."""

    comparison: str | None
    values: Sequence[str]
    start: Entry | None
    limit: int | None
    forward: bool


def in_its_page(query: Callable[..., Answer]) -> Callable[..., Answer]:
    """Wrap moto's `Table.query`, so that it sees only the items of the page."""

    @wraps(query)
    def narrow(  # In the order in which moto's backend passes them.
        table: Table,
        hash_key: DynamoType | None,
        comparison: str | None,
        values: list[DynamoType],
        limit: int | None,
        start: Attributes | None,
        forward: bool,
        projection: Any,
        index_name: str | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> Answer:
        def ask() -> Answer:
            return query(table, hash_key, comparison, values, limit, start, forward, projection, index_name, *args, **kwargs)

        if hash_key is None or not _is_plain(table, index_name, comparison, start, kwargs):
            return ask()
        entry = None if start is None else _entry_of(table, index_name, start)
        window = Window(comparison, [value.value for value in values], entry, limit, forward is not False)
        found = page(table, index_name, hash_key.value, window)
        with patch.object(table, "all_items", lambda: found):
            return ask()

    return narrow


def _is_plain(table: Table, index_name: str | None, comparison: str | None, start: Attributes | None, others: Attributes) -> bool:
    """True if the query has the form that the product uses. Moto handles every other query on the whole table."""
    if index_name is not None and all(index.name != index_name for index in table.all_indexes()):
        return False
    names = {*key_names(table, None), *key_names(table, index_name)}
    conditions = {"hash_key_conditions", "range_key_conditions"}
    return (
        len(key_names(table, None)) == len(key_names(table, index_name)) == 2
        and all(attribute["AttributeType"] == "S" for attribute in table.attr if attribute["AttributeName"] in names)
        and (comparison is None or comparison in COMPARISONS)
        and (start is None or names == {name for name, value in start.items() if "S" in value})
        and set(others) <= conditions
        and all(len(others.get(name) or ()) <= 1 for name in conditions)
    )


def _entry_of(table: Table, index_name: str | None, start: Attributes) -> Entry:
    names = (key_names(table, index_name)[1], *key_names(table, None))
    sort_key, hash_key, range_key = (start[name]["S"] for name in names)
    return sort_key, hash_key, range_key


def page(table: Table, index_name: str | None, partition: str, window: Window) -> list[Item]:
    """Return the items that a query needs: those it returns, and the next one, which shows that more is left."""
    entries = entries_of(table, index_name, partition)
    low, high = _bounds(entries, window)
    if window.start is not None and window.forward:
        low = max(low, bisect_right(entries, window.start))
    elif window.start is not None:
        high = min(high, bisect_left(entries, window.start))
    count = max(high - low, 0) if window.limit is None else min(max(high - low, 0), window.limit)
    forward = range(low, min(low + count + 1, len(entries)))
    chosen = forward if window.forward else range(high - 1, max(high - count - 1, 0) - 1, -1)
    return list(_until_full(table, (entries[place] for place in chosen)))


def _until_full(table: Table, entries: Iterator[Entry]) -> Iterator[Item]:
    """Yield these items until they exceed the size of a page."""
    size = 0
    for _, hash_key, range_key in entries:
        item = item_at(table, hash_key, range_key)
        yield item
        size += item.size()
        if size > RESULT_SIZE_LIMIT:
            return


def _bounds(entries: Entries, window: Window) -> tuple[int, int]:
    """Return start and end of the entries that satisfy the comparison. They are always adjacent."""
    if window.comparison is None:
        return 0, len(entries)
    return COMPARISONS[window.comparison](entries, *window.values)


def _below(entries: Entries, value: str) -> int:
    return bisect_left(entries, value, key=_sort_key)


def _up_to(entries: Entries, value: str) -> int:
    return bisect_right(entries, value, key=_sort_key)


def _sort_key(entry: Entry) -> str:
    return entry[0]


def _prefixed(entries: Entries, prefix: str) -> tuple[int, int]:
    low = _below(entries, prefix)
    return low, bisect_left(entries, True, lo=low, key=lambda entry: not entry[0].startswith(prefix))


COMPARISONS: Mapping[str, Callable[..., tuple[int, int]]] = {
    "=": lambda entries, value: (_below(entries, value), _up_to(entries, value)),
    "<": lambda entries, value: (0, _below(entries, value)),
    "<=": lambda entries, value: (0, _up_to(entries, value)),
    ">": lambda entries, value: (_up_to(entries, value), len(entries)),
    ">=": lambda entries, value: (_below(entries, value), len(entries)),
    "BETWEEN": lambda entries, low, high: (_below(entries, low), _up_to(entries, high)),
    "BEGINS_WITH": _prefixed,
}
