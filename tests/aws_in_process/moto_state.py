"""Reads and restores moto's state directly. This makes no request, so nothing is counted, scheduled or made to fail."""

import copy
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC
from itertools import chain
from typing import Any

from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import StreamRecord, Table
from moto.s3.models import s3_backends
from moto.ses.models import ses_backends
from moto.sns.models import sns_backends
from moto.sqs.models import Message, Queue, sqs_backends
from moto.utilities.utils import get_partition

from tests.aws_in_process.moto_order import forget

Json = dict[str, Any]
Partitions = dict[DynamoType, dict[DynamoType, Item]]


@dataclass
class Kept:
    """A state to which `restore` returns."""

    tables: dict[str, Partitions] = field(default_factory=dict)
    streams: dict[str, list[StreamRecord]] = field(default_factory=dict)
    queues: dict[str, list[Message]] = field(default_factory=dict)
    taken: dict[str, int] = field(default_factory=dict)
    files: set[tuple[str, str]] = field(default_factory=set)


class State:
    """The state of one account in one region."""

    def __init__(self, account: str, region: str) -> None:
        self._dynamodb = dynamodb_backends[account][region]
        self._sqs = sqs_backends[account][region]
        self._ses = ses_backends[account][region]
        self._sns = sns_backends[account][region]
        self._s3 = s3_backends[account][get_partition(region)]
        self._region = region
        self._taken: dict[str, int] = {}
        self._kept = Kept()

    def empty(self) -> None:
        self._kept = Kept()
        self.restore()

    def keep(self) -> Kept:
        self._kept = Kept(
            {name: _copied(table.items) for name, table in self._dynamodb.tables.items()},
            {name: list(_records(table)) for name, table in self._dynamodb.tables.items()},
            {name: copy.deepcopy(queue._messages) for name, queue in self._sqs.queues.items()},
            dict(self._taken),
            {(name, key) for name, bucket in self._s3.buckets.items() for key in bucket.keys},
        )
        return self._kept

    def take_up(self, kept: Kept) -> None:
        """Let `restore` return to this state. Files that are gone since stay gone."""
        self._kept = kept

    def restore(self) -> None:
        for name, table in self._dynamodb.tables.items():
            forget(table)
            table.items.clear()
            table.items.update(_copied(self._kept.tables.get(name, {})))
            _records(table)[:] = self._kept.streams.get(name, [])
        for name, queue in self._sqs.queues.items():
            _refill(queue, self._kept.queues.get(name, []))
        for name, bucket in self._s3.buckets.items():
            for key in [key for key in bucket.keys if (name, key) not in self._kept.files]:
                bucket.keys.pop(key)
        self._taken = dict(self._kept.taken)
        self._ses.sent_messages.clear()
        self._ses.sent_message_count = 0
        for topic in self._sns.topics.values():
            topic.sent_notifications.clear()

    def items(self, table_name: str, pk: str | None) -> list[Json]:
        table = self._dynamodb.tables[table_name]
        stored: Iterator[Item] = chain.from_iterable(partition.values() for partition in table.items.values())
        found = [item for item in stored if pk is None or item.hash_key.value == pk]
        found.sort(key=lambda item: (item.hash_key.value, item.range_key.value if item.range_key else ""))
        return [in_clear(_plain(item)) for item in found]

    def as_sent(self, table_name: str) -> list[Json]:
        """Return every item as DynamoDB's answers carry it: bytes in base64."""
        stored = chain.from_iterable(partition.values() for partition in self._dynamodb.tables[table_name].items.values())
        return [{name: _as_sent(value) for name, value in _plain(item).items()} for item in stored]

    def item(self, table_name: str, pk: str, sk: str) -> Json | None:
        partition = self._dynamodb.tables[table_name].items.get(DynamoType({"S": pk}), {})
        item = partition.get(DynamoType({"S": sk}))
        return _plain(item) if item else None

    def description(self, table_name: str) -> Json:
        description: Json = self._dynamodb.tables[table_name].describe(base_key="Table")["Table"]
        return description

    def documents(self, table_name: str, kind: str, start: str = "") -> Iterator[str]:
        for partition_key, partition in self._dynamodb.tables[table_name].items.items():
            if not partition_key.value.startswith(start):
                continue
            for item in partition.values():
                if (found := item.attrs.get("kind")) is not None and found.value == kind:
                    yield in_clear(_plain(item))["document"]["S"]

    @contextmanager
    def without_stream(self, table_name: str) -> Iterator[None]:
        table = self._dynamodb.tables[table_name]
        shard, table.stream_shard = table.stream_shard, None
        try:
            yield
        finally:
            table.stream_shard = shard

    def messages(self, queue_name: str) -> list[Json]:
        queue = self._sqs.queues[queue_name]
        return [self._as_lambda_gets_it(queue, message) for message in queue._messages]

    def empty_queue(self, queue_name: str) -> None:
        _refill(self._sqs.queues[queue_name], [])

    def sent_emails(self) -> Sequence[Any]:
        return list(self._ses.sent_messages)

    def take_stream_records(self, table_name: str) -> list[Json]:
        table = self._dynamodb.tables[table_name]
        records = _records(table)[self._taken.get(table_name, 0) :]
        self._taken[table_name] = len(_records(table))
        return [_stream_record(table, record, self._region) for record in records]

    def _as_lambda_gets_it(self, queue: Queue, message: Message) -> Json:
        return {
            "messageId": message.id,
            "receiptHandle": message.receipt_handle or f"receipt-{message.id}",
            "body": message.body,
            "attributes": {
                "ApproximateReceiveCount": str(message.approximate_receive_count + 1),
                "SentTimestamp": str(message.sent_timestamp),
                "SenderId": message.sender_id,
                "ApproximateFirstReceiveTimestamp": str(message.sent_timestamp),
            },
            "messageAttributes": {},
            "md5OfBody": message.body_md5,
            "eventSource": "aws:sqs",
            "eventSourceARN": queue.queue_arn,
            "awsRegion": self._region,
        }


def _records(table: Table) -> list[StreamRecord]:
    return table.stream_shard.items if table.stream_shard is not None else []


def _copied(items: Partitions) -> Partitions:
    # Items are copied both ways, because moto's updates change them in place.
    return {
        hash_key: {range_key: copy.deepcopy(item) for range_key, item in partition.items()}
        for hash_key, partition in items.items()
        if partition
    }


def _refill(queue: Queue, messages: list[Message]) -> None:
    queue._messages = copy.deepcopy(messages)
    queue._pending_messages.clear()
    queue.deleted_messages.clear()
    queue.last_purged_at = None


def in_clear(item: Json) -> Json:
    """The item with its packed documents as text, so that a test can read them."""
    from contactbook.storage.base.documents import unpacked

    packed = {name: item[name]["B"] for name in ("document", "values") if "B" in item.get(name, {})}
    clear = {name: {"S": unpacked(b64decode(found) if isinstance(found, str) else found)} for name, found in packed.items()}
    return {"document": {"S": "{}"}, **item, **clear} if "kind" in item else item


def _as_sent(value: Json) -> Json:
    return {"B": b64encode(value["B"]).decode()} if isinstance(value.get("B"), bytes) else value


def _plain(item: Item) -> Json:
    return {name: value.to_regular_json() for name, value in item.attrs.items()}


def _stream_record(table: Table, record: StreamRecord, region: str) -> Json:
    change = dict(record.to_json()["dynamodb"])
    change["ApproximateCreationDateTime"] = change["ApproximateCreationDateTime"].replace(tzinfo=UTC).timestamp()
    return {
        **record.to_json(),
        "awsRegion": region,
        "eventSourceARN": f"{table.table_arn}/stream/{table.latest_stream_label}",
        "dynamodb": change,
    }
