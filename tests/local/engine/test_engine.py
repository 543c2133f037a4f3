import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from infra.local.engine.child import open_listener
from infra.local.engine.engine import Engine
from infra.local.engine.requests import EngineError

TABLE = "counters"


class Changes:
    """The reported changes of the engine, and a way to wait for more."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._kinds = ""

    def __call__(self, kinds: str) -> None:
        with self._condition:
            self._kinds += kinds
            self._condition.notify_all()

    def has_reported(self, kind: str) -> bool:
        with self._condition:
            return self._condition.wait_for(lambda: kind in self._kinds, 10)


@pytest.fixture
def changes() -> Changes:
    return Changes()


@pytest.fixture
def engine(tmp_path: Path, changes: Changes) -> Iterator[Engine]:
    with Engine(tmp_path, changes) as engine:
        engine.client("dynamodb").create_table(
            TableName=TABLE,
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
            StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
        )
        yield engine


def _put(engine: Engine, key: str, **condition: Any) -> None:
    engine.client("dynamodb").put_item(TableName=TABLE, Item={"pk": {"S": key}}, **condition)


def _keys(engine: Engine) -> set[str]:
    return {item["pk"]["S"] for item in engine.client("dynamodb").scan(TableName=TABLE)["Items"]}


def test_of_two_claims_at_once_one_is_kept(engine: Engine) -> None:
    client = engine.client("dynamodb")
    won: list[int] = []

    def claim(number: int) -> None:
        put = {"TableName": TABLE, "Item": {"pk": {"S": "claim"}}, "ConditionExpression": "attribute_not_exists(pk)"}
        other = {"TableName": TABLE, "Item": {"pk": {"S": f"other{number}"}}}
        try:
            client.transact_write_items(TransactItems=[{"Put": other}, {"Put": put}])
            won.append(number)
        except client.exceptions.TransactionCanceledException:
            pass

    claims = [threading.Thread(target=claim, args=(number,)) for number in range(8)]
    for thread in claims:
        thread.start()
    for thread in claims:
        thread.join()

    assert len(won) == 1
    assert _keys(engine) == {"claim", f"other{won[0]}"}


def test_a_transaction_sent_twice_with_its_token_is_done_once(engine: Engine) -> None:
    client = engine.client("dynamodb")
    add = {
        "TableName": TABLE,
        "Key": {"pk": {"S": "n"}},
        "UpdateExpression": "ADD seen :one",
        "ExpressionAttributeValues": {":one": {"N": "1"}},
    }

    for _ in range(2):
        client.transact_write_items(TransactItems=[{"Update": add}], ClientRequestToken="once")

    assert client.get_item(TableName=TABLE, Key={"pk": {"S": "n"}})["Item"]["seen"] == {"N": "1"}


def test_the_stream_keeps_its_order_until_it_is_acknowledged(engine: Engine) -> None:
    for key in "abc":
        _put(engine, key)

    records = engine.records(TABLE, 2)
    assert [record["dynamodb"]["NewImage"]["pk"]["S"] for record in records] == ["a", "b"]
    assert records[0]["eventName"] == "INSERT"

    engine.acknowledge(TABLE, records[0]["dynamodb"]["SequenceNumber"])
    assert [record["dynamodb"]["Keys"]["pk"]["S"] for record in engine.records(TABLE, 10)] == ["b", "c"]
    assert engine.state().streams == {TABLE: 2}


def test_every_kind_of_change_is_reported(engine: Engine, changes: Changes) -> None:
    _put(engine, "a")
    assert changes.has_reported("t")

    url = engine.client("sqs").create_queue(QueueName="q")["QueueUrl"]
    engine.client("sqs").send_message(QueueUrl=url, MessageBody="x")
    assert changes.has_reported("q")

    engine.client("s3").create_bucket(Bucket="bucket", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
    assert changes.has_reported("o")


def test_a_delayed_message_can_be_released(engine: Engine) -> None:
    client = engine.client("sqs")
    url = client.create_queue(QueueName="q")["QueueUrl"]
    client.send_message(QueueUrl=url, MessageBody="x", DelaySeconds=900)
    depth = engine.state().queues["q"]
    assert (depth.visible, depth.delayed, depth.total) == (0, 1, 1)
    assert depth.next_visible_in is not None

    engine.release("q")

    assert client.receive_message(QueueUrl=url)["Messages"][0]["Body"] == "x"


def test_stored_data_survives_a_restart(engine: Engine, tmp_path: Path, changes: Changes) -> None:
    sqs, s3 = engine.client("sqs"), engine.client("s3")
    url = sqs.create_queue(QueueName="q")["QueueUrl"]
    sqs.send_message(QueueUrl=url, MessageBody="waiting")
    s3.create_bucket(Bucket="bucket", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
    s3.put_object(Bucket="bucket", Key="a/b", Body=b"file")
    _put(engine, "a")
    engine.stop()

    with Engine(tmp_path, changes) as again:
        assert _keys(again) == {"a"}
        assert [record["dynamodb"]["Keys"]["pk"]["S"] for record in again.records(TABLE, 10)] == ["a"]
        assert again.client("sqs").receive_message(QueueUrl=url)["Messages"][0]["Body"] == "waiting"
        assert again.client("s3").get_object(Bucket="bucket", Key="a/b")["Body"].read() == b"file"


def test_a_file_is_dated_by_the_clock_of_the_stack(engine: Engine) -> None:
    s3 = engine.client("s3")
    s3.create_bucket(Bucket="dated", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
    dates = []
    for offset in (86_400.0, 0.0):
        engine.date_files(offset)
        s3.put_object(Bucket="dated", Key=str(offset), Body=b"file")
        dates.append(s3.head_object(Bucket="dated", Key=str(offset))["LastModified"])
    assert 86_390 < (dates[0] - dates[1]).total_seconds() <= 86_401


def test_saved_data_survives_a_kill(engine: Engine, tmp_path: Path, changes: Changes) -> None:
    _put(engine, "a")
    _until_saved(tmp_path, '"a"')
    engine.kill()

    with Engine(tmp_path, changes) as again:
        assert _keys(again) == {"a"}


def test_what_the_log_keeps_is_restored_from_base_and_journals(engine: Engine, tmp_path: Path, changes: Changes) -> None:
    for key in "abc":
        _put(engine, key)
    engine.client("dynamodb").delete_item(TableName=TABLE, Key={"pk": {"S": "b"}})
    written = engine.records(TABLE, 10)
    engine.acknowledge(TABLE, written[0]["dynamodb"]["SequenceNumber"])
    engine.stop()
    log = tmp_path / "engine" / "tables-00000000.journal"
    # A process that is killed while it writes leaves half a line.
    log.write_bytes(log.read_bytes() + b'["+","counters","z","__no_')

    with Engine(tmp_path, changes) as again:
        assert _keys(again) == {"a", "c"}
        assert again.records(TABLE, 10) == written[1:]
        _put(again, "d")
    with Engine(tmp_path, changes) as last:
        assert _keys(last) == {"a", "c", "d"}


def test_emptying_leaves_tables_queues_and_buckets(engine: Engine, tmp_path: Path, changes: Changes) -> None:
    url = engine.client("sqs").create_queue(QueueName="q")["QueueUrl"]
    engine.client("sqs").send_message(QueueUrl=url, MessageBody="x")
    engine.client("s3").create_bucket(Bucket="bucket", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
    engine.client("s3").put_object(Bucket="bucket", Key="a", Body=b"x")
    _put(engine, "a")

    engine.empty()

    assert _keys(engine) == set()
    assert engine.state().queues["q"].total == 0
    assert engine.state().streams[TABLE] == 0
    assert engine.client("s3").list_objects_v2(Bucket="bucket")["KeyCount"] == 0
    _put(engine, "a", ConditionExpression="attribute_not_exists(pk)")
    engine.client("s3").put_object(Bucket="bucket", Key="b", Body=b"y")
    engine.stop()
    with Engine(tmp_path, changes) as again:
        assert again.client("s3").list_objects_v2(Bucket="bucket")["Contents"][0]["Key"] == "b"
        assert again.client("s3").get_object(Bucket="bucket", Key="b")["Body"].read() == b"y"


def _until_saved(directory: Path, text: str) -> None:
    """Wait until the log of the tables contains this text. It is written two seconds after the change."""
    waiting = threading.Event()
    for _ in range(400):
        if any(text in path.read_text() for path in (directory / "engine").glob("tables-*")):
            return
        waiting.wait(0.05)
    raise AssertionError(f"{text} was never saved")


def test_the_engine_listens_on_the_port_that_is_named(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
        monkeypatch.setenv("ENGINE_PORT", str(port))
        with pytest.raises(EngineError, match=f"ENGINE_PORT={port}"):
            open_listener()
    with open_listener() as listener:
        assert listener.getsockname() == ("127.0.0.1", port)


@pytest.mark.parametrize("given", ["http", "70000"])
def test_a_port_that_is_none_is_refused(monkeypatch, given):
    monkeypatch.setenv("ENGINE_PORT", given)
    with pytest.raises(EngineError, match="ENGINE_PORT"):
        open_listener()
