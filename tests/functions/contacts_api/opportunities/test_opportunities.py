"""Opportunities over HTTP; the first makes a lead a prospect."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.faults.counting import count_calls

PERSON = {"kind": "person", "last_name": "Georgiou", "emails": [{"type": "personal", "address": "eleni@example.com"}]}
DEAL = {"name": "New kitchen", "stage": "tour", "value": "1200.00"}


def new_contact(api: Api, **fields: Any) -> str:
    return f"/v1/contacts/{api.post('/v1/contacts', {**PERSON, **fields}).body['contact_id']}"


@pytest.mark.feature("S1.1", "S1.5", "S1.8")
def test_an_opportunity_makes_a_lead_a_prospect(api: Api) -> None:
    contact = new_contact(api)
    before = api.get(contact).body
    assert (before["stage"], before["opportunity_features"]) == ("lead", False)
    made = api.post(f"{contact}/opportunities", DEAL)
    assert (made.status, made.body["closed"], made.body["contact"]["stage"]) == (201, False, "prospect")
    assert made.headers["Location"] == f"{contact}/opportunities/{made.body['opportunity_id']}"
    after = api.get(contact).body
    assert (after["stage"], after["opportunity_features"]) == ("prospect", True)
    assert [found["opportunity_id"] for found in after["opportunities"]] == [made.body["opportunity_id"]]


@pytest.mark.feature("S1.4", "S1.6")
def test_closing_and_removing_the_last_opportunity_leaves_a_prospect(api: Api) -> None:
    contact = new_contact(api)
    opportunity = api.post(f"{contact}/opportunities", DEAL).headers["Location"]
    assert api.patch(opportunity, {"closed": True}).body["contact"]["stage"] == "prospect"
    assert api.delete(opportunity).status == 204
    assert api.get(opportunity).status == 404
    assert api.get(contact).body["stage"] == "prospect"


@pytest.mark.feature("S1.3", "S1.9", "S1.10")
def test_a_contact_created_with_its_opportunity_never_was_a_lead(api: Api, world: World) -> None:
    with count_calls() as calls:
        made = api.post("/v1/contacts", {**PERSON, "opportunity": DEAL})
    assert (made.status, made.body["stage"], made.body["origin"]) == (201, "prospect", "opportunity")
    assert calls.counts["dynamodb.TransactWriteItems"] == 1
    assert made.body["version"] == 1
    assert [found["name"] for found in made.body["opportunities"]] == ["New kitchen"]
    refused = Api(scopes=("contacts:write", "contacts:read")).post("/v1/contacts", {**PERSON, "opportunity": DEAL})
    assert refused.code == "missing_scope"
    invalid = api.post("/v1/contacts", {**PERSON, "opportunity": {"name": ""}})
    assert (invalid.status, list(invalid.error_codes())) == (422, ["/opportunity/name"])


@pytest.mark.feature("S1.10")
def test_a_lead_made_by_the_api_says_where_it_came_from(api: Api) -> None:
    said = api.get(new_contact(api, source="trade fair")).body
    assert (said["origin"], said["source"]) == ("api", "trade fair")
    assert api.get(new_contact(api)).body["source"] == "api"


@pytest.mark.feature("S1.11", "S2.21")
def test_a_prospect_that_becomes_a_customer_keeps_what_it_has(api: Api) -> None:
    contact = new_contact(api)
    api.post(f"{contact}/opportunities", DEAL)
    api.post(f"{contact}/notes", {"text": "Called."})
    account = api.post(f"{contact}/accounts", {"name": "Checking"}).headers["Location"]
    profile = api.get(contact).body
    assert (profile["stage"], profile["life_cycle_state"], len(profile["opportunities"])) == ("customer", "financial", 1)
    assert len(api.get(f"{contact}/notes").body["items"]) == 1
    api.patch(account, {"state": "closed"})
    assert api.get(contact).body["stage"] == "prospect"


@pytest.mark.feature("S1.19", "S1.16")
def test_an_opportunity_is_read_with_the_contacts_current_details(api: Api) -> None:
    contact = new_contact(api)
    opportunity = api.post(f"{contact}/opportunities", DEAL).headers["Location"]
    api.patch(contact, {"last_name": "Nicolaou", "emails": [{"type": "personal", "address": "new@example.com"}]})
    parent = api.get(opportunity).body["contact"]
    assert (parent["display_name"], parent["emails"][0]["address"]) == ("Nicolaou", "new@example.com")
    assert api.get(f"{contact}/opportunities").body["items"][0]["contact"] == parent


@pytest.mark.feature("S1.20")
@pytest.mark.parametrize("body", [{"emails": []}, {"contact": {"last_name": "X"}}, {"last_name": "X"}, {"phone": "1"}])
def test_contact_information_cannot_be_edited_through_an_opportunity(api: Api, body: dict[str, Any]) -> None:
    contact = new_contact(api)
    opportunity = api.post(f"{contact}/opportunities", DEAL).headers["Location"]
    patched, posted = api.patch(opportunity, body), api.post(f"{contact}/opportunities", {**DEAL, **body})
    assert (patched.status, patched.code) == (422, "read_only" if "contact" in body else "unknown_field")
    assert (posted.status, posted.code) == (422, "unknown_field")
    assert api.get(contact).body["emails"][0]["address"] == "eleni@example.com"


@pytest.mark.feature("S1.21")
def test_a_change_of_the_contact_lists_its_opportunities(api: Api) -> None:
    contact = new_contact(api)
    made = [api.post(f"{contact}/opportunities", DEAL).body["opportunity_id"] for _ in range(2)]
    assert sorted(api.patch(contact, {"first_name": "Eleni"}).body["affected_opportunity_ids"]) == sorted(made)
    assert api.patch(new_contact(api), {"first_name": "Eleni"}).body["affected_opportunity_ids"] == []


def test_an_opportunity_is_changed_by_merge_patch(api: Api) -> None:
    contact = new_contact(api)
    opportunity = api.post(f"{contact}/opportunities", DEAL).headers["Location"]
    changed = api.patch(opportunity, {"value": None, "stage": "deposit"}).body
    assert (changed["value"], changed["stage"], changed["name"], changed["version"]) == (None, "deposit", "New kitchen", 2)
    assert api.patch(opportunity, {"stage": "deposit"}).body["version"] == 2
    assert api.patch(opportunity, {"name": None}).error_codes() == {"/name": "required"}
    assert api.patch(opportunity, {"closed": True}, if_match='"1"').status == 412


@pytest.mark.feature("S1.14", "S1.15")
def test_opportunities_need_their_scope_and_follow_the_access_rules(api: Api) -> None:
    contact = new_contact(api)
    opportunity = api.post(f"{contact}/opportunities", DEAL).headers["Location"]
    writer_of_contacts = Api(scopes=("contacts:read", "contacts:write"))
    for refused in (
        writer_of_contacts.post(f"{contact}/opportunities", DEAL),
        writer_of_contacts.patch(opportunity, {"closed": True}),
        writer_of_contacts.delete(opportunity),
    ):
        assert (refused.status, refused.code) == (403, "missing_scope")
    assert writer_of_contacts.get(opportunity).status == 200
    assert Api(tenant_id="acme-corp").get(opportunity).status == 404


def test_the_number_of_opportunities_is_limited(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    from contactbook.services.opportunities import opportunities

    monkeypatch.setattr(opportunities, "OPPORTUNITIES", replace(opportunities.OPPORTUNITIES, most=1))
    contact = new_contact(api)
    api.post(f"{contact}/opportunities", DEAL)
    assert api.post(f"{contact}/opportunities", DEAL).code == "too_many_opportunities"


STEPS = st.lists(st.sampled_from(["add", "close", "remove", "open_account", "close_account", "change"]), max_size=8)


@pytest.mark.feature("S1.4", "S1.5", "S1.6", "S1.7", "S2.16", "S2.17", "S3.5")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(STEPS)
def test_nobody_is_ever_demoted(world: World, steps: list[str]) -> None:
    world.reset()
    api = Api()
    contact = new_contact(api)
    opportunities: list[str] = []
    accounts: list[str] = []
    had_opportunity, had_account, open_accounts = False, False, 0
    for step in steps:
        if step == "add":
            opportunities.append(api.post(f"{contact}/opportunities", DEAL).headers["Location"])
            had_opportunity = True
        elif step == "close" and opportunities:
            api.patch(opportunities[-1], {"closed": True})
        elif step == "remove" and opportunities:
            api.delete(opportunities.pop())
        elif step == "open_account":
            accounts.append(api.post(f"{contact}/accounts", {"name": "A"}).headers["Location"])
            had_account, open_accounts = True, open_accounts + 1
        elif step == "close_account" and accounts:
            api.patch(accounts.pop(), {"state": "closed"})
            open_accounts -= 1
        else:
            api.patch(contact, {"first_name": step})
        profile = api.get(contact).body
        assert profile["stage"] == ("customer" if open_accounts else "prospect" if had_opportunity else "lead")
        assert profile["life_cycle_state"] == ("financial" if open_accounts else "marketing")
        assert profile["past_customer"] == (had_account and not open_accounts)


def test_opportunities_are_paged(api: Api) -> None:
    contact = new_contact(api)
    made = [api.post(f"{contact}/opportunities", DEAL).body["opportunity_id"] for _ in range(3)]
    first = api.get(f"{contact}/opportunities", limit=2).body
    rest = api.get(f"{contact}/opportunities", limit=2, cursor=first["next_cursor"]).body
    assert [one["opportunity_id"] for page in (first, rest) for one in page["items"]] == made
    assert rest["next_cursor"] is None
    assert api.get(f"{contact}/opportunities", limit=101).code == "validation_failed"
    assert api.get(f"{contact}/opportunities", cursor="x").code == "bad_cursor"
