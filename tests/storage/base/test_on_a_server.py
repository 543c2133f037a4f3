"""The storage layer over HTTP: moto's server as a process, which knows nothing of this one. The whole room: `make test-moto-server`."""

from collections.abc import Iterator

import pytest

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.storage.base import table
from contactbook.storage.base.item import Item
from contactbook.storage.base.keys import Key
from contactbook.storage.base.rows import Absent, AtVersion, Put, Row
from tests.aws_in_process.aws import ENVIRONMENT, World, create_table
from tests.engines.moto_server import moto_server, why_not
from tests.faults.counting import count_calls

PK = "TENANT#acme#CONTACT#con_1"


@pytest.fixture
def server(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Let the storage layer find DynamoDB in another process, with an empty table. Return its address."""
    if reason := why_not():
        pytest.skip(reason)
    with moto_server() as url:
        monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", url)
        monkeypatch.setattr(Item, "_connection", None)
        # A busy machine is no failure.
        monkeypatch.setattr(Item.Meta, "read_timeout_seconds", 120)
        create_table(ENVIRONMENT["TABLE_NAME"])
        yield url


def note(sk: str, document: str = "{}", version: int = 1) -> Row:
    return Row(Key(PK, sk), "note", document, version)


def test_what_one_process_writes_under_conditions_another_one_keeps(server: str, world: World) -> None:
    first = note("NOTE#1", '{"text":"Καλημέρα"}')
    with count_calls() as calls:
        table.put(Put(first, Absent()))
        table.transact([Put(note("NOTE#2"), Absent()), Put(note("NOTE#3"), Absent())])
        with pytest.raises(ConcurrentUpdate):
            table.put(Put(note("NOTE#1", version=3), AtVersion(2)))
        with pytest.raises(ConcurrentUpdate):
            table.transact([Put(note("NOTE#4"), Absent()), Put(note("NOTE#2"), Absent())])
        assert table.get(first.key) == first
        assert [row.key.sk for row in table.query(PK, "NOTE#").rows] == ["NOTE#1", "NOTE#2", "NOTE#3"]
    assert {counted.call.endpoint_url for counted in calls} == {server}
    assert world.items(PK) == []
