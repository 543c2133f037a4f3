"""Templates, their preview and the offered tags through HTTP."""

from typing import Any

import pytest

from tests.aws_in_process.http import Api
from tests.builders.sending import notification_type

OFFER: dict[str, Any] = {
    "name": "Summer offer",
    "bodies": {
        "email": {"subject": "#first_name, an offer", "html": "<p>Dear #first_name</p>", "text": "Dear #first_name"},
        "sms": {"text": "Hi #first_name"},
        "print": {"html": "<p>#mailing_address</p>"},
    },
    "defaults": {"first_name": "customer"},
    "languages": {"el": {"email": {"subject": "Geia #first_name", "text": "Geia #email"}}},
}
ELENI: dict[str, Any] = {
    "kind": "person",
    "first_name": "Eleni <3",
    "last_name": "Georgiou",
    "emails": [{"type": "personal", "address": "eleni@example.com", "primary": True}],
    "addresses": [{"type": "home", "line_1": "1 Ledra St", "city": "Nicosia", "country": "CY"}],
}


def contact(api: Any, **fields: Any) -> str:
    return str(api.post("/v1/contacts", ELENI | fields).body["contact_id"])


def test_a_template_is_created_read_changed_and_deleted(api: Any) -> None:
    made = api.post("/v1/templates", OFFER)
    address = made.headers["Location"]

    assert (made.status, made.body["version"]) == (201, 1)
    assert {name: made.body[name] for name in ("name", "defaults")} == {"name": OFFER["name"], "defaults": OFFER["defaults"]}
    assert made.body["bodies"] == OFFER["bodies"]
    changed = api.patch(address, {"bodies": {"sms": None}, "defaults": {"last_name": "friend"}})
    assert changed.body["bodies"]["sms"] is None
    assert changed.body["defaults"] == {"first_name": "customer", "last_name": "friend"}
    assert api.get(address).body == changed.body
    assert api.patch(address, {"name": "X"}, if_match='"1"').status == 412
    assert [item["template_id"] for item in api.get("/v1/templates").body["items"]] == [made.body["template_id"]]
    assert api.delete(address).status == 204
    assert api.get(address).status == 404


@pytest.mark.feature("S2.70")
def test_an_unknown_tag_is_refused_when_a_template_is_saved_and_when_it_is_changed(api: Any) -> None:
    refused = api.post("/v1/templates", {"name": "T", "bodies": {"sms": {"text": "Hi #nobody"}}})
    made = api.post("/v1/templates", OFFER)

    assert refused.status == 422
    assert refused.error_codes() == {"/bodies/sms/text": "unknown_tag"}
    assert api.patch(made.headers["Location"], {"bodies": {"sms": {"text": "#nobody"}}}).status == 422
    assert api.get(made.headers["Location"]).body["version"] == 1


def test_unknown_fields_and_unknown_channels_are_refused(api: Any) -> None:
    assert api.post("/v1/templates", {**OFFER, "colour": "red"}).code == "unknown_field"
    assert api.post("/v1/templates", {"name": "T", "bodies": {"fax": {"text": "x"}}}).status == 422
    assert api.post("/v1/templates", {"name": "T", "bodies": {"email": {"subject": "S"}}}).status == 422


@pytest.mark.feature("S2.68", "S2.70", "S0.28")
def test_a_preview_fills_the_template_for_a_real_contact_and_changes_nothing(api: Any, world: Any) -> None:
    address = api.post("/v1/templates", OFFER).headers["Location"]
    contact_id = contact(api)
    before = world.items()

    shown = api.post(f"{address}/preview", {"contact_id": contact_id, "channel": "email"})

    assert shown.status == 200
    assert shown.body["subject"] == "Eleni <3, an offer"
    assert shown.body["html"] == "<p>Dear Eleni &lt;3</p>"
    assert shown.body["text"] == "Dear Eleni <3"
    assert (shown.body["address"], shown.body["address_level"]) == ("eleni@example.com", "contact")
    assert world.items() == before
    assert world.sent_emails() == []


@pytest.mark.feature("S0.12")
def test_a_preview_at_account_level_takes_each_item_from_its_own_level(api: Any) -> None:
    address = api.post("/v1/templates", OFFER).headers["Location"]
    contact_id = contact(api)
    account = {"name": "Priority", "contact_information": {"email": "biz@example.com"}}
    account_id = api.post(f"/v1/contacts/{contact_id}/accounts", account).body["account_id"]

    shown = api.post(
        f"{address}/preview", {"contact_id": contact_id, "account_id": account_id, "channel": "email", "language": "el"}
    )

    assert shown.body["text"] == "Geia biz@example.com"
    assert shown.body["levels"] == {"email": "account", "phone": None, "mailing_address": "contact"}


@pytest.mark.feature("S0.17")
def test_a_preview_with_another_contacts_account_is_not_found(api: Any) -> None:
    address = api.post("/v1/templates", OFFER).headers["Location"]
    other = contact(api)
    account_id = api.post(f"/v1/contacts/{other}/accounts", {"name": "Theirs"}).body["account_id"]

    asked = {"contact_id": contact(api), "account_id": account_id, "channel": "email"}

    assert api.post(f"{address}/preview", asked).status == 404


@pytest.mark.feature("S3.16")
def test_a_preview_shows_no_contact_that_the_caller_may_not_see(api: Any) -> None:
    address = api.post("/v1/templates", OFFER).headers["Location"]
    hidden = contact(api, owned_by_group="sales")

    asked = {"contact_id": hidden, "channel": "email"}

    assert Api(groups=("support",)).post(f"{address}/preview", asked).status == 404
    assert Api(groups=("sales",)).post(f"{address}/preview", asked).status == 200


def test_a_preview_on_a_channel_without_a_body_is_refused(api: Any) -> None:
    address = api.post("/v1/templates", {"name": "T", "bodies": {"sms": {"text": "x"}}}).headers["Location"]

    refused = api.post(f"{address}/preview", {"contact_id": contact(api), "channel": "print"})

    assert (refused.status, refused.code) == (409, "no_body_for_channel")


@pytest.mark.feature("S2.69")
def test_tags_are_listed_by_their_prefix(api: Any) -> None:
    offered = api.get("/v1/merge-tags", prefix="#fi").body

    assert [item["tag"] for item in offered["items"]] == ["#first_name"]
    assert {"description", "example"} <= offered["items"][0].keys()
    assert offered["next_cursor"] is None


def test_another_tenants_template_is_not_found(api: Any) -> None:
    address = api.post("/v1/templates", OFFER).headers["Location"]

    assert Api(tenant_id="acme-corp").get(address).status == 404


@pytest.mark.feature("S2.70")
@pytest.mark.parametrize("channel", ["email", "print"])
def test_a_tag_that_could_become_an_element_is_refused_with_its_place(api: Any, channel: str) -> None:
    type_id = notification_type(api, "customer_care")
    body = {"html": "<p>Hi</p><#first_name>"} | ({"subject": "S"} if channel == "email" else {})
    address = f"/v1/contacts/{contact(api)}/communications"
    one_off = {"bodies": {channel: body}, "channel": channel, "notification_type_id": type_id}
    for refused in (api.post("/v1/templates", {"name": "T", "bodies": {channel: body}}), api.post(address, one_off)):
        assert refused.status == 422
        (error,) = refused.body["errors"]
        assert (error["field"], error["code"]) == (f"/bodies/{channel}/html", "html_not_allowed")
        assert error["message"].endswith("Write &lt; for the sign itself. (line 1, column 10)")
