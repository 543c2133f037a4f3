"""Deleting a contact takes along all that is its own."""

from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_queue_and_stream
from tests.faults.counting import count_calls
from tests.functions.contacts_api.contacts.test_attachments import ID_CARD, files, upload

# What says that a contact was there, without a value of it.
KEPT = {"history", "deleted_contact", "erasure_certificate"}


def new_contact(api: Api, **fields: Any) -> str:
    return str(api.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou", **fields}).body["contact_id"])


def relate(api: Api, first: str, second: str) -> None:
    body = {"related_contact_id": second, "relation_type": "other"}
    assert api.post(f"/v1/contacts/{first}/relations", body).status == 201


def kinds_of(world: World, contact_id: str) -> set[str]:
    return {item["kind"]["S"] for item in world.items(f"TENANT#acme#CONTACT#{contact_id}")}


@pytest.mark.feature("S2.19", "S3.13")
def test_a_deleted_contact_leaves_its_history_only(api: Api, world: World) -> None:
    contact_id, other = new_contact(api), new_contact(api)
    contact = f"/v1/contacts/{contact_id}"
    api.post(f"{contact}/notes", {"text": "Called."})
    api.post(f"{contact}/opportunities", {"name": "Kitchen"})
    api.post(f"{contact}/engagements", {"type": "activity"})
    api.post(f"{contact}/conversions", {"occurred_at": "2026-01-01T00:00:00Z"})
    upload(world, api.post(f"{contact}/attachments", ID_CARD).body)
    relate(api, contact_id, other)
    relate(api, other, contact_id)
    list_id = api.post("/v1/lists", {"name": "Newsletter"}).body["list_id"]
    api.put(f"{contact}/lists", {"list_ids": [list_id]})
    with count_calls() as calls:
        assert api.delete(contact).status == 204
    assert calls.counts["dynamodb.TransactWriteItems"] == 1
    assert api.get(contact).status == 404
    assert api.get(f"/v1/contacts/{other}/relations").body["items"] == []
    assert api.get(f"/v1/contacts/{other}").body["version"] == 4
    assert api.get(f"/v1/lists/{list_id}/contacts").body["items"] == []
    drain_queue_and_stream(world, "anonymization")
    assert kinds_of(world, contact_id) <= KEPT
    assert files(world) == []


@pytest.mark.feature("S3.13")
def test_a_contact_with_many_relations_lists_and_notes_is_deleted_in_steps(
    api: Api, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from contactbook.services.contacts import removal

    monkeypatch.setattr(removal, "_MOST_RELATIONS", 1)
    monkeypatch.setattr(removal, "_MOST_LISTS", 1)
    monkeypatch.setattr(removal, "_ROOM", 12)
    contact_id = new_contact(api)
    others = [new_contact(api) for _ in range(3)]
    for other in others:
        relate(api, other, contact_id)
    lists = [api.post("/v1/lists", {"name": name}).body["list_id"] for name in "ABC"]
    api.put(f"/v1/contacts/{contact_id}/lists", {"list_ids": lists})
    for number in range(6):
        api.post(f"/v1/contacts/{contact_id}/notes", {"text": str(number)})
    version = api.get(f"/v1/contacts/{contact_id}").headers["ETag"]
    assert api.delete(f"/v1/contacts/{contact_id}", if_match='"1"').status == 412
    assert api.delete(f"/v1/contacts/{contact_id}", if_match=version).status == 204
    for other in others:
        assert api.get(f"/v1/contacts/{other}/relations").body["items"] == []
    for list_id in lists:
        assert api.get(f"/v1/lists/{list_id}/contacts").body["items"] == []
    drain_queue_and_stream(world, "anonymization")
    assert kinds_of(world, contact_id) <= KEPT


@pytest.mark.feature("S2.19")
def test_a_refused_deletion_changes_nothing(api: Api, world: World) -> None:
    contact_id, other = new_contact(api), new_contact(api)
    relate(api, contact_id, other)
    api.post(f"/v1/contacts/{contact_id}/accounts", {"name": "Checking"})
    before = world.items()
    assert api.delete(f"/v1/contacts/{contact_id}").code == "has_account"
    assert world.items() == before
