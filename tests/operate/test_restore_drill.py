"""The drill in small: the table is restored beside the one in use, replayed, made ready, and used (S8.7)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from contactbook.services.base.stores import open_store
from contactbook.storage.base.item import Item
from infra.operate.__main__ import main
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_stream
from tests.builders.refusals import refuse
from tests.checks.permissions import deployed_with

COPY = "contactbook-restored"
GONE, STAYS, ADDRESS = "zqcanary1", "Παπαδοπούλου", "stays@example.com"


@pytest.fixture(autouse=True)
def _stack(monkeypatch: pytest.MonkeyPatch) -> None:
    # The environment of the tests is that of the stack.
    monkeypatch.setattr("infra.operate.__main__.use_environment_of", lambda stack: None)


@pytest.fixture
def copied(world: World, api: Api) -> Iterator[World]:
    """An AWS with a copy of the table from before somebody was anonymized."""
    gone = api.post("/v1/contacts", {"kind": "person", "last_name": GONE}).body["contact_id"]
    api.post(
        "/v1/contacts",
        {
            "kind": "person",
            "last_name": STAYS,
            "emails": [{"address": ADDRESS}],
            "preferences": {"direct_marketing": True},
        },
    )
    drain_stream(world)
    dynamodb = world.client("dynamodb")
    dynamodb.restore_table_to_point_in_time(SourceTableName=world.table_name, TargetTableName=COPY, UseLatestRestorableTime=True)
    assert api.post(f"/v1/contacts/{gone}/anonymize").body["state"] == "anonymized"
    drain_stream(world)
    yield world
    dynamodb.update_table(TableName=COPY, DeletionProtectionEnabled=False)
    dynamodb.delete_table(TableName=COPY)


@contextmanager
def on_the_copy(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the functions use the copy, as they do in a stack that is deployed with it."""
    arn = world.client("dynamodb").describe_table(TableName=COPY)["Table"]["TableArn"]
    with monkeypatch.context() as patched, deployed_with(RestoredTableArn=arn):
        patched.setenv("TABLE_NAME", COPY)
        patched.setattr(Item.Meta, "table_name", COPY)
        patched.setattr(Item, "_connection", None)
        yield


def marks_of(contact_id: str) -> list[Any]:
    """Return what is refused at the addresses of a contact, as it is marked on it."""
    return list(open_store("acme").contacts.get(contact_id).refusals)


def staying() -> str:
    found = Api().get("/v1/contacts", q=STAYS).body["items"]
    return str(found[0]["contact_id"])


@pytest.mark.feature("S8.7")
def test_a_restored_table_is_used_and_nobody_who_was_erased_is_back(copied, monkeypatch, capsys):
    with on_the_copy(copied, monkeypatch):
        use_the_copy(Api(), capsys)


def use_the_copy(api, capsys):
    assert [one["last_name"] for one in api.get("/v1/contacts").body["items"]] == [GONE, STAYS]
    assert main(["replay-erasures", "--dry-run"]) == 0
    assert capsys.readouterr().out == "1 lines of the register would be replayed.\n"
    assert main(["replay-erasures"]) == 0
    assert "1 of them erased somebody again" in capsys.readouterr().out
    assert GONE not in api.get("/v1/contacts").text
    assert api.get("/v1/contacts", q=STAYS).body["items"][0]["last_name"] == STAYS


@pytest.mark.feature("S8.7", "S5.4")
def test_a_no_that_was_said_after_the_copy_is_carried_into_it(copied, monkeypatch, capsys):
    refuse(ADDRESS, "complaint")
    with on_the_copy(copied, monkeypatch):
        assert marks_of(staying()) == []
        for said in ("--dry-run", "", ""):
            assert main(["carry-refusals", copied.table_name, *filter(None, [said])]) == 0
        assert [mark.through for mark in marks_of(staying())] == ["complaint"]
    assert capsys.readouterr().out.splitlines() == [
        f"1 refusals would be carried into {COPY}, of 1 tenants.",
        f"1 refusals were carried into {COPY}, of 1 tenants.",
        f"0 refusals were carried into {COPY}, of 1 tenants.",
    ]


@pytest.mark.feature("S8.7", "S5.4")
def test_a_no_that_a_user_recorded_after_the_copy_is_named(copied, monkeypatch, capsys):
    contact_id = staying()
    assert Api().put(f"/v1/contacts/{contact_id}/preferences", {"direct_marketing": False}).status == 200
    drain_stream(copied)
    with on_the_copy(copied, monkeypatch):
        assert main(["carry-refusals", copied.table_name]) == 0
    assert capsys.readouterr().out.startswith(f"Record again: acme {contact_id} said no to direct_marketing at 20")


@pytest.mark.feature("S8.7")
def test_a_restored_table_gets_what_a_restore_leaves_out(copied, capsys):
    assert main(["prepare-restored", COPY, "--dry-run"]) == 0
    assert capsys.readouterr().out.count("would turn on") == 4
    assert main(["prepare-restored", COPY]) == 0
    *done, arn, stream = capsys.readouterr().out.splitlines()
    dynamodb = copied.client("dynamodb")
    table = dynamodb.describe_table(TableName=COPY)["Table"]
    assert len(done) == 4
    assert (arn, stream) == (f"RestoredTableArn={table['TableArn']}", f"RestoredTableStreamArn={table['LatestStreamArn']}")
    assert table["StreamSpecification"] == {"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"}
    assert table["DeletionProtectionEnabled"] is True
    assert dynamodb.describe_time_to_live(TableName=COPY)["TimeToLiveDescription"]["AttributeName"] == "expires_at"
    assert main(["prepare-restored", COPY]) == 0
    assert capsys.readouterr().out.splitlines() == [arn, stream]


@pytest.mark.usefixtures("world")
def test_the_table_in_use_and_tables_of_others_are_no_restored_ones(world, capsys):
    assert main(["prepare-restored", world.table_name]) == 1
    assert "is the table that the stack uses" in capsys.readouterr().err
    assert main(["prepare-restored", "nothing"]) == 2
    key = {"AttributeName": "pk", "KeyType": "HASH"}
    attribute = {"AttributeName": "pk", "AttributeType": "S"}
    world.client("dynamodb").create_table(
        TableName="other", BillingMode="PAY_PER_REQUEST", KeySchema=[key], AttributeDefinitions=[attribute]
    )
    assert main(["prepare-restored", "other"]) == 1
    assert "has no index gsi1, gsi2, gsi3" in capsys.readouterr().err
    world.client("dynamodb").delete_table(TableName="other")
