"""DynamoDB's client: our signature and endpoint are those of botocore, and items are those of the PynamoDB model."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import boto3
import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSPreparedRequest, AWSRequest
from botocore.credentials import Credentials

from contactbook.storage.base import table
from contactbook.storage.base.client import calls
from contactbook.storage.base.client.signing import sign
from contactbook.storage.base.item import Item, raw_of, row_of
from contactbook.storage.base.keys import Key
from contactbook.storage.base.rows import AtVersion, Put, Row
from tests.aws_in_process.aws import World
from tests.faults.calls import Call
from tests.faults.taps import Attempt, Tap, Wire, tapped

NOW = datetime(2026, 11, 27, 9, 30, 5, tzinfo=UTC)


class _Watching(Tap):
    """Lets each call be sent by botocore."""

    def attempt(self, call: Call, wire: Wire, proceed: Callable[[], Attempt]) -> Attempt:
        return proceed()


def _prepared(url: str, body: bytes) -> AWSPreparedRequest:
    headers = {"X-Amz-Target": "DynamoDB_20120810.GetItem", "Content-Type": "application/x-amz-json-1.0", "User-Agent": "x"}
    return AWSRequest("POST", url, headers=headers, data=body).prepare()


@pytest.mark.parametrize("token", [None, "a/session+token=="])
@pytest.mark.parametrize(
    "url",
    [
        "https://dynamodb.eu-west-1.amazonaws.com/",
        "http://127.0.0.1:4566/",
        "https://vpce-1.dynamodb.eu-west-1.vpce.amazonaws.com:443/",
    ],
)
@pytest.mark.parametrize("body", [b"{}", '{"name": "Ελένη"}'.encode()])
def test_a_signature_is_the_one_that_botocore_makes(
    monkeypatch: pytest.MonkeyPatch, url: str, token: str | None, body: bytes
) -> None:
    credentials = Credentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", token)
    ours = _prepared(url, body)
    sign(ours, credentials, "eu-west-1", NOW)
    theirs = AWSRequest("POST", url, headers=dict(_prepared(url, body).headers), data=body)
    del theirs.headers["Content-Length"]
    monkeypatch.setattr("botocore.auth.get_current_datetime", lambda: NOW.replace(tzinfo=None))
    SigV4Auth(credentials, "dynamodb", "eu-west-1").add_auth(theirs)
    assert ours.headers["Authorization"] == theirs.headers["Authorization"]


def test_a_repeated_signature_replaces_the_first() -> None:
    credentials, request = Credentials("AKIDEXAMPLE", "secret"), _prepared("https://dynamodb.eu-west-1.amazonaws.com/", b"{}")
    for now in (NOW.replace(hour=1), NOW):
        sign(request, credentials, "eu-west-1", now)
    once = _prepared("https://dynamodb.eu-west-1.amazonaws.com/", b"{}")
    sign(once, credentials, "eu-west-1", NOW)
    assert dict(request.headers) == dict(once.headers)


def test_a_request_goes_where_botocore_would_send_it_and_says_the_same(world: World) -> None:
    ours, theirs = Item.connection().connection.client, boto3.client("dynamodb")
    asked = {"TableName": world.table_name, "Key": {"pk": {"S": "TENANT#acme#CONTACT#1"}, "sk": {"S": "PROFILE"}}}
    seen: list[AWSPreparedRequest] = []
    with tapped(_Watching()):
        for client in (ours, theirs):
            client.meta.events.register_last("before-send.dynamodb", lambda request, **_: seen.append(request), unique_id="seen")
            client.get_item(**asked)  # type: ignore[attr-defined]  # PynamoDB names only what it calls.
            client.meta.events.unregister("before-send.dynamodb", unique_id="seen")
    first, second = seen
    assert (first.method, first.url, first.body) == (second.method, second.url, second.body)
    names = {name.lower() for name in second.headers} - {"user-agent"}
    assert names <= {name.lower() for name in first.headers}
    same = names - {"amz-sdk-invocation-id", "amz-sdk-request", "authorization", "x-amz-date"}
    assert {name: first.headers[name] for name in same} == {name: second.headers[name] for name in same}


def test_every_attribute_of_the_model_is_written_and_read_again(world: World) -> None:
    whole = Row(
        Key("TENANT#acme#X", "1"), "note", '{"a":"b"}', version=3, gsi1=Key("a", "b"), gsi2=Key("c", "d"), gsi3=Key("e", "f"),
        expires_at=1_800_000_000, values='{"c":1}', erasure="erasing", owner="con_1",
    )  # fmt: skip
    table.put(Put(whole))
    (stored,) = world.items(whole.key.pk)
    assert stored.keys() | {"schema"} == set(Item.get_attributes()) - {"by_name", "by_due", "by_run"}
    assert row_of(raw_of(whole)) == table.get(whole.key) == whole
    model = Item.get(whole.key.pk, whole.key.sk)
    assert {name: getattr(model, name) for name in ("kind", "version", "erasure", "owner", "gsi3sk", "expires_at")} == {
        "kind": "note", "version": 3, "erasure": "erasing", "owner": "con_1", "gsi3sk": "f", "expires_at": 1_800_000_000,
    }  # fmt: skip


def test_what_a_batch_leaves_over_is_asked_for_again(monkeypatch: pytest.MonkeyPatch, world: World) -> None:
    rows = [Row(Key("TENANT#acme#X", f"{number:02}"), "note", "{}") for number in range(30)]
    connection = Item.connection()
    usual_write, usual_read = calls.batch_write_items, connection.batch_get_item
    written: list[int] = []

    def write_some(requests: list[Any]) -> list[Any]:
        written.append(len(requests))
        return [*usual_write(requests[:20]), *requests[20:]]

    def read_some(keys: list[Any], **options: Any) -> Any:
        answer = usual_read(keys[:20], **options)
        return answer | {"UnprocessedKeys": {world.table_name: {"Keys": keys[20:]}} if keys[20:] else {}}

    monkeypatch.setattr(calls, "batch_write_items", write_some)
    monkeypatch.setattr(connection, "batch_get_item", read_some)
    table.put_many(rows)
    assert table.get_many([row.key for row in rows]) == rows
    assert written == [25, 5, 5]


def test_a_condition_names_the_version(world: World) -> None:
    row = Row(Key("TENANT#acme#X", "1"), "note", "{}")
    table.put(Put(row))
    table.put(Put(Row(row.key, "note", '{"a":1}', version=2), AtVersion(1)))
    with pytest.raises(Exception, match="Another request changed"):
        table.put(Put(Row(row.key, "note", "{}", version=2), AtVersion(1)))
