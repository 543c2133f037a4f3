"""The two marketing permissions over HTTP."""

from datetime import timedelta
from typing import Any

import pytest

from contactbook import clock
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.conftest import NOW
from tests.faults.counting import count_calls

PERSON = {"kind": "person", "first_name": "Eleni", "emails": [{"address": "eleni@example.com"}]}


@pytest.fixture
def contact_id(api: Api) -> str:
    return str(api.post("/v1/contacts", PERSON).body["contact_id"])


def path(contact_id: str) -> str:
    return f"/v1/contacts/{contact_id}/preferences"


@pytest.mark.feature("S2.44", "S2.45", "S3.4")
def test_a_new_contact_has_the_tenants_defaults_and_was_asked_nothing(api: Api) -> None:
    api.put("/v1/settings/preferences", {"direct_marketing": True})
    contact_id = api.post("/v1/contacts", PERSON).body["contact_id"]
    body = api.get(path(contact_id)).body
    assert (body["direct_marketing"], body["affiliate_marketing"]) == (True, False)
    assert body["direct_marketing_changed_at"] is body["direct_marketing_changed_by"] is None


@pytest.mark.feature("S2.45")
def test_the_defaults_are_off_unless_the_tenant_says_otherwise(api: Api, contact_id: str) -> None:
    body = api.get(path(contact_id)).body
    assert (body["direct_marketing"], body["affiliate_marketing"]) == (False, False)


@pytest.mark.feature("S2.44")
@pytest.mark.parametrize(("changed", "kept"), [("direct", "affiliate"), ("affiliate", "direct")])
def test_one_flag_changes_without_the_other(api: Api, contact_id: str, changed: str, kept: str) -> None:
    body = api.put(path(contact_id), {f"{changed}_marketing": True}).body
    assert (body[f"{changed}_marketing"], body[f"{kept}_marketing"]) == (True, False)
    assert body[f"{kept}_marketing_changed_at"] is None


@pytest.mark.feature("S2.48")
def test_who_changed_it_when_and_through_what_is_shown(api: Api, contact_id: str) -> None:
    answer = api.put(path(contact_id), {"direct_marketing": True})
    body = api.get(path(contact_id)).body
    assert body["direct_marketing_changed_by"] == {"type": "user", "id": "user-1"}
    assert body["direct_marketing_changed_through"] == "api"
    assert body["direct_marketing_changed_at"] == answer.body["direct_marketing_changed_at"]
    assert answer.headers["ETag"] == '"2"'


@pytest.mark.feature("S2.48")
def test_only_a_real_change_moves_the_date_and_the_user(api: Api, contact_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = api.put(path(contact_id), {"direct_marketing": True, "affiliate_marketing": False}).body
    assert first["affiliate_marketing_changed_at"] is None
    monkeypatch.setattr(clock, "source", lambda: NOW + timedelta(days=30_000))
    again = Api(user_id="user-2").put(path(contact_id), {"direct_marketing": True, "affiliate_marketing": False}).body
    assert again == first
    assert api.put(path(contact_id), {}).body == first


@pytest.mark.feature("S2.48")
def test_a_statement_that_changes_nothing_writes_nothing(api: Api, contact_id: str) -> None:
    api.put(path(contact_id), {"direct_marketing": True})
    with count_calls() as calls:
        api.put(path(contact_id), {"direct_marketing": True})
    # What is left is the note that somebody looked.
    assert calls.of("TransactWriteItems") == 0


@pytest.mark.feature("S2.48")
def test_a_portals_customer_is_recorded_as_the_contact(api: Api, contact_id: str) -> None:
    body = Api(contact_id=contact_id).put(path(contact_id), {"affiliate_marketing": True}).body
    assert body["affiliate_marketing_changed_by"] == {"type": "contact", "id": contact_id}
    assert body["affiliate_marketing_changed_through"] == "portal"


@pytest.mark.feature("S2.117")
def test_a_contact_that_allows_nothing_can_still_say_no_itself(api: Api, contact_id: str) -> None:
    api.put(path(contact_id), {"direct_marketing": True})
    api.put("/v1/settings/consent", {"rejected": "none"})
    api.put(f"/v1/contacts/{contact_id}/consent", {"state": "rejected"})
    portal = Api(contact_id=contact_id)
    assert portal.put(path(contact_id), {"direct_marketing": False}).body["direct_marketing"] is False
    assert portal.put(path(contact_id), {"direct_marketing": True}).code == "not_functional"


@pytest.mark.feature("S2.48")
def test_the_evidence_of_a_yes_is_kept_apart(api: Api, contact_id: str) -> None:
    api.put(path(contact_id), {"direct_marketing": True})
    api.put(path(contact_id), {"direct_marketing": False})
    (found,) = api.get(f"/v1/contacts/{contact_id}/consent/evidence").body["items"]
    assert (found["about"], found["source_ip"]) == ("preferences", "203.0.113.7")
    assert "203.0.113.7" not in api.get(path(contact_id)).text


def test_the_change_is_an_event_of_the_contact(api: Api, contact_id: str, world: World) -> None:
    api.put(path(contact_id), {"direct_marketing": True})
    entries = [item for item in world.items(f"TENANT#acme#CONTACT#{contact_id}") if item["sk"]["S"].startswith("HISTORY#")]
    assert sum("preferences.changed" in entry["document"]["S"] for entry in entries) == 1


@pytest.mark.parametrize("body", [{"direct_marketing": "yes"}, {"direct_marketing": 1}, {"newsletter": True}])
def test_anything_but_a_flag_is_refused(api: Api, contact_id: str, body: dict[str, Any]) -> None:
    assert api.put(path(contact_id), body).status == 422


def test_a_flag_said_twice_is_refused(api: Api, contact_id: str) -> None:
    answer = api.call("PUT", path(contact_id), raw='{"direct_marketing": false, "direct_marketing": true}')
    assert answer.code == "malformed_body"


def test_a_stale_version_is_refused(api: Api, contact_id: str) -> None:
    assert api.put(path(contact_id), {"direct_marketing": True}, if_match='"9"').status == 412


def test_another_tenants_contact_is_not_there(contact_id: str) -> None:
    assert Api(tenant_id="other").get(path(contact_id)).status == 404
    assert Api(tenant_id="other").put(path(contact_id), {"direct_marketing": True}).status == 404
