"""The drill: an old copy of the table is restored, the register is replayed, and nobody who was erased is back (S8.7)."""

import json

import pytest

from infra.operate.__main__ import main
from tests.aws_in_process.aws import ENVIRONMENT, World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_stream
from tests.builders.offboarding import LEAVING, PARENT, STAYING, Clock, erased, handed_over, items_of, make_family, tick
from tests.checks.residue import hits

GONE = ("Κανάρι1", "zqcanary2", "zqcanary3@example.com", "zqcanary4", "zqcanary5", "zqcanary6@example.com")
STAYS = "Παπαδοπούλου"


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr("contactbook.clock.source", lambda: clock.now)
    monkeypatch.setattr("infra.operate.__main__.use_environment_of", lambda stack: None)
    return clock


def person(api: Api, name: str, email: str, note: str) -> str:
    said = {"kind": "person", "last_name": name, "emails": [{"address": email}], "tags": [name]}
    made = api.post("/v1/contacts", said)
    assert made.status == 201, made.text
    path = f"/v1/contacts/{made.body['contact_id']}"
    assert api.post(f"{path}/notes", {"text": note}).status == 201
    return path


def register_of(world: World) -> dict[str, bytes]:
    bucket = ENVIRONMENT["REGISTER_BUCKET_NAME"]
    s3 = world.client("s3")
    keys = [one["Key"] for one in s3.list_objects_v2(Bucket=bucket).get("Contents", [])]
    return {key: s3.get_object(Bucket=bucket, Key=key)["Body"].read() for key in keys}


def restore_copy(world: World) -> None:
    """Bring the table back as it was when it was copied. The register is outside, and stays."""
    from contactbook.storage.settings.sections import forget_cached

    register = register_of(world)
    world.restore()
    forget_cached()
    for key, line in register.items():
        world.client("s3").put_object(Bucket=ENVIRONMENT["REGISTER_BUCKET_NAME"], Key=key, Body=line)


@pytest.fixture
def restored(world, clock):
    """An AWS whose table is a copy from before four were erased: two contacts, one that was merged, and a tenant."""
    make_family(world)
    for api in (PARENT, LEAVING):
        api.put("/v1/settings/uniqueness", {"person": [["emails.address"]]})
    anonymized = person(STAYING, GONE[0], GONE[2], GONE[1])
    deleted = person(STAYING, GONE[3], GONE[5], GONE[4])
    person(LEAVING, GONE[3], GONE[5], GONE[4])
    person(STAYING, STAYS, "stays@example.com", STAYS)
    # What blocks an anonymization stays a blocker in the copy.
    engaged = STAYING.post(f"{anonymized}/engagements", {"type": "job"}).body["engagement_id"]
    drain_stream(world)
    world.keep()
    closed = STAYING.patch(f"{anonymized}/engagements/{engaged}", {"status": "closed"})
    assert closed.status == 200
    done = STAYING.post(f"{anonymized}/anonymize")
    assert done.body["state"] == "anonymized", done.text
    assert STAYING.delete(deleted).status == 204
    drain_stream(world)
    handed_over(world, clock)
    erased(world, clock)
    tick(world)
    assert hits(world, GONE[:3]) == []
    restore_copy(world)
    assert [one for one in GONE if not hits(world, [one])] == []
    return world


@pytest.mark.feature("S8.7")
def test_nobody_who_was_erased_is_back_after_a_replay(restored, clock, capsys):
    untouched = [STAYING.get("/v1/contacts", q=STAYS).body["items"], items_of(restored, "acme")]
    assert main(["replay-erasures"]) == 0
    assert capsys.readouterr().out.startswith("3 lines of the register were replayed; 3 of them erased somebody again.")
    assert hits(restored, GONE) == []
    assert [item["sk"]["S"] for item in items_of(restored, "acme-north")] == ["SECTION#closing"]
    assert PARENT.get("/v1/tenants/acme-north/offboarding").body["state"] == "finished"
    assert STAYING.get("/v1/contacts", q=STAYS).body["items"] == untouched[0]
    assert {item["kind"]["S"] for item in items_of(restored, "acme")} == {item["kind"]["S"] for item in untouched[1]}


@pytest.mark.feature("S8.7")
def test_a_replay_can_be_repeated_and_begin_at_a_day(restored, capsys):
    assert main(["replay-erasures", "--after", "2026-12-31"]) == 0
    assert capsys.readouterr().out.startswith("1 lines of the register were replayed; 1 of them")
    assert main(["replay-erasures"]) == 0
    capsys.readouterr()
    before = restored.items()
    assert main(["replay-erasures"]) == 0
    assert "; 0 of them erased" in capsys.readouterr().out
    assert restored.items() == before


@pytest.mark.feature("S8.7")
def test_the_register_holds_ids_and_no_value_of_a_person(restored):
    lines = register_of(restored)
    kinds = [json.loads(line)["kind"] for line in lines.values()]
    assert sorted(kinds) == ["anonymized", "deleted", "tenant"]
    for key, line in lines.items():
        assert json.loads(line).keys() <= {"kind", "tenant_id", "contact_id", "absorbed", "group_id", "at"}
        assert not any(value in f"{key} {line.decode()}" for value in GONE)


@pytest.mark.feature("S8.7")
def test_without_the_replay_they_are_back(restored):
    assert {one for one in GONE if hits(restored, [one])} == set(GONE)
