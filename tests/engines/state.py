"""Reads and restores table and stream on a real engine, as the tests' world does. The rest of AWS stays moto's."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import boto3

from tests.aws_in_process.aws import ENVIRONMENT, REGION, create_table
from tests.aws_in_process.moto_state import Kept, State, in_clear
from tests.faults.taps import untapped

Json = dict[str, Any]
_TABLE = ENVIRONMENT["TABLE_NAME"]


class EngineState(State):
    """The state that `World` needs, on an engine of its own. Its own requests bypass the taps: they are not calls of the product."""

    def __init__(self, account: str, region: str) -> None:
        super().__init__(account, region)
        self._dynamo: Any = _direct("dynamodb")
        self._streams: Any = _direct("dynamodbstreams")
        self._kept_items: list[Json] = []
        self._kept_unread: list[Json] = []
        self._unread: list[Json] = []
        self._read_up_to: dict[str, str] = {}

    def empty(self) -> None:
        self._kept_items, self._kept_unread = [], []
        super().empty()

    def keep(self) -> Kept:
        kept = super().keep()
        self._kept_items = self._stored(_TABLE, None)
        self._kept_unread = self._records()
        return kept

    def restore(self) -> None:
        super().restore()
        self._empty_table()
        for item in self._kept_items:
            self._dynamo.put_item(TableName=_TABLE, Item=item)
        self._records()
        self._unread = list(self._kept_unread)

    def items(self, table_name: str, pk: str | None) -> list[Json]:
        return [in_clear(item) for item in self._stored(table_name, pk)]

    def documents(self, table_name: str, kind: str, start: str = "") -> Iterator[str]:
        for item in self.items(table_name, None):
            if item["pk"]["S"].startswith(start) and item.get("kind") == {"S": kind}:
                yield item["document"]["S"]

    @contextmanager
    def without_stream(self, table_name: str) -> Iterator[None]:
        """Keep the stream: outside this process its records cost the test nothing."""
        yield

    def take_stream_records(self, table_name: str) -> list[Json]:
        taken, self._unread = self._records(), []
        return taken

    def _stored(self, table_name: str, pk: str | None) -> list[Json]:
        pages = self._dynamo.get_paginator("scan").paginate(TableName=table_name, ConsistentRead=True)
        found = [item for page in pages for item in page["Items"] if pk is None or item["pk"]["S"] == pk]
        found.sort(key=lambda item: (item["pk"]["S"], item["sk"]["S"]))
        return found

    def _empty_table(self) -> None:
        tables = self._dynamo.list_tables()["TableNames"]
        if _TABLE in tables and not self._dynamo.scan(TableName=_TABLE, Limit=1)["Items"]:
            return
        if _TABLE in tables:
            self._dynamo.delete_table(TableName=_TABLE)
        create_table(_TABLE)
        self._read_up_to.clear()

    def _records(self) -> list[Json]:
        """Return the records since the last call, in the order of changes of each item."""
        # `list_streams` would also return the stream of a deleted table.
        arn = self._dynamo.describe_table(TableName=_TABLE)["Table"]["LatestStreamArn"]
        for record in self._since(arn):
            change = record["dynamodb"]
            change["ApproximateCreationDateTime"] = change["ApproximateCreationDateTime"].timestamp()
            self._unread.append({**record, "eventSourceARN": arn, "awsRegion": REGION})
        return self._unread

    def _since(self, arn: str) -> Iterator[Json]:
        shards = self._streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]
        for shard in _parents_first(shards):
            after = self._read_up_to.get(shard["ShardId"])
            where = {"ShardIteratorType": "AFTER_SEQUENCE_NUMBER", "SequenceNumber": after}
            iterator = self._streams.get_shard_iterator(
                StreamArn=arn, ShardId=shard["ShardId"], **(where if after else {"ShardIteratorType": "TRIM_HORIZON"})
            )["ShardIterator"]
            while iterator:
                page = self._streams.get_records(ShardIterator=iterator)
                if not page["Records"]:
                    break
                self._read_up_to[shard["ShardId"]] = page["Records"][-1]["dynamodb"]["SequenceNumber"]
                yield from page["Records"]
                iterator = page.get("NextShardIterator")


def _parents_first(shards: Sequence[Json]) -> Iterator[Json]:
    children: dict[str, list[Json]] = defaultdict(list)
    ids = {shard["ShardId"] for shard in shards}
    for shard in shards:
        parent = shard.get("ParentShardId", "")
        children[parent if parent in ids else ""].append(shard)
    waiting = list(children[""])
    while waiting:
        shard = waiting.pop(0)
        yield shard
        waiting += children[shard["ShardId"]]


def _direct(service: str) -> Any:
    return untapped(boto3.client(service, region_name=REGION))  # type: ignore[call-overload]  # boto3's stubs know literal names only
