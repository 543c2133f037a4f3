"""Engagements and conversions over HTTP."""

from dataclasses import replace
from typing import Any

import pytest

from tests.aws_in_process.http import Api


def new_contact(api: Api) -> str:
    return f"/v1/contacts/{api.post('/v1/contacts', {'kind': 'person', 'last_name': 'Georgiou'}).body['contact_id']}"


@pytest.mark.feature("S3.19", "S3.18")
@pytest.mark.parametrize("type_", ["subscription", "job", "activity", "service_request", "lead"])
def test_any_engagement_can_be_created_on_a_contact_that_is_no_customer(api: Api, type_: str) -> None:
    contact = new_contact(api)
    made = api.post(f"{contact}/engagements", {"type": type_, "subject": "Roof"})
    assert (made.status, made.body["status"], made.body["type"]) == (201, "running", type_)
    assert api.get(made.headers["Location"]).body == made.body
    assert api.get(f"{contact}/engagements").body["items"] == [made.body]
    assert api.get(contact).body["life_cycle_state"] == "marketing"


@pytest.mark.feature("S3.18")
def test_a_lead_needs_a_contact(api: Api) -> None:
    missing = api.post("/v1/contacts/con_00000000000000000000000000/engagements", {"type": "lead"})
    assert (missing.status, missing.code) == (404, "not_found")


def test_an_engagement_is_closed_and_keeps_its_type(api: Api) -> None:
    contact = new_contact(api)
    engagement = api.post(f"{contact}/engagements", {"type": "job"}).headers["Location"]
    closed = api.patch(engagement, {"status": "closed", "subject": "Roof"})
    assert (closed.body["status"], closed.body["subject"], closed.body["version"]) == ("closed", "Roof", 2)
    refused = api.patch(engagement, {"type": "lead"})
    assert (refused.status, refused.error_codes()) == (422, {"/type": "type_is_fixed"})
    assert api.patch(engagement, {"status": "paused"}).status == 422
    assert api.patch(engagement, {"status": "running"}, if_match='"1"').status == 412


@pytest.mark.feature("S2.134")
def test_running_types_are_reported() -> None:
    from contactbook.domain.contacts.engagements import Engagement, running_types

    def engagement(type_: str, status: str) -> Engagement:
        stamps = {"created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z"}
        ids = {"engagement_id": "eng_1", "contact_id": "con_1"}
        return Engagement.model_validate({"type": type_, "status": status, **stamps, **ids})

    found = [engagement("lead", "running"), engagement("job", "closed"), engagement("lead", "running")]
    assert running_types(found) == ("lead",)


@pytest.mark.feature("S4.14", "S4.15")
def test_conversions_are_recorded_and_listed(api: Api) -> None:
    contact = new_contact(api)
    made = api.post(f"{contact}/conversions", {"occurred_at": "2026-01-31T10:00:00+02:00", "source": "web"})
    assert (made.status, made.body["occurred_at"], made.body["source"]) == (201, "2026-01-31T08:00:00.000Z", "web")
    assert api.get(f"{contact}/conversions").body["items"] == [made.body]


@pytest.mark.parametrize("noun", ["engagements", "conversions"])
def test_both_need_a_scope_and_follow_the_access_rules(api: Api, noun: str) -> None:
    contact = new_contact(api)
    body: dict[str, Any] = {"type": "job"} if noun == "engagements" else {"occurred_at": "2026-01-31T10:00:00Z"}
    assert Api(scopes=("contacts:read",)).post(f"{contact}/{noun}", body).code == "missing_scope"
    assert Api(tenant_id="acme-corp").get(f"{contact}/{noun}").status == 404


@pytest.mark.parametrize("noun", ["engagements", "conversions"])
def test_the_number_of_each_is_limited(api: Api, noun: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from contactbook.services.contacts import engagements
    from contactbook.services.opportunities import conversions

    monkeypatch.setattr(engagements, "ENGAGEMENTS", replace(engagements.ENGAGEMENTS, most=1))
    monkeypatch.setattr(conversions, "CONVERSIONS", replace(conversions.CONVERSIONS, most=1))
    contact = new_contact(api)
    body: dict[str, Any] = {"type": "job"} if noun == "engagements" else {"occurred_at": "2026-01-31T10:00:00Z"}
    assert api.post(f"{contact}/{noun}", body).status == 201
    assert api.post(f"{contact}/{noun}", body).code == f"too_many_{noun}"
