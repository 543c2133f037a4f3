"""Conversions over HTTP."""

from dataclasses import replace

import pytest

from tests.aws_in_process.http import Api

CONVERSION = {"occurred_at": "2026-01-31T10:00:00Z"}


def conversions_of_a_new_contact(api: Api) -> str:
    made = api.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou"})
    return f"/v1/contacts/{made.body['contact_id']}/conversions"


@pytest.mark.feature("S4.14", "S4.15")
def test_conversions_are_recorded_and_listed(api: Api) -> None:
    conversions = conversions_of_a_new_contact(api)
    made = api.post(conversions, {"occurred_at": "2026-01-31T10:00:00+02:00", "source": "web"})
    assert (made.status, made.body["occurred_at"], made.body["source"]) == (201, "2026-01-31T08:00:00.000Z", "web")
    assert api.get(conversions).body["items"] == [made.body]


def test_conversions_need_a_scope_and_follow_the_access_rules(api: Api) -> None:
    conversions = conversions_of_a_new_contact(api)
    assert Api(scopes=("contacts:read",)).post(conversions, CONVERSION).code == "missing_scope"
    assert Api(tenant_id="acme-corp").get(conversions).status == 404


def test_the_number_of_conversions_is_limited(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    from contactbook.services.opportunities import conversions as service

    monkeypatch.setattr(service, "CONVERSIONS", replace(service.CONVERSIONS, most=1))
    conversions = conversions_of_a_new_contact(api)
    assert api.post(conversions, CONVERSION).status == 201
    assert api.post(conversions, CONVERSION).code == "too_many_conversions"
