"""How long what was done with contacts is kept."""

from datetime import timedelta

import pytest

from contactbook.services.base.stores import open_store
from contactbook.services.erasure.retention import remove_old_import_files
from tests.builders import imports
from tests.builders.sending import set_up


def _files(world) -> list[str]:
    found = world.client("s3").list_objects_v2(Bucket=world.bucket_name, Prefix="imports/")
    return [one["Key"] for one in found.get("Contents", [])]


@pytest.mark.feature("S2.2")
def test_the_files_of_an_import_go_when_the_settings_say_so(world, api):
    assert api.put("/v1/settings/retention", {"import_files_days": 5}).status == 200
    begun = imports.imported(world, api)
    assert begun["created"] == 2
    assert _files(world) != []
    store = open_store("acme")
    from contactbook import clock

    today = clock.now()
    assert remove_old_import_files(store, now=today + timedelta(days=4)) == 0
    assert _files(world) != []
    assert remove_old_import_files(store, now=today + timedelta(days=6)) == 1
    assert _files(world) == []
    assert remove_old_import_files(store, now=today + timedelta(days=60)) == 0


@pytest.mark.feature("S2.2")
def test_a_communication_that_ended_expires_and_an_open_one_does_not(world, api):
    assert api.put("/v1/settings/retention", {"communications_days": 40}).status == 200
    contact = {"kind": "person", "last_name": "G", "emails": [{"address": "a@example.com", "primary": True}]}
    contact_id = api.post("/v1/contacts", contact).body["contact_id"]
    set_up()
    care = api.post("/v1/notification-types", {"name": "Care", "purpose": "customer_care"}).body["notification_type_id"]
    message = {"channel": "email", "notification_type_id": care, "bodies": {"email": {"subject": "S", "text": "T"}}}
    queued = api.post(f"/v1/contacts/{contact_id}/communications", message)
    assert "expires_at" not in _communication(world)
    cancelled = api.delete(f"/v1/communications/{queued.body['communication_id']}")
    assert cancelled.status == 204, cancelled.text
    assert "expires_at" in _communication(world)


@pytest.mark.parametrize("said", [{"communications_days": 5}, {"import_files_days": 31}, {"looks_days": 0}])
def test_a_retention_that_cannot_be_kept_is_refused(api, said):
    assert api.put("/v1/settings/retention", said).status == 422


def _communication(world) -> dict:
    return next(item for item in world.items() if item["kind"]["S"] == "communication")
