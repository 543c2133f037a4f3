"""How long what was done with contacts is kept."""

from datetime import timedelta

import pytest

from contactbook.domain.settings.retention import Retention
from contactbook.services.base.stores import open_store
from contactbook.services.erasure.retention import remove_old_import_files
from contactbook.storage.base import table
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


@pytest.mark.feature("S2.2")
@pytest.mark.parametrize(
    ("field", "days"),
    [
        ("communications_days", 29),
        ("communications_days", 36_501),
        ("looks_days", 29),
        ("looks_days", 0),
        ("import_files_days", 31),
    ],
)
def test_a_retention_that_cannot_be_kept_is_refused(api, field, days):
    refused = api.put("/v1/settings/retention", {field: days})
    assert (refused.status, [one["field"] for one in refused.body["errors"]]) == (422, [f"/{field}"])
    assert str({"import_files_days": 30, "looks_days": 30}.get(field, 36_500 if days > 30 else 30)) in refused.text
    assert api.get("/v1/settings/retention").body["version"] == 0


@pytest.mark.feature("S2.2")
def test_communications_and_looks_are_kept_for_400_days_unless_the_settings_say_otherwise(api):
    read = api.get("/v1/settings/retention").body
    assert (read["communications_days"], read["looks_days"]) == (400, 400)
    least = [read["schema"]["properties"]["looks_days"]["minimum"]]
    least += [one["minimum"] for one in read["schema"]["properties"]["communications_days"]["anyOf"] if one["type"] == "integer"]
    assert least == [30, 30]


@pytest.mark.feature("S2.2")
def test_fewer_days_of_looks_that_were_stored_once_stay_until_they_are_changed(api):
    store = open_store("acme")
    table.put(store.settings.put_of("retention", Retention(looks_days=5), replacing=0))
    store.settings.forget()
    assert api.get("/v1/settings/retention").body["looks_days"] == 5
    assert api.put("/v1/settings/retention", {"looks_days": 5, "communications_days": 60}).status == 200
    assert api.put("/v1/settings/retention", {"looks_days": 6}).error_codes() == {"/looks_days": "out_of_range"}


@pytest.mark.feature("S2.2", "S7.9")
def test_the_cap_on_marketing_counts_no_longer_than_communications_are_kept(api):
    cap = {"marketing_cap": {"most": 3, "days": 60}}
    assert api.put("/v1/settings/contact_policy", cap).status == 200
    refused = api.put("/v1/settings/retention", {"communications_days": 59})
    assert (refused.status, refused.error_codes()) == (422, {"/communications_days": "out_of_range"})
    assert api.put("/v1/settings/retention", {"communications_days": 60}).status == 200
    refused = api.put("/v1/settings/contact_policy", {"marketing_cap": {"most": 3, "days": 61}})
    assert (refused.status, refused.error_codes()) == (422, {"/marketing_cap/days": "out_of_range"})
    assert api.put("/v1/settings/contact_policy", cap).status == 200
    assert api.put("/v1/settings/retention", {"communications_days": None}).status == 200


def _communication(world) -> dict:
    return next(item for item in world.items() if item["kind"]["S"] == "communication")


@pytest.mark.feature("S2.141")
def test_what_an_import_says_of_its_values_goes_with_its_files(world, api):
    run = imports.imported(world, api, constants={"title": "Zqcanary"}, columns=imports.COLUMNS)
    failed = imports.imported(
        world, api, "Last,Mail\nGeorgiou,wrong\n", columns={"last_name": "Last", "emails.0.address": "Mail"}
    )
    assert (run["created"], failed["failed"]) == (2, 1)
    from contactbook import clock

    assert remove_old_import_files(open_store("acme"), now=clock.now() + timedelta(days=8)) == 2
    assert api.get(f"/v1/imports/{failed['import_id']}/errors").body["items"] == []
    assert {item["kind"]["S"] for item in world.items()} & {"import_errors", "import_changes"} == set()
    assert [one["draft"]["constants"] for one in world.documents("import") if one["draft"].get("constants")] == [{"title": "•••"}]
    assert api.post(f"/v1/imports/{run['import_id']}/undo").status == 202


def test_import_files_cannot_be_kept_longer_than_the_bucket_has_them(api):
    refused = api.put("/v1/settings/retention", {"import_files_days": 8})
    assert (refused.status, refused.error_codes()) == (422, {"/import_files_days": "out_of_range"})
    assert api.put("/v1/settings/retention", {"import_files_days": 7}).status == 200


@pytest.mark.feature("S2.141")
def test_an_erasure_removes_the_cells_of_the_contacts_own_rows_only(world, api):
    from contactbook.domain.imports.row_outcomes import ChangedCell
    from contactbook.storage.base import table

    run = imports.imported(world, api)
    store = open_store("acme")
    stored = store.imports.get(run["import_id"])
    cells = [ChangedCell(line=line, field="phones.0.number", from_=f"zq{line}", to="x", code="normalized") for line in (2, 3)]
    table.put_many([store.imports.changes_of(stored, cells).row])
    first = next(one for one in imports.contacts(world) if one["last_name"] == "Georgiou")
    assert api.post(f"/v1/contacts/{first['contact_id']}/anonymize").status == 200
    kept, _ = store.imports.page_of_changes(run["import_id"], limit=9, after=None)
    assert [cell.line for cell in kept] == [3]
