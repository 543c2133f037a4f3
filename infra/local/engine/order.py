# ruff: noqa: SLF001 - MiniStack has no public names for its tables; its version is pinned.
"""Makes a query of the engine cost as much as it returns.

MiniStack reads, sorts and tests a whole partition for each page of a query: 60 microseconds an item, so a page of 25 from a
list of 40,000 took 2.4 seconds. `PartitionOrder` keeps the keys of a queried partition sorted and passes MiniStack only the
items that can be on the page. MiniStack still checks and answers the request, but tests the key condition on the first of these items
only: it reads the condition's text anew for each, and all of them meet it. A query in an unknown form goes to MiniStack unchanged.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import islice

from infra.local.engine.sorted_keys import Entry, NotUnderstoodError, exchange, slice_of, walk
from infra.local.template.json_values import Json

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


class PartitionOrder:
    """The sorted keys of every queried partition, updated with each write."""

    def __init__(self, dynamodb: Json) -> None:
        self._dynamodb = dynamodb
        self._sorted: dict[tuple[str, str | None, str], list[Entry]] = {}
        self._query, self._set, self._remove = dynamodb._query, dynamodb._set_item, dynamodb._remove_item
        self._replaced, self._evaluate = dynamodb._items_replaced, dynamodb._evaluate_condition
        self._is_tested = False
        # Queries in an unknown form: MiniStack walked over their whole partition.
        self.walks = 0

    def install(self) -> None:
        """Put this object between MiniStack's requests and its tables."""
        self._dynamodb._query = self.query
        self._dynamodb._set_item = self.set_item
        self._dynamodb._remove_item = self.remove_item
        self._dynamodb._items_replaced = self.items_replaced

    def query(self, data: Json) -> Json:
        """Return MiniStack's answer to a query over the items that can be on its page."""
        try:
            name = data["TableName"]
            table = self._dynamodb._tables[name]
            view = self._view(table, data)
        except (NotUnderstoodError, KeyError, TypeError, ValueError, AttributeError):
            self.walks += 1
            return self._query(data)
        self._dynamodb._tables[name], self._dynamodb._evaluate_condition = view, self.evaluate_condition
        self._is_tested = False
        try:
            return self._query(data)
        finally:
            self._dynamodb._tables[name], self._dynamodb._evaluate_condition = table, self._evaluate

    def evaluate_condition(self, expression: str, item: Json, *values: Json, slot: str = "ConditionExpression") -> bool:
        """Let MiniStack test an item of a query by a filter, and the first one by the key condition, which all of them meet."""
        if slot == "KeyConditionExpression" and self._is_tested:
            return True
        self._is_tested = self._is_tested or slot == "KeyConditionExpression"
        return bool(self._evaluate(expression, item, *values, slot=slot))

    def set_item(self, table: Json, partition: str, sort: str, item: Json) -> Json:
        """Write one item with MiniStack, and update the order."""
        old = self._set(table, partition, sort, item)
        self._follow(table, partition, sort, old, item)
        return old

    def remove_item(self, table: Json, partition: str, sort: str) -> Json:
        """Delete one item with MiniStack, and update the order."""
        old = self._remove(table, partition, sort)
        self._follow(table, partition, sort, old, None)
        return old

    def items_replaced(self, table: Json) -> None:
        """Forget the order of a table. MiniStack calls this when it replaces all of its items."""
        self._replaced(table)
        self._sorted = {key: entries for key, entries in self._sorted.items() if key[0] != table["TableArn"]}

    def _follow(self, table: Json, partition: str, sort: str, old: Json, new: Json) -> None:
        arn = table["TableArn"]
        if (old is None) != (new is None):
            exchange(self._sorted.get((arn, None, partition)), (sort,) if old else None, (sort,) if new else None)
        for index in table.get("GlobalSecondaryIndexes") or ():
            before = self._index_entry(index, partition, sort, old)
            after = self._index_entry(index, partition, sort, new)
            if before != after:
                for place, gone, come in ((before, before, None), (after, None, after)):
                    if place:
                        entries = self._sorted.get((arn, index["IndexName"], place[0]))
                        exchange(entries, gone and gone[1], come and come[1])

    def _index_entry(self, index: Json, partition: str, sort: str, item: Json) -> tuple[str, Entry] | None:
        """Return the item's partition in an index, and its entry there. None if the item is not in the index."""
        hashes, ranges = self._dynamodb._index_key_lists(index)
        if item is None or len(hashes) != 1 or len(ranges) != 1 or not {*hashes, *ranges} <= item.keys():
            return None
        return item[hashes[0]].get("S", ""), (item[ranges[0]].get("S", ""), partition, sort)

    def _view(self, table: Json, data: Json) -> Json:
        """Return the table reduced to the items that this query can return."""
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
        chosen = self._page(table, walk(entries, start, end, data, _cursor(data, index_name, range_name, table)), partition, data)
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
        """Return the slice of the entries that the key condition allows."""
        for clause in self._dynamodb._key_condition_clauses(_unwrapped(self._dynamodb._tokenize(condition))):
            words = [text for kind, text in clause if kind not in ("LPAREN", "RPAREN", "COMMA")]
            named = [names.get(word, word) for word in words]
            if range_name in named:
                return slice_of(
                    entries, words, [values[word]["S"] for word in words if word.startswith(":")], named.index(range_name)
                )
        return 0, len(entries)

    def _page(self, table: Json, entries: Iterable[Entry], partition: str, data: Json) -> list[tuple[str, str, Json]]:
        """Return the items of one page and the next one, with their keys in the table."""
        limit = data.get("Limit")
        chosen, size = [], 0
        for entry in islice(entries, None if limit is None else int(limit) + 1):
            base_partition, base_sort = entry[1:] if len(entry) > 1 else (partition, entry[0])
            item = table["items"][base_partition][base_sort]
            chosen.append((base_partition, base_sort, item))
            if limit is None:
                size += self._dynamodb._item_size_bytes(item)
                if size > 2 * self._dynamodb._DDB_PAGE_SIZE_BYTES:
                    break
        return chosen


def _unwrapped(tokens: list[Json]) -> list[Json]:
    """Return the tokens of a condition without parentheses around the whole of it, as PynamoDB writes them."""
    ended = [token for token in tokens if token[0] != "EOF"]
    depth = 0
    for number, (kind, *_) in enumerate(ended):
        depth += (kind == "LPAREN") - (kind == "RPAREN")
        if depth == 0 and number < len(ended) - 1:
            return ended
    return _unwrapped(ended[1:-1]) if ended and ended[0][0] == "LPAREN" else ended


def _cursor(data: Json, index_name: str | None, range_name: str, table: Json) -> Entry | None:
    key = data.get("ExclusiveStartKey")
    if key is None:
        return None
    base = (key[table["pk_name"]]["S"], key[table["sk_name"]]["S"])
    return (key[range_name]["S"], *base) if index_name else base[1:]
