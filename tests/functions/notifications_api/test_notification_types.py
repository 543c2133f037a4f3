"""Notification types through HTTP."""

from typing import Any

import pytest

from tests.aws_in_process.http import Api

DIRECT = {"name": "Direct marketing", "purpose": "direct_marketing", "apply_direct_marketing_preference": True}


@pytest.mark.feature("S2.51", "S2.52")
def test_a_type_is_created_read_changed_and_deleted(api: Any) -> None:
    made = api.post("/v1/notification-types", DIRECT)
    address = made.headers["Location"]

    assert made.status == 201
    assert made.body["apply_affiliate_marketing_preference"] is False
    assert address == f"/v1/notification-types/{made.body['notification_type_id']}"
    changed = api.patch(address, {"name": "Offers"}, if_match='"1"')
    assert (changed.status, changed.body["name"], changed.headers["ETag"]) == (200, "Offers", '"2"')
    assert api.get(address).body == changed.body
    assert [item["name"] for item in api.get("/v1/notification-types").body["items"]] == ["Offers"]
    assert api.patch(address, {"name": "X"}, if_match='"1"').status == 412
    assert api.delete(address).status == 204
    assert api.get(address).status == 404


@pytest.mark.feature("S2.46", "S2.54")
@pytest.mark.parametrize("switch", ["apply_direct_marketing_preference", "apply_affiliate_marketing_preference"])
def test_a_financial_type_with_a_switch_on_is_refused(api: Any, switch: str) -> None:
    refused = api.post("/v1/notification-types", {"name": "Bills", "purpose": "financial", switch: True})

    assert refused.status == 422
    assert refused.error_codes() == {f"/{switch}": "financial_applies_no_preference"}


@pytest.mark.feature("S2.46")
def test_a_type_cannot_become_financial_while_a_switch_is_on(api: Any) -> None:
    made = api.post("/v1/notification-types", DIRECT)

    assert api.patch(made.headers["Location"], {"purpose": "financial"}).status == 422


@pytest.mark.feature("S2.51")
@pytest.mark.parametrize(
    ("purpose", "direct", "affiliate"),
    [
        ("direct_marketing", True, False),
        ("affiliate_marketing", False, True),
        ("customer_care", False, False),
        ("financial", False, False),
    ],
)
def test_marketing_applies_its_own_preference_by_default(api: Any, purpose: str, direct: bool, affiliate: bool) -> None:
    made = api.post("/v1/notification-types", {"name": "N", "purpose": purpose}).body

    assert made["apply_direct_marketing_preference"] is direct
    assert made["apply_affiliate_marketing_preference"] is affiliate


@pytest.mark.feature("S2.52")
def test_ignoring_preferences_needs_the_scope_to_change_settings_and_is_audited(api: Any, world: Any) -> None:
    body = {**DIRECT, "apply_direct_marketing_preference": False}
    sender = Api(scopes=("communications:send",))

    refused = sender.post("/v1/notification-types", body)
    assert (refused.status, refused.code) == (403, "missing_scope")
    assert sender.post("/v1/notification-types", DIRECT).status == 201
    made = api.post("/v1/notification-types", body)

    assert made.status == 201
    history = [item["document"]["S"] for item in world.items("TENANT#acme#TENANT-HISTORY#settings")]
    assert any("notification_type.created" in entry and made.body["notification_type_id"] in entry for entry in history)


def test_reading_needs_the_scope_to_send_or_to_read_settings(world: Any) -> None:
    assert Api(scopes=("settings:read",)).get("/v1/notification-types").status == 200
    assert Api(scopes=("contacts:read",)).get("/v1/notification-types").status == 403


def test_another_tenants_type_is_not_found(api: Any) -> None:
    made = api.post("/v1/notification-types", DIRECT)

    assert Api(tenant_id="acme-corp").get(made.headers["Location"]).status == 404
