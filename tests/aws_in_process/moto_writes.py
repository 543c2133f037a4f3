"""Makes moto's tables correct and fast.

- A refused transaction or update restores only the items it touched. Moto copies the whole table once for each action.
- A transaction holds 4 MB at most.
- A query looks only at its page, so its time does not grow with the table.
- The stream has one record for each change, and none for a write without a change.
"""

import copy
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from unittest.mock import patch

from moto.core.exceptions import JsonRESTError
from moto.dynamodb.exceptions import MockValidationException
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import StreamShard, Table

from tests.aws_in_process.moto_order import note
from tests.aws_in_process.moto_queries import in_its_page

TRANSACTION_BYTES = 4 * 1024 * 1024

P = ParamSpec("P")
# Attributes as DynamoDB's JSON. Moto does not type them either.
Attributes = dict[str, Any]
Transact = Callable[[DynamoDBBackend, list[Attributes]], None]
Update = Callable[Concatenate[DynamoDBBackend, str, Attributes, P], Item]
Add = Callable[[StreamShard, Item | None, Item | None], None]


@contextmanager
def honest_tables() -> Iterator[None]:
    """Run moto's DynamoDB with the changes of this module."""
    transact = _rolling_back_transactions(DynamoDBBackend.transact_write_items)
    with ExitStack() as patches:
        patches.enter_context(patch.object(DynamoDBBackend, "transact_write_items", transact))
        patches.enter_context(patch.object(DynamoDBBackend, "update_item", _rolling_back_updates(DynamoDBBackend.update_item)))
        patches.enter_context(patch.object(Table, "put_item", _noting_puts(Table.put_item)))
        patches.enter_context(patch.object(Table, "delete_item", _noting_deletions(Table.delete_item)))
        patches.enter_context(patch.object(Table, "query", in_its_page(Table.query)))
        patches.enter_context(patch.object(StreamShard, "add", _only_changes(StreamShard.add)))
        yield


@dataclass(frozen=True)
class _Touched:
    """One item before a write."""

    table: Table
    hash_key: DynamoType
    range_key: DynamoType | None
    before: Item | None

    def put_back(self) -> None:
        # Without a range key, moto keeps the item itself where it otherwise keeps a partition.
        items: dict[Any, Any] = self.table.items
        place, key = (items, self.hash_key) if self.range_key is None else (items[self.hash_key], self.range_key)
        if self.before is not None:
            place[key] = self.before
        else:
            place.pop(key, None)

    def bytes_needed(self) -> int:
        """Return the larger of the item's sizes before and after the write."""
        now = self.table.get_item(self.hash_key, self.range_key)
        return max(item.size() if item is not None else 0 for item in (self.before, now))


class _Before:
    """The items that a write is about to touch, as they were before it."""

    def __init__(self, backend: DynamoDBBackend) -> None:
        self.backend = backend
        self.touched: list[_Touched] = []
        self.records: dict[str, int] = {}

    def remember(self, table_name: str, attributes: Attributes) -> None:
        """Remember the item with this key. Moto itself refuses an unknown table or a missing key."""
        table = self.backend.tables.get(table_name)
        if table is None or any(name not in attributes for name in table.table_key_attrs):
            return
        hash_key, range_key = self.backend.get_keys_value(table, attributes)
        note(table, hash_key, range_key)
        self.touched.append(_Touched(table, hash_key, range_key, copy.deepcopy(table.get_item(hash_key, range_key))))
        self.records.setdefault(table_name, len(table.stream_shard.items) if table.stream_shard else 0)

    def put_back(self) -> None:
        for item in self.touched:
            item.put_back()
        for table_name, length in self.records.items():
            if (shard := self.backend.tables[table_name].stream_shard) is not None:
                del shard.items[length:]


def _rolling_back_transactions(transact: Transact) -> Transact:
    @wraps(transact)
    def atomic(backend: DynamoDBBackend, transact_items: list[Attributes]) -> None:
        before = _Before(backend)
        for action in transact_items:
            request = next(iter(action.values()))
            before.remember(request.get("TableName", ""), request.get("Item") or request.get("Key", {}))
        try:
            # Moto's copy of the table is now the table itself, so that its rollback does nothing.
            with patch.object(Table, "__deepcopy__", lambda table, memo: table, create=True):
                transact(backend, transact_items)
            if sum(item.bytes_needed() for item in before.touched) > TRANSACTION_BYTES:
                raise MockValidationException("Transaction request cannot include more than 4 MB of data")
        except JsonRESTError:
            before.put_back()
            raise

    return atomic


def _rolling_back_updates(update: Update[P]) -> Update[P]:
    @wraps(update)
    def atomic(backend: DynamoDBBackend, table_name: str, key: Attributes, /, *args: P.args, **kwargs: P.kwargs) -> Item:
        before = _Before(backend)
        before.remember(table_name, key)
        try:
            item = update(backend, table_name, key, *args, **kwargs)
        except JsonRESTError:
            before.put_back()
            raise
        for name, length in before.records.items():
            _keep_one_record(backend.tables[name].stream_shard, length)
        return item

    return atomic


def _keep_one_record(shard: StreamShard | None, length: int) -> None:
    """Keep only the last record of an update. Moto makes two for an item that did not exist."""
    if shard is not None and len(shard.items) > length + 1:
        del shard.items[length:-1]
        shard.items[length].record["dynamodb"]["SequenceNumber"] = str(length + shard.starting_sequence_number)


def _only_changes(add: Add) -> Add:
    @wraps(add)
    def changes(shard: StreamShard, old: Item | None, new: Item | None) -> None:
        if old is None or new is None or old.attrs != new.attrs:
            add(shard, old, new)

    return changes


def _noting_puts(put: Callable[..., Item]) -> Callable[..., Item]:
    @wraps(put)
    def noted(table: Table, *args: Any, **kwargs: Any) -> Item:
        item = put(table, *args, **kwargs)
        note(table, item.hash_key, item.range_key)
        return item

    return noted


def _noting_deletions(delete: Callable[..., Item | None]) -> Callable[..., Item | None]:
    @wraps(delete)
    def noted(table: Table, hash_key: DynamoType, range_key: DynamoType | None) -> Item | None:
        note(table, hash_key, range_key)
        return delete(table, hash_key, range_key)

    return noted
