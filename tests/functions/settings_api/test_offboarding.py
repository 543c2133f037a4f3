"""Off-boarding a tenant over HTTP and through its job: handed over, waiting, erased, with a certificate (S8.6)."""

import io
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_queues, drain_stream, invoke, message

OPERATOR = Api(tenant_id="operations", scopes=("platform:admin",))
PARENT, LEAVING = Api(tenant_id="acme"), Api(tenant_id="acme-north")
ONE = "/v1/tenants/acme-north/offboarding"
BEGAN = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


class Clock:
    """The time that passes when a test says so."""

    def __init__(self) -> None:
        self.now = BEGAN

    def passes(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr("contactbook.clock.source", lambda: clock.now)
    return clock


@pytest.fixture
def family(world, clock):
    PARENT.register(name="Acme")
    assert PARENT.post("/v1/tenants", {"tenant_id": "acme-north", "name": "North", "parent_id": "acme"}).status == 201
    assert PARENT.post("/v1/tenants", {"tenant_id": "acme-north2", "name": "North 2", "parent_id": "acme"}).status == 201
    for api in (LEAVING, Api(tenant_id="acme-north2")):
        made = api.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou", "emails": [{"address": "e@example.com"}]})
        assert made.status == 201, made.text
        assert api.post(f"/v1/contacts/{made.body['contact_id']}/notes", {"text": "a note"}).status == 201
    drain_stream(world)
    return world


def tick(world):
    assert invoke("offboarding", [message({"every_tenant": True})]) == []
    drain_queues(world, "offboarding")


def items_of(world, tenant_id):
    return [item for item in world.items(looks=True) if item["pk"]["S"].startswith(f"TENANT#{tenant_id}#")]


@pytest.mark.feature("S8.6")
def test_a_tenant_is_handed_over_waits_and_is_erased(family, clock):
    world = family
    others = items_of(world, "acme-north2")
    begun = PARENT.post(ONE, {"erase_after_days": 30})
    assert (begun.status, begun.body["state"]) == (202, "handing_over"), begun.text
    clock.passes(minutes=16)
    tick(world)
    waiting = PARENT.get(ONE).body
    assert waiting["state"] == "waiting"
    assert waiting["erase_at"] == "2026-12-30T09:16:00.000Z"
    key = next(
        one["Key"]
        for one in world.client("s3").list_objects_v2(Bucket=world.bucket_name)["Contents"]
        if one["Key"].endswith(".zip")
    )
    content = world.client("s3").get_object(Bucket=world.bucket_name, Key=key)["Body"].read()
    assert len(content) == waiting["export"]["size"]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert b"a note" in archive.read("notes.jsonl")
    clock.passes(days=31)
    tick(world)
    drain_stream(world)
    tick(world)
    done = PARENT.get(ONE).body
    assert done["state"] == "finished", done
    assert done["certificate"]["items"]["note"] == 1
    assert [(item["sk"]["S"]) for item in items_of(world, "acme-north")] == ["SECTION#closing"]
    assert items_of(world, "acme-north2") == others
