"""The sorted items of partitions, so that a page of a query costs what it returns and not what the table holds.

An index keeps its order between queries. Each write of an item must call `note`, and the next query checks those items
again. Whoever replaces all items of a table must call `forget`.
"""

from bisect import bisect_left, insort
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import Table

# The key by which the query sorts, then the table's own two keys, by which DynamoDB breaks ties.
Entry = tuple[str, str, str]
Entries = list[Entry]


class IndexOrder:
    """The sorted partitions of one index."""

    def __init__(self, table: Table, partition_name: str, range_name: str) -> None:
        self._table = table
        self._names = partition_name, range_name
        self._partitions: dict[str, Entries] = {}
        # The partition and key of each item now.
        self._places: dict[tuple[str, str], tuple[str, Entry]] = {}
        self._changed: set[tuple[str, str]] = set()
        for items in table.items.values():
            for item in items.values():
                if (place := self._place_of(item)) is not None:
                    self._places[place[1][1:]] = place
                    self._partitions.setdefault(place[0], []).append(place[1])
        for entries in self._partitions.values():
            entries.sort()

    def note(self, key: tuple[str, str]) -> None:
        """Mark an item as possibly changed."""
        self._changed.add(key)

    def entries(self, partition: str) -> Entries:
        """Return the current entries of a partition."""
        for key in self._changed:
            self._look_again(key)
        self._changed.clear()
        return self._partitions.get(partition, [])

    def _look_again(self, key: tuple[str, str]) -> None:
        before = self._places.pop(key, None)
        item = item_at(self._table, *key)
        now = None if item is None else self._place_of(item)
        if now is not None:
            self._places[key] = now
        if now == before:
            return
        if before is not None:
            entries = self._partitions[before[0]]
            del entries[bisect_left(entries, before[1])]
        if now is not None:
            insort(self._partitions.setdefault(now[0], []), now[1])

    def _place_of(self, item: Item) -> tuple[str, Entry] | None:
        partition, sort_key = (item.attrs.get(name) for name in self._names)
        if partition is None or sort_key is None:
            return None
        return partition.value, (sort_key.value, item.hash_key.value, item.range_key.value)


@dataclass
class _Orders:
    of_index: dict[str, IndexOrder] = field(default_factory=dict)


_orders: WeakKeyDictionary[Table, _Orders] = WeakKeyDictionary()


def note(table: Table, hash_key: DynamoType, range_key: DynamoType | None) -> None:
    """Mark an item that is about to be written, or was just written."""
    if (orders := _orders.get(table)) is not None and range_key is not None:
        for order in orders.of_index.values():
            order.note((hash_key.value, range_key.value))


def forget(table: Table) -> None:
    """Mark all items of a table as possibly changed."""
    _orders.pop(table, None)


def entries_of(table: Table, index_name: str | None, partition: str) -> Entries:
    """Return the current entries of a partition of the table or its index, sorted."""
    if index_name is None:
        items: Mapping[DynamoType, Item] = table.items.get(DynamoType({"S": partition}), {})
        return sorted((key.value, partition, key.value) for key in items)
    orders = _orders.setdefault(table, _Orders())
    if index_name not in orders.of_index:
        orders.of_index[index_name] = IndexOrder(table, *key_names(table, index_name))
    return orders.of_index[index_name].entries(partition)


def key_names(table: Table, index_name: str | None) -> tuple[str, ...]:
    """Return the names of the partition key and sort key of the table or its index."""
    schema = table.schema if index_name is None else table.get_index(index_name).schema
    return tuple(key["AttributeName"] for kind in ("HASH", "RANGE") for key in schema if key["KeyType"] == kind)


def item_at(table: Table, hash_key: str, range_key: str) -> Any:
    """Return the item with this key, or None."""
    return table.items.get(DynamoType({"S": hash_key}), {}).get(DynamoType({"S": range_key}))
