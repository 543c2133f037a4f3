"""Files that nobody owns are found, and those that somebody owns stay, wherever a merge has moved them."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from contactbook import clock
from contactbook.services.base.stores import open_store
from contactbook.services.erasure import stray_files
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_queue_and_stream
from tests.builders.uploads import take_over
from tests.canary.planting import upload
from tests.checks.permissions import acting_as

FILE = {"file_name": "a.txt", "content_type": "text/plain", "size": 5}


def _keys(world: World) -> list[str]:
    return [one["Key"] for one in world.client("s3").list_objects_v2(Bucket=world.bucket_name).get("Contents", [])]


def _clean(now: datetime | None = None) -> None:
    """Clean as the job does, when everything that lies there is old."""
    later = (now or clock.now()) + timedelta(days=2)
    with acting_as("anonymization"):
        stray_files.clean_files(open_store("acme"), now=later, has_time=lambda: True)


def _person(api: Api, **said: Any) -> str:
    return str(api.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou", **said}).headers["Location"])


def _stored(world: World, api: Api, at: str) -> str:
    """Upload a file; return where its attachment is."""
    made = api.post(f"{at}/attachments", FILE)
    upload(world, made.body["upload_url"], b"hello")
    take_over(world)
    address = str(made.headers["Location"])
    assert api.get(address).body["state"] == "stored"
    return address


@pytest.mark.feature("S2.82")
@pytest.mark.parametrize("place", ["contact", "library"])
def test_what_was_uploaded_and_nobody_asked_for_is_taken_over(world: World, api: Api, place: str) -> None:
    made = api.post("/v1/attachments" if place == "library" else f"{_person(api)}/attachments", FILE)
    upload(world, made.body["upload_url"], b"hello")
    _clean()
    (key,) = _keys(world)
    assert key.startswith("attachments/")
    assert world.documents("attachment") or place == "library"
    assert api.get(made.headers["Location"]).body["state"] == "stored"


@pytest.mark.feature("S2.141")
@pytest.mark.parametrize("end", ["anonymized", "deleted", "removed"])
def test_what_is_put_to_an_address_after_the_end_goes(world: World, api: Api, end: str) -> None:
    contact = _person(api)
    made = api.post(f"{contact}/attachments", FILE)
    upload(world, made.body["upload_url"], b"hello")
    if end == "anonymized":
        assert api.post(f"{contact}/anonymize").status == 200
    else:
        assert api.delete(contact if end == "deleted" else made.headers["Location"]).status == 204
    drain_queue_and_stream(world, "anonymization")
    upload(world, made.body["upload_url"], b"later")
    _clean()
    assert _keys(world) == []


@pytest.mark.feature("S2.141")
def test_a_file_without_an_owner_is_removed_and_nothing_else(world: World, api: Api) -> None:
    kept = [_stored(world, api, _person(api)), _stored(world, api, "/v1")]
    owned = set(_keys(world))
    nobody = ["attachments/tenants/acme/contacts/con_01J00000000000000000000009/att_1/x", f"{min(owned)}-of-a-worker-that-died"]
    others = ["attachments/tenants/acme-corp/contacts/con_1/att_1/x", "attachments/tenants/acme/logo"]
    for key in nobody + others:
        world.client("s3").put_object(Bucket=world.bucket_name, Key=key, Body=b"x")
    _clean(clock.now() - timedelta(days=2))
    assert set(_keys(world)) == {*owned, *nobody, *others}
    _clean()
    assert set(_keys(world)) == {*owned, *others}
    assert {api.get(one).body["state"] for one in kept} == {"stored"}


@pytest.mark.feature("S2.141", "S1.22")
def test_a_file_stays_that_a_merge_or_its_undo_has_moved(world: World, api: Api) -> None:
    survivor, source, last = _person(api), _person(api), _person(api)
    _stored(world, api, source)
    merge = {"source_ids": [source.rpartition("/")[2]]}
    merged = api.post(f"{survivor}/merge", merge)
    assert merged.status == 200, merged.text
    _stored(world, api, survivor)
    owned = set(_keys(world))
    _clean()
    assert set(_keys(world)) == owned
    assert api.post(f"/v1/merges/{merged.body['merge_id']}/undo", {}).status == 200
    _clean()
    assert set(_keys(world)) == owned
    assert api.post(f"{last}/merge", merge).status == 200
    _clean()
    assert set(_keys(world)) == owned


def test_a_tenant_with_many_files_is_walked_over_in_several_days(world: World, api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stray_files, "_PAGE", 2)
    monkeypatch.setattr(stray_files, "_A_DAY", 2)
    for number in range(5):
        key = f"attachments/tenants/acme/contacts/con_01J00000000000000000000009/att_{number}/x"
        world.client("s3").put_object(Bucket=world.bucket_name, Key=key, Body=b"x")
    left = []
    for _ in range(3):
        _clean()
        left.append(len(_keys(world)))
    assert left == [3, 1, 0]
    assert open_store("acme").file_walks.cursor() is None
