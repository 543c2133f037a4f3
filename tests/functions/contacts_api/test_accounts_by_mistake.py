"""Fields that a tenant defines for accounts, and accounts that were opened by mistake."""

from dataclasses import replace

import pytest

from tests.aws_in_process.http import Api
from tests.functions.contacts_api.test_accounts import new_contact, open_account

FIELDS = [
    {"name": "branch", "label": "Branch"},
    {"name": "opened", "label": "Opened", "type": "date"},
    {"name": "limit", "label": "Limit", "type": "number"},
]


@pytest.mark.feature("S0.3")
def test_an_account_has_the_fields_that_the_tenant_defines_for_accounts(api: Api) -> None:
    assert api.put("/v1/settings/custom_fields", {"account": FIELDS}).status == 200
    contact = new_contact(api)
    account = open_account(api, contact, number="0042", custom={"branch": "North", "opened": "2026-03-02"})
    assert api.get(account).body["custom"] == {"branch": "North", "opened": "2026-03-02"}
    patched = api.patch(account, {"custom": {"branch": None, "limit": 7}})
    assert patched.body["custom"] == {"opened": "2026-03-02", "limit": 7}
    refused = api.patch(account, {"custom": {"size": 1, "limit": "7"}})
    assert refused.error_codes() == {"/custom/size": "unknown_field", "/custom/limit": "wrong_type"}
    # A field of accounts is none of contacts.
    assert api.patch(contact, {"custom": {"branch": "North"}}).error_codes() == {"/custom/branch": "unknown_field"}
    named = {one["tag"]: one["description"] for one in api.get("/v1/merge-tags", prefix="account_c").body["items"]}
    assert named == {"#account_custom_branch": "Branch", "#account_custom_limit": "Limit", "#account_custom_opened": "Opened"}
    bodies = {"sms": {"text": "#account_number: #account_custom_opened, #account_custom_limit, #account_custom_branch."}}
    template = api.post("/v1/templates", {"name": "T", "bodies": bodies}).body["template_id"]
    asked = {"contact_id": contact.rpartition("/")[2], "account_id": account.rpartition("/")[2], "channel": "sms"}
    assert api.post(f"/v1/templates/{template}/preview", asked).body["text"] == "0042: 2 March 2026, 7, ."


@pytest.mark.feature("S2.16", "S2.19")
def test_an_account_that_was_opened_by_mistake_is_deleted_as_if_it_had_never_been(api: Api) -> None:
    contact = new_contact(api)
    first, second = open_account(api, contact), open_account(api, contact)
    assert api.delete(first, if_match='"9"').status == 412
    assert api.delete(first).status == 204
    assert (api.get(first).status, api.delete(first).status, api.patch(first, {"name": "x"}).status) == (404, 404, 404)
    shown = api.get(contact).body
    assert ([one["account_id"] for one in shown["accounts"]], shown["stage"]) == ([second.rpartition("/")[2]], "customer")
    assert api.delete(second).status == 204
    shown = api.get(contact).body
    assert (shown["accounts"], shown["stage"], shown["past_customer"]) == ([], "lead", False)
    assert [one["action"] for one in api.get("/v1/audit", contact_id=contact.rpartition("/")[2], kind="changes").body["items"]][
        :2
    ] == [
        "account.deleted",
        "account.deleted",
    ]
    assert api.delete(contact).status == 204


@pytest.mark.feature("S2.19")
def test_an_account_that_was_used_is_not_deleted(api: Api) -> None:
    contact = new_contact(api)
    posted, asked = open_account(api, contact), open_account(api, contact)
    body = {"external_id": "1", "amount": "1.00", "currency": "EUR", "billed": True, "occurred_at": "2026-03-01T00:00:00Z"}
    assert api.post(f"{posted}/transactions", body).status == 201
    refused = api.delete(posted)
    assert (refused.status, refused.code, [one["code"] for one in refused.body["errors"]]) == (
        409,
        "account_in_use",
        ["has_transactions"],
    )
    assert "closed" in refused.body["detail"]
    assert api.get(posted).status == 200
    assert replace(api, scopes=("contacts:read", "contacts:write")).delete(asked).status == 403
    assert replace(api, tenant_id="other").delete(asked).status == 404
