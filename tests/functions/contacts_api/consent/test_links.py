"""Making a signed link over HTTP."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from contactbook import clock
from tests.aws_in_process.http import Api

PERSON = {"kind": "person", "first_name": "Eleni", "emails": [{"address": "eleni@example.com"}]}


@pytest.fixture
def contact_id(api: Api) -> str:
    return str(api.post("/v1/contacts", PERSON).body["contact_id"])


@pytest.mark.feature("S2.12", "S2.49")
@pytest.mark.parametrize("purpose", ["consent", "preferences", "unsubscribe"])
def test_a_link_begins_with_the_configured_address_whatever_the_request_calls_its_host(
    api: Api, contact_id: str, purpose: str
) -> None:
    answer = api.post(f"/v1/contacts/{contact_id}/links", {"purpose": purpose}, host="evil.example", x_forwarded_host="evil")
    assert answer.status == 201
    assert answer.body["url"].startswith("https://contact.acme.example/p/")
    assert answer.headers["Location"] == answer.body["url"]
    assert contact_id not in answer.body["url"]


@pytest.mark.feature("S2.49")
def test_only_what_unsubscribes_has_a_one_click_address(api: Api, contact_id: str) -> None:
    links = {
        purpose: api.post(f"/v1/contacts/{contact_id}/links", {"purpose": purpose}).body for purpose in ("consent", "unsubscribe")
    }
    assert links["unsubscribe"]["one_click_url"] == links["unsubscribe"]["url"] + "/one-click"
    assert links["consent"]["one_click_url"] is None


@pytest.mark.feature("S2.49")
def test_a_link_that_unsubscribes_works_for_sixty_days_however_few_were_asked_for(api: Api, contact_id: str) -> None:
    def days(purpose: str, asked: int) -> int:
        body = api.post(f"/v1/contacts/{contact_id}/links", {"purpose": purpose, "expires_in_days": asked}).body
        lasts = datetime.fromisoformat(body["expires_at"]) - clock.now()
        return round(lasts / timedelta(days=1))

    assert days("unsubscribe", 1) == 60
    assert days("unsubscribe", 90) == 90
    assert days("consent", 1) == 1


@pytest.mark.parametrize(
    "body",
    [{}, {"purpose": "login"}, {"purpose": "consent", "expires_in_days": 0}, {"purpose": "consent", "expires_in_days": 731},
     {"purpose": "consent", "expires_in_days": "30"}, {"purpose": "consent", "expires_in_days": True}],
)  # fmt: skip
def test_anything_else_is_refused(api: Api, contact_id: str, body: dict[str, Any]) -> None:
    assert api.post(f"/v1/contacts/{contact_id}/links", body).status == 422


def test_a_link_is_made_only_for_a_contact_one_may_change(contact_id: str) -> None:
    body = {"purpose": "preferences"}
    assert Api(tenant_id="other").post(f"/v1/contacts/{contact_id}/links", body).status == 404
    assert Api(scopes=("contacts:read",)).post(f"/v1/contacts/{contact_id}/links", body).code == "missing_scope"
    assert Api(contact_id=contact_id).post(f"/v1/contacts/{contact_id}/links", body).code == "missing_scope"


def test_making_a_link_changes_nothing_about_its_contact_but_the_version(api: Api, contact_id: str) -> None:
    before = api.get(f"/v1/contacts/{contact_id}").body
    api.post(f"/v1/contacts/{contact_id}/links", {"purpose": "preferences"})
    after = api.get(f"/v1/contacts/{contact_id}").body
    assert {name for name in before if before[name] != after[name]} <= {"version", "updated_at", "updated_by"}


@pytest.mark.feature("S2.50", "S2.127")
def test_the_audit_says_who_was_handed_a_link(api: Api, contact_id: str) -> None:
    Api(user_id="sam").post(f"/v1/contacts/{contact_id}/links", {"purpose": "consent"})
    entries = api.get(f"/v1/contacts/{contact_id}/audit").body["items"]
    (entry,) = [one for one in entries if one["actor"]["id"] == "sam"]
    assert entry["action"] == "link.created"
    told = {change["field"]: change["to"] for change in entry["changes"]}
    assert told["link.purpose"] == "consent"
    assert set(told) == {"link.purpose", "link.expires_at"}
