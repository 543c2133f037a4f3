# ruff: noqa: SLF001 - MiniStack has no public names for its tables; its version is pinned.
"""Makes the engine's queries cost what they return.

MiniStack reads, sorts and tests a whole partition for each page of a query: 60 microseconds an item, so a page of 25 from a list of
40,000 took 2.4 seconds. Here the keys of a partition stay sorted once it was queried, and MiniStack is shown only the items that
can be on the page. It still checks and answers the request itself; a query that is not understood here it gets unchanged.
"""

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from infra.local.stack.json_values import Json

Entry = tuple[str, ...]
"""`(sort key,)` in a table, `(sort key, table's partition key, table's sort key)` in an index."""
UNDERSTOOD = {
    "TableName",
    "IndexName",
    "KeyConditionExpression",
    "ExpressionAttributeNames",
    "ExpressionAttributeValues",
    "FilterExpression",
    "ProjectionExpression",
    "Select",
    "Limit",
    "ExclusiveStartKey",
    "ScanIndexForward",
    "ConsistentRead",
    "ReturnConsumedCapacity",
}


class NotUnderstoodError(Exception):
    """The query has a form that is left to MiniStack."""


class PartitionOrder:
    """The sorted keys of every partition that was queried, kept in step with the writes."""

    def __init__(self, dynamodb: Json) -> None:
        self._dynamodb = dynamodb
        self._sorted: dict[tuple[str, str | None, str], list[Entry]] = {}
        self._query, self._set, self._remove = dynamodb._query, dynamodb._set_item, dynamodb._remove_item
        self._replaced = dynamodb._items_replaced

    def install(self) -> None:
        """Put this between MiniStack's requests and its tables."""
        self._dynamodb._query = self.query
        self._dynamodb._set_item = self.set_item
        self._dynamodb._remove_item = self.remove_item
        self._dynamodb._items_replaced = self.items_replaced

    def query(self, data: Json) -> Json:
        """MiniStack's answer to a query, over the items that can be on its page."""
        try:
            name = data["TableName"]
            table = self._dynamodb._tables[name]
            view = self._view(table, data)
        except (NotUnderstoodError, KeyError, TypeError, ValueError, AttributeError):
            return self._query(data)
        self._dynamodb._tables[name] = view
        try:
            return self._query(data)
        finally:
            self._dynamodb._tables[name] = table

    def set_item(self, table: Json, partition: str, sort: str, item: Json) -> Json:
        """MiniStack's write of one item."""
        old = self._set(table, partition, sort, item)
        self._follow(table, partition, sort, old, item)
        return old

    def remove_item(self, table: Json, partition: str, sort: str) -> Json:
        """MiniStack's removal of one item."""
        old = self._remove(table, partition, sort)
        self._follow(table, partition, sort, old, None)
        return old

    def items_replaced(self, table: Json) -> None:
        """MiniStack's word that a table has other items altogether."""
        self._replaced(table)
        self._sorted = {key: entries for key, entries in self._sorted.items() if key[0] != table["TableArn"]}

    def _follow(self, table: Json, partition: str, sort: str, old: Json, new: Json) -> None:
        arn = table["TableArn"]
        if (old is None) != (new is None):
            _exchange(self._sorted.get((arn, None, partition)), (sort,) if old else None, (sort,) if new else None)
        for index in table.get("GlobalSecondaryIndexes") or ():
            before = self._index_entry(index, partition, sort, old)
            after = self._index_entry(index, partition, sort, new)
            if before != after:
                for place, gone, come in ((before, before, None), (after, None, after)):
                    if place:
                        entries = self._sorted.get((arn, index["IndexName"], place[0]))
                        _exchange(entries, gone and gone[1], come and come[1])

    def _index_entry(self, index: Json, partition: str, sort: str, item: Json) -> tuple[str, Entry] | None:
        """The partition of an index that an item is in, and its entry there."""
        hashes, ranges = self._dynamodb._index_key_lists(index)
        if item is None or len(hashes) != 1 or len(ranges) != 1 or not {*hashes, *ranges} <= item.keys():
            return None
        return item[hashes[0]].get("S", ""), (item[ranges[0]].get("S", ""), partition, sort)

    def _view(self, table: Json, data: Json) -> Json:
        """The table as if it held nothing but what this query can return."""
        if not data.keys() <= UNDERSTOOD:
            raise NotUnderstoodError
        index_name, names, values = (
            data.get("IndexName"),
            data.get("ExpressionAttributeNames", {}),
            data["ExpressionAttributeValues"],
        )
        hash_name, range_name, _ = self._dynamodb._resolve_index_keys(table, index_name)
        key_names = [name for name in (hash_name, range_name, table["pk_name"], table["sk_name"]) if name]
        if len(key_names) != 4 or any(self._dynamodb._get_attr_type(table, name) != "S" for name in key_names):
            raise NotUnderstoodError
        if data.get("Limit") is None and index_name and not self._projects_all(table, index_name):
            raise NotUnderstoodError
        condition = data["KeyConditionExpression"]
        partition = self._dynamodb._extract_pk_from_condition(condition, values, names, hash_name)
        entries = self._entries(table, index_name, partition)
        start, end = self._bounds(entries, condition, names, values, range_name)
        chosen = self._page(
            table, _walk(entries, start, end, data, _cursor(data, index_name, range_name, table)), partition, data
        )
        items: defaultdict[str, dict[str, Json]] = defaultdict(dict)
        for base_partition, base_sort, item in chosen:
            items[base_partition][base_sort] = item
        members = {index_name: {partition: dict.fromkeys((pk, sk) for pk, sk, _ in chosen)}} if index_name else {}
        return {**table, "items": items, self._dynamodb._INDEX_MEMBERS: members}

    def _projects_all(self, table: Json, index_name: str) -> bool:
        projection = self._dynamodb._index_def(table, index_name).get("Projection", {})
        return bool(projection.get("ProjectionType") == "ALL")

    def _entries(self, table: Json, index_name: str | None, partition: str) -> list[Entry]:
        key = (table["TableArn"], index_name, partition)
        if key not in self._sorted:
            if index_name is None:
                found: list[Entry] = [(sort,) for sort in table["items"].get(partition, ())]
            else:
                range_name = self._dynamodb._resolve_index_keys(table, index_name)[1]
                members = self._dynamodb._index_members(table)[index_name].get(partition, ())
                found = [(table["items"][pk][sk][range_name]["S"], pk, sk) for pk, sk in members]
            self._sorted[key] = sorted(found)
        return self._sorted[key]

    def _bounds(self, entries: list[Entry], condition: str, names: Json, values: Json, range_name: str) -> tuple[int, int]:
        """The slice of the entries whose sort key the condition allows."""
        for clause in self._dynamodb._key_condition_clauses(self._dynamodb._tokenize(condition)):
            words = [text for kind, text in clause if kind not in ("LPAREN", "RPAREN", "COMMA")]
            named = [names.get(word, word) for word in words]
            if range_name in named:
                return _slice(
                    entries, words, [values[word]["S"] for word in words if word.startswith(":")], named.index(range_name)
                )
        return 0, len(entries)

    def _page(self, table: Json, walk: Iterable[Entry], partition: str, data: Json) -> list[tuple[str, str, Json]]:
        """The items of one page and the one after it, with their keys in the table."""
        limit = data.get("Limit")
        chosen, size = [], 0
        for entry in islice(walk, None if limit is None else int(limit) + 1):
            base_partition, base_sort = entry[1:] if len(entry) > 1 else (partition, entry[0])
            item = table["items"][base_partition][base_sort]
            chosen.append((base_partition, base_sort, item))
            if limit is None:
                size += self._dynamodb._item_size_bytes(item)
                if size > 2 * self._dynamodb._DDB_PAGE_SIZE_BYTES:
                    break
        return chosen


def _slice(entries: list[Entry], words: list[str], operands: list[str], position: int) -> tuple[int, int]:
    """The slice for one clause on the sort key; NotUnderstoodError when its form is another one than `key operator :value`."""
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
    """The smallest text greater than everything that begins with `prefix`."""
    if not prefix or prefix[-1] == chr(0x10FFFF):
        raise NotUnderstoodError
    return prefix[:-1] + chr(ord(prefix[-1]) + 1)


def _cursor(data: Json, index_name: str | None, range_name: str, table: Json) -> Entry | None:
    key = data.get("ExclusiveStartKey")
    if key is None:
        return None
    base = (key[table["pk_name"]]["S"], key[table["sk_name"]]["S"])
    return (key[range_name]["S"], *base) if index_name else base[1:]


def _walk(entries: list[Entry], start: int, end: int, data: Json, cursor: Entry | None) -> Iterator[Entry]:
    """The entries from the cursor on, in the direction of the query."""
    if data.get("ScanIndexForward", True):
        start = start if cursor is None else max(start, bisect_right(entries, cursor))
        return (entries[position] for position in range(start, end))
    end = end if cursor is None else min(end, bisect_left(entries, cursor))
    return (entries[position] for position in range(end - 1, start - 1, -1))


def _exchange(entries: list[Entry] | None, gone: Entry | None, come: Entry | None) -> None:
    """Take one entry out of a sorted list, and another one in."""
    if entries is None:
        return
    if gone is not None:
        position = bisect_left(entries, gone)
        if position < len(entries) and entries[position] == gone:
            del entries[position]
    if come is not None:
        insort(entries, come)
