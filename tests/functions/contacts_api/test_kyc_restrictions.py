"""What KYC restricts, through HTTP: opening accounts, credit limits, the choice of a profile, and what a portal may ask."""

from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_queues, drain_stream
from tests.functions.contacts_api.test_kyc import DEFINITION, EMAIL, at, kyc_api

__all__ = ["at", "kyc_api"]

PROFILES: Any = DEFINITION["profiles"]
BASIC, FULL = PROFILES
CLOSED: dict[str, Any] = {"may": [], "maximum_credit_limit": "0.00"}
STRICT = DEFINITION | {
    "without_profile": CLOSED,
    "refuted": {"may": ["buy_goods"], "maximum_credit_limit": "100.00", "wallet_threshold": "10.00"},
    "expired": CLOSED,
}
CARD = {"identifiers": {"id_card": {"number": "X1", "expires_on": "2030-01-31"}}}
PERSON = {"kind": "person", "last_name": "G"}


@pytest.fixture
def strict(kyc_api: Api) -> Api:
    assert kyc_api.put("/v1/settings/kyc", STRICT).status == 200
    return kyc_api


def _contact(api: Api, **said: Any) -> str:
    answer = api.post("/v1/contacts", PERSON | said)
    assert answer.status == 201, answer.body
    return f"/v1/contacts/{answer.body['contact_id']}"


def _refuted(api: Api) -> str:
    contact = _contact(api, **EMAIL, **CARD, accounts=[{"name": "A", "credit_limit": "5000.00"}])
    assert api.post(f"{contact}/kyc/refute", {"reason": "blurred"}).status == 200
    return contact


@pytest.mark.feature("S2.71")
def test_an_account_is_refused_where_the_standing_that_it_would_have_does_not_allow_it(strict: Api, world: World) -> None:
    without, informed = _contact(strict), _contact(strict, **EMAIL)
    before = world.items()
    refused = strict.post(f"{without}/accounts", {"name": "A"})
    assert (refused.status, refused.code) == (409, "kyc_restricted")
    assert world.items() == before
    # The information makes the profile `basic` with the account, and that allows it.
    assert strict.post(f"{informed}/accounts", {"name": "A", "credit_limit": "500.00"}).status == 201
    together = strict.post("/v1/contacts", PERSON | {"accounts": [{"name": "A"}]})
    assert (together.status, together.code) == (409, "kyc_restricted")


@pytest.mark.feature("S2.71")
def test_an_account_is_not_opened_again_either(strict: Api) -> None:
    contact = _refuted(strict)
    account = strict.get(f"{contact}/accounts").body["items"][0]["account_id"]
    assert strict.patch(f"/v1/accounts/{account}", {"state": "closed"}).status == 200
    again = strict.patch(f"/v1/accounts/{account}", {"state": "open"})
    assert (again.status, again.code) == (409, "kyc_restricted")


@pytest.mark.feature("S2.71")
def test_a_row_of_an_import_is_judged_by_the_profile_that_it_gets(strict: Api, world: World) -> None:
    rows = [
        "last_name,emails.0.address,accounts.0.name,accounts.0.credit_limit",
        "A,,Checking,",
        "B,b@example.com,Checking,500.01",
        "C,c@example.com,Checking,500.00",
    ]
    run = strict.post("/v1/imports", {"csv": "\n".join(rows), "format": "csv", "kind": "person", "on_duplicate": "fail"})
    assert run.status == 202, run.body
    drain_queues(world, "contact_import")
    errors = strict.get(f"/v1/imports/{run.body['import_id']}/errors").body["items"]
    assert [(error["line"], error["code"]) for error in errors] == [(2, "kyc_restricted"), (3, "credit_limit_exceeded")]


@pytest.mark.feature("S2.72", "S2.107")
def test_a_refuted_contact_has_the_credit_limit_of_refuted_ones(strict: Api) -> None:
    contact = _refuted(strict)
    account = strict.get(f"{contact}/accounts").body["items"][0]["account_id"]
    assert strict.patch(f"/v1/accounts/{account}", {"credit_limit": "100.01"}).code == "credit_limit_exceeded"
    assert strict.patch(f"/v1/accounts/{account}", {"credit_limit": "100.00"}).status == 200


@pytest.mark.feature("S2.71", "S2.72")
def test_left_out_everything_is_allowed_as_before(kyc_api: Api) -> None:
    contact = _contact(kyc_api)
    allowed = {"may": ["open_account", "buy_services", "buy_goods"], "maximum_credit_limit": None, "wallet_threshold": None}
    assert kyc_api.get(f"{contact}/kyc/allowances").body == allowed
    assert kyc_api.post(f"{contact}/accounts", {"name": "A", "credit_limit": "99999.00"}).status == 201


@pytest.mark.feature("S2.71", "S2.72")
def test_a_portal_asks_what_its_customer_may_do(strict: Api) -> None:
    contact = _refuted(strict)
    customer = Api(contact_id=contact.rpartition("/")[2], scopes=("contacts:read",))
    answer = customer.get(f"{contact}/kyc/allowances")
    assert answer.body == {"may": ["buy_goods"], "maximum_credit_limit": "100.00", "wallet_threshold": "10.00"}
    assert strict.get(f"{_contact(strict)}/kyc/allowances").body["may"] == []
    # An account is judged by the profile that comes with it, what is bought by the one that is there.
    soon = strict.get(f"{_contact(strict, **EMAIL)}/kyc/allowances").body
    assert (soon["may"], soon["maximum_credit_limit"]) == (["open_account"], "500.00")


@pytest.mark.feature("S2.72")
def test_a_move_to_a_lower_maximum_reports_the_accounts_above_it(kyc_api: Api, world: World) -> None:
    accounts = [{"name": "A", "credit_limit": "5000.00"}, {"name": "B", "credit_limit": "400.00"}]
    contact = _contact(kyc_api, **EMAIL, **CARD, accounts=accounts)
    moved = kyc_api.post(f"{contact}/kyc/change", {"profile": "basic"})
    above = moved.body["accounts_above_maximum"]
    assert [one["credit_limit"] for one in above] == ["5000.00"]
    drain_stream(world)
    listed = kyc_api.get("/v1/kyc/above-maximum").body["items"]
    assert [(one["account_id"], one["profile"], one["maximum_credit_limit"]) for one in listed] == [
        (above[0]["account_id"], "basic", "500.00")
    ]
    # Worked off.
    assert kyc_api.patch(f"/v1/accounts/{above[0]['account_id']}", {"credit_limit": "500.00"}).status == 200
    drain_stream(world)
    assert kyc_api.get("/v1/kyc/above-maximum").body["items"] == []


@pytest.mark.feature("S2.72")
def test_a_new_definition_reports_them_too_page_by_page(kyc_api: Api, world: World) -> None:
    accounts = [{"name": name, "credit_limit": "400.00"} for name in "ABC"]
    owners = [_contact(kyc_api, **EMAIL, accounts=accounts) for _ in range(2)]
    lower = DEFINITION | {"profiles": [BASIC | {"maximum_credit_limit": "300.00"}, FULL]}
    assert kyc_api.post("/v1/settings/kyc/preview", lower).body["would_be_above_maximum"] == 2
    saved = kyc_api.put("/v1/settings/kyc", lower)
    assert (saved.status, saved.body["above_maximum"]) == (200, {"contacts": 2, "complete": True})
    # The whole answer may be sent back.
    assert kyc_api.put("/v1/settings/kyc", saved.body).status == 200
    drain_stream(world)
    found, cursor = [], None
    while True:
        page = kyc_api.get("/v1/kyc/above-maximum", limit=2, **({"cursor": cursor} if cursor else {})).body
        assert len(page["items"]) <= 2
        found += [(one["contact_id"], one["account_id"]) for one in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    held = [
        (owner.rpartition("/")[2], one["account_id"])
        for owner in owners
        for one in kyc_api.get(f"{owner}/accounts").body["items"]
    ]
    assert found == sorted(held)


@pytest.mark.feature("S2.72", "S1.22")
def test_a_merge_and_its_undo_judge_the_limits_again(kyc_api: Api, world: World) -> None:
    survivor = _contact(kyc_api, emails=[{"address": "s@example.com"}], accounts=[{"name": "S", "credit_limit": "100.00"}])
    source = _contact(kyc_api, **EMAIL, **CARD, accounts=[{"name": "A", "credit_limit": "5000.00"}])
    merge = kyc_api.post(f"{survivor}/merge", {"source_ids": [source.rpartition("/")[2]]})
    assert merge.status in (200, 202), merge.body
    drain_queues(world, "merges")
    drain_stream(world)
    above = kyc_api.get("/v1/kyc/above-maximum").body["items"]
    assert [(one["contact_id"], one["credit_limit"]) for one in above] == [(survivor.rpartition("/")[2], "5000.00")]
    undone = kyc_api.post(f"/v1/merges/{merge.body['merge_id']}/undo", {})
    assert undone.status in (200, 202), undone.body
    drain_queues(world, "merges")
    drain_stream(world)
    assert kyc_api.get("/v1/kyc/above-maximum").body["items"] == []
    moved = kyc_api.post(f"{source}/kyc/change", {"profile": "basic"})
    assert [one["credit_limit"] for one in moved.body["accounts_above_maximum"]] == ["5000.00"]


@pytest.mark.feature("S2.73")
def test_a_customer_is_created_with_its_accounts_and_the_picked_profile_in_one_step(kyc_api: Api) -> None:
    made = kyc_api.post(
        "/v1/contacts", PERSON | EMAIL | CARD | {"accounts": [{"name": "A"}, {"name": "B"}], "kyc_profile": "basic"}
    )
    assert made.status == 201
    assert [account["name"] for account in made.body["accounts"]] == ["A", "B"]
    assert (made.body["life_cycle_state"], made.body["kyc"]["profile"]) == ("financial", "basic")
    contact = f"/v1/contacts/{made.body['contact_id']}"
    actions = [entry["action"] for entry in kyc_api.get(f"{contact}/audit").body["items"]]
    assert sorted(actions) == ["account.created", "account.created", "contact.created", "kyc.assigned"]
    assert kyc_api.get(f"{contact}/audit/verify").body["whole"] is True


@pytest.mark.feature("S2.73")
def test_a_picked_profile_without_its_information_is_refused_and_nothing_is_stored(kyc_api: Api, world: World) -> None:
    contact = _contact(kyc_api, **EMAIL)
    before = world.items()
    refused = [
        kyc_api.post("/v1/contacts", PERSON | EMAIL | {"accounts": [{"name": "A"}], "kyc_profile": "full"}),
        kyc_api.post(f"{contact}/accounts", {"name": "A", "kyc_profile": "full"}),
    ]
    assert [(answer.status, answer.code) for answer in refused] == [(409, "information_missing")] * 2
    assert {error["field"] for answer in refused for error in answer.body["errors"]} == {
        "/identifiers/id_card/number",
        "/identifiers/passport/number",
    }
    assert kyc_api.post("/v1/contacts", PERSON | {"kyc_profile": "basic"}).code == "not_a_customer"
    unknown = kyc_api.post(f"{contact}/accounts", {"name": "A", "kyc_profile": "gold"})
    assert (unknown.status, unknown.body["errors"][0]["field"]) == (422, "/kyc_profile")
    assert world.items() == before


@pytest.mark.feature("S2.73", "S2.88")
def test_a_lower_choice_never_verifies_by_itself(kyc_api: Api) -> None:
    profiles = [BASIC | {"requires_verification": True}, FULL]
    assert kyc_api.put("/v1/settings/kyc", DEFINITION | {"profiles": profiles}).status == 200
    contact = _contact(kyc_api, **EMAIL, **CARD)
    assert kyc_api.post(f"{contact}/accounts", {"name": "A", "kyc_profile": "basic"}).status == 201
    kyc = kyc_api.get(f"{contact}/kyc").body
    assert (kyc["profile"], kyc["state"]) == ("basic", "pending_verification")
    # The same choice again changes nothing; another one goes through Change.
    assert kyc_api.post(f"{contact}/accounts", {"name": "B", "kyc_profile": "basic"}).status == 201
    assert kyc_api.post(f"{contact}/accounts", {"name": "C", "kyc_profile": "full"}).code == "profile_held"


@pytest.mark.feature("S2.78")
@pytest.mark.parametrize("rules", ["person_rules", "company_rules"])
@pytest.mark.parametrize("field", ["shoe_size", "identifiers.library_card", "custom.nothing"])
def test_a_rule_that_names_no_field_is_refused(kyc_api: Api, rules: str, field: str) -> None:
    broken = DEFINITION | {rules: [{"field": field, "required_for": ["basic", "full"]}]}
    for refused in (kyc_api.put("/v1/settings/kyc", broken), kyc_api.post("/v1/settings/kyc/preview", broken)):
        assert (refused.status, refused.body["errors"][0]["field"]) == (422, f"/{rules}/0/field")
