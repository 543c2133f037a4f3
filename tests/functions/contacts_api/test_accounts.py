"""Accounts, the life cycle of their contact, and the resolved contact information, over HTTP."""

from dataclasses import replace
from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.refusals import refuse
from tests.faults.counting import count_calls

CHECKING = {"name": "Priority Checking", "service": "priority-checking", "service_group": "checking", "credit_limit": "250.00"}
PERSON = {
    "kind": "person",
    "last_name": "Georgiou",
    "emails": [{"type": "personal", "address": "eleni@example.com"}],
    "phones": [{"type": "mobile", "number": "+35799123456"}],
}


def new_contact(api: Api, **fields: Any) -> str:
    return f"/v1/contacts/{api.post('/v1/contacts', {**PERSON, **fields}).body['contact_id']}"


def open_account(api: Api, contact: str, **fields: Any) -> str:
    answer = api.post(f"{contact}/accounts", {**CHECKING, **fields})
    assert answer.status == 201
    return answer.headers["Location"]


@pytest.mark.feature("S2.16", "S2.17", "S3.1", "S3.6", "S3.22")
def test_the_first_account_makes_the_contact_a_customer(api: Api) -> None:
    contact = new_contact(api)
    before = api.get(contact).body
    assert (before["life_cycle_state"], before["stage"], before["past_customer"]) == ("marketing", "lead", False)
    answer = api.post(f"{contact}/accounts", CHECKING)
    assert answer.headers["Location"] == f"/v1/accounts/{answer.body['account_id']}"
    assert answer.body["contact_id"] == contact.rpartition("/")[2]
    after = api.get(contact).body
    assert (after["life_cycle_state"], after["stage"]) == ("financial", "customer")
    assert [account["account_id"] for account in after["accounts"]] == [answer.body["account_id"]]


@pytest.mark.feature("S3.5", "S3.2")
def test_closing_the_last_account_makes_a_past_customer(api: Api) -> None:
    contact = new_contact(api)
    first, second = open_account(api, contact), open_account(api, contact)
    assert api.patch(first, {"state": "closed"}).body["state"] == "closed"
    assert api.get(contact).body["stage"] == "customer"
    api.patch(second, {"state": "closed"})
    after = api.get(contact).body
    assert (after["life_cycle_state"], after["stage"], after["past_customer"]) == ("marketing", "lead", True)
    assert len(after["accounts"]) == 2
    api.patch(second, {"state": "open"})
    assert api.get(contact).body["stage"] == "customer"


@pytest.mark.feature("S2.18")
@pytest.mark.parametrize("field", ["life_cycle_state", "stage", "past_customer", "open_accounts", "had_opportunity"])
def test_the_life_cycle_is_not_written_by_hand(api: Api, field: str) -> None:
    contact = new_contact(api)
    is_shown = field in api.get(contact).body
    assert api.patch(contact, {field: "financial"}).code == ("read_only" if is_shown else "unknown_field")
    assert api.post("/v1/contacts", {**PERSON, field: "financial"}).code == "unknown_field"


@pytest.mark.feature("S2.19")
def test_a_contact_with_an_account_cannot_be_deleted(api: Api) -> None:
    contact = new_contact(api)
    account = open_account(api, contact)
    refused = api.delete(contact)
    assert (refused.status, refused.code) == (409, "has_account")
    api.patch(account, {"state": "closed"})
    assert api.delete(contact).code == "has_account"


@pytest.mark.feature("S3.22")
def test_an_account_needs_a_contact(api: Api) -> None:
    assert api.post("/v1/contacts/con_00000000000000000000000000/accounts", CHECKING).status == 404


@pytest.mark.feature("S0.3", "S1.17")
def test_an_accounts_own_information_is_normalized_as_a_contacts_is(api: Api) -> None:
    contact = new_contact(api)
    information = {"email": "Biz@EXAMPLE.com", "phone": "22 123456", "mailing_address": None}
    account = open_account(api, contact, contact_information=information)
    stored = api.get(account).body["contact_information"]
    assert (stored["email"], stored["phone"]) == ("Biz@example.com", "+35722123456")
    refused = api.post(f"{contact}/accounts", {**CHECKING, "contact_information": {"email": "no", "phone": "x1"}})
    assert refused.error_codes() == {
        "/contact_information/email": "invalid_email",
        "/contact_information/phone": "invalid_phone",
    }
    blank = open_account(api, contact, contact_information={"email": "  ", "phone": ""})
    assert api.get(blank).body["contact_information"] == {"email": None, "phone": None, "mailing_address": None}


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({"name": "\u200b"}, "/name", "required"),
        ({"name": "A", "credit_limit": "-1"}, "/credit_limit", "negative"),
        ({}, "/name", "required"),
        (
            {"name": "A", "contact_information": {"mailing_address": {"type": "igloo", "line_1": "1", "country": "CY"}}},
            "/contact_information/mailing_address/type",
            "unknown_type",
        ),
    ],
)
def test_an_invalid_account_is_refused(api: Api, body: dict[str, Any], field: str, code: str) -> None:
    refused = api.post(f"{new_contact(api)}/accounts", body)
    assert (refused.status, refused.error_codes()) == (422, {field: code})


def test_an_account_is_changed_by_merge_patch_down_to_its_address(api: Api) -> None:
    address = {"line_1": "9 Makarios Ave", "city": "Nicosia", "country": "CY"}
    account = open_account(api, new_contact(api), contact_information={"email": "b@example.com", "mailing_address": address})
    changed = api.patch(account, {"contact_information": {"mailing_address": {"city": "Paphos"}}, "credit_limit": None})
    information = changed.body["contact_information"]
    assert (information["email"], information["mailing_address"]["city"]) == ("b@example.com", "Paphos")
    assert information["mailing_address"]["line_1"] == "9 Makarios Ave"
    assert (changed.body["credit_limit"], changed.body["version"]) == (None, 2)
    assert api.patch(account, {"name": "X"}, if_match='"1"').status == 412
    assert api.patch(account, {"name": None}).error_codes() == {"/name": "required"}
    assert api.patch(account, {"contact_id": "con_2"}).code == "read_only"


def test_a_change_without_effect_writes_nothing(api: Api) -> None:
    account = open_account(api, new_contact(api))
    with count_calls() as calls:
        assert api.patch(account, {"name": CHECKING["name"]}).body["version"] == 1
    assert "dynamodb.TransactWriteItems" not in calls.counts


def test_reading_an_account_takes_its_pointer_and_one_query(api: Api) -> None:
    account = open_account(api, new_contact(api))
    with count_calls() as calls:
        assert api.get(account).status == 200
    assert calls.to("GetItem", "Query", "BatchGetItem").names == ["dynamodb.GetItem", "dynamodb.Query"]


def test_an_account_is_opened_in_one_transaction_with_its_audit_entry(api: Api, world: World) -> None:
    contact = new_contact(api)
    with count_calls() as calls:
        open_account(api, contact)
    assert calls.counts == {"dynamodb.GetItem": 1, "dynamodb.TransactWriteItems": 1}
    actions = [item["document"]["S"] for item in world.items() if item["kind"]["S"] == "history"]
    assert sum("account.created" in action for action in actions) == 1


@pytest.mark.feature("S1.15")
def test_accounts_need_their_scope_and_follow_the_access_rules(api: Api) -> None:
    contact = new_contact(api, owned_by_group="sales")
    sales = Api(groups=("sales",))
    account = open_account(sales, contact)
    assert Api(scopes=("contacts:write",), groups=("sales",)).post(f"{contact}/accounts", CHECKING).code == "missing_scope"
    for stranger in (Api(groups=("support",)), Api(tenant_id="acme-corp", groups=("sales",))):
        for answer in (stranger.get(account), stranger.patch(account, {"name": "X"}), stranger.get(f"{contact}/accounts")):
            assert (answer.status, answer.code) == (404, "not_found")
        assert stranger.get(account).body | {"instance": ""} == stranger.get("/v1/accounts/acc_0").body | {"instance": ""}
    assert Api(contact_id=contact.rpartition("/")[2]).get(account).code == "missing_scope"


def test_the_number_of_accounts_is_limited(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    from contactbook.services.changes.account_opening import ACCOUNTS

    monkeypatch.setattr("contactbook.services.accounts.accounts.ACCOUNTS", replace(ACCOUNTS, most=2))
    contact = new_contact(api)
    open_account(api, contact)
    open_account(api, contact)
    refused = api.post(f"{contact}/accounts", CHECKING)
    assert (refused.status, refused.code) == (409, "too_many_accounts")
    assert api.patch(contact, {"first_name": "Eleni"}).status == 200


@pytest.mark.feature("S0.4", "S0.13", "S0.16", "S0.28")
def test_contact_information_is_resolved_without_a_write(api: Api, world: World) -> None:
    contact = new_contact(api)
    account = open_account(api, contact, contact_information={"email": "biz@example.com"})
    account_id = account.rpartition("/")[2]
    stored = world.items()
    of_account = api.get(f"{contact}/contact-information", level="account", account_id=account_id).body
    assert of_account["email"] == {
        "value": "biz@example.com",
        "level": "account",
        "account_id": account_id,
        "reason": None,
        "passed_over": [],
    }
    assert (of_account["phone"]["value"], of_account["phone"]["level"]) == ("+35799123456", "contact")
    assert (of_account["mailing_address"]["value"], of_account["mailing_address"]["reason"]) == (None, "no_address")
    for asked in ({}, {"level": "contact"}, {"level": "contact", "account_id": account_id}):
        answer = api.get(f"{contact}/contact-information", **asked).body
        assert (answer["email"]["value"], answer["email"]["level"]) == ("eleni@example.com", "contact")
    for asked in ({"level": "account"}, {"service": "checking"}, {"service": "priority-checking"}, {"account_id": account_id}):
        assert api.get(f"{contact}/contact-information", **asked).body["email"]["level"] == "account"
    assert world.items() == stored


@pytest.mark.feature("S0.17")
def test_an_account_of_another_contact_is_not_found(api: Api) -> None:
    other = open_account(api, new_contact(api), contact_information={"email": "biz@example.com"})
    answer = api.get(f"{new_contact(api)}/contact-information", account_id=other.rpartition("/")[2])
    assert (answer.status, answer.code) == (404, "not_found")
    assert "biz@example.com" not in answer.text


@pytest.mark.feature("S0.15")
def test_a_bounced_address_is_passed_over_as_a_sending_would(api: Api) -> None:
    contact = new_contact(api)
    account = open_account(api, contact, contact_information={"email": "biz@example.com"}).rpartition("/")[2]
    refuse("biz@example.com")
    used = api.get(f"{contact}/contact-information", account_id=account).body["email"]
    assert (used["value"], used["level"], used["passed_over"]) == ("eleni@example.com", "contact", ["account"])
    refuse("eleni@example.com")
    used = api.get(f"{contact}/contact-information").body["email"]
    assert (used["value"], used["reason"]) == (None, "unusable")


@pytest.mark.feature("S0.5")
def test_a_customers_account_copies_nothing_from_the_contact(api: Api) -> None:
    account = open_account(api, new_contact(api))
    assert set(api.get(account).body["contact_information"].values()) == {None}


@pytest.mark.feature("S2.1", "S2.13", "S3.3")
def test_persons_and_companies_are_different_records(api: Api) -> None:
    company = api.post("/v1/contacts", {"kind": "company", "company_name": "Acme Ltd"})
    assert company.body["kind"] == "company"
    refused = api.post("/v1/contacts", {"kind": "company", "company_name": "Acme Ltd", "first_name": "Eleni"})
    assert refused.error_codes() == {"/first_name": "wrong_kind"}
    assert api.patch(company.headers["Location"], {"last_name": "X"}).error_codes() == {"/last_name": "wrong_kind"}
    assert api.patch(new_contact(api), {"company_name": "X"}).error_codes() == {"/company_name": "wrong_kind"}


@pytest.mark.feature("S1.12", "S1.13", "S1.17")
@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"emails": [{"address": "no email"}]}, {"/emails/0/address": "invalid_email"}),
        ({"phones": [{"number": "x1"}]}, {"/phones/0/number": "invalid_phone"}),
        ({"emails": [{"type": "fax", "address": "a@example.com"}]}, {"/emails/0/type": "unknown_type"}),
    ],
)
def test_what_is_refused_at_creation_is_refused_on_the_profile_with_the_same_code(
    api: Api, fields: dict[str, Any], codes: dict[str, str]
) -> None:
    assert api.post("/v1/contacts", {**PERSON, **fields}).error_codes() == codes
    assert api.patch(new_contact(api), fields).error_codes() == codes


@pytest.mark.feature("S1.15")
def test_a_profile_is_not_edited_without_the_permission(api: Api) -> None:
    contact = new_contact(api)
    refused = Api(scopes=("contacts:read",)).patch(contact, {"first_name": "Eleni"})
    assert (refused.status, refused.code) == (403, "missing_scope")
    assert Api(scopes=("contacts:write",)).patch(contact, {"first_name": "Eleni"}).status == 200


@pytest.mark.feature("S1.18")
def test_a_full_name_is_derived_until_one_is_given(api: Api) -> None:
    contact = new_contact(api, first_name="Eleni")
    assert api.get(contact).body["full_name"] == "Eleni Georgiou"
    api.patch(contact, {"full_name": "Mrs Georgiou"})
    assert api.patch(contact, {"first_name": "Maria"}).body["full_name"] == "Mrs Georgiou"
    assert api.patch(contact, {"full_name": None}).body["full_name"] == "Maria Georgiou"


@pytest.mark.feature("S2.15")
def test_every_missing_mandatory_field_is_named(api: Api) -> None:
    assert api.put("/v1/settings/mandatory_fields", {"person": ["first_name", "phones"]}).status == 200
    refused = api.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou"})
    assert (refused.status, refused.error_codes()) == (422, {"/first_name": "required", "/phones": "required"})


@pytest.mark.feature("S0.2")
def test_a_profile_says_what_its_contact_level_lacks(api: Api) -> None:
    contact = new_contact(api)
    assert api.get(contact).body["missing_contact_information"] == ["mailing_address"]
    address = {"type": "home", "line_1": "1 Ledra St", "country": "CY"}
    assert api.post(f"{contact}/addresses", address).status == 201
    assert api.get(contact).body["missing_contact_information"] == []


@pytest.mark.feature("S0.2")
def test_a_segment_reports_the_customers_whose_information_has_gaps(api: Api) -> None:
    address = {"type": "home", "line_1": "1 Ledra St", "country": "CY"}
    whole, gap = new_contact(api, addresses=[address]), new_contact(api)
    for contact in (whole, gap):
        open_account(api, contact)
    new_contact(api)
    items = ("emails", "phones", "addresses.country")
    gaps = {"any": [{"field": field, "exists": False} for field in items]}
    criteria = {"all": [{"field": "life_cycle_state", "is": "financial"}, gaps]}
    report = api.post("/v1/segments", {"name": "Gaps", "criteria": criteria}).headers["Location"]
    assert [found["contact_id"] for found in api.get(f"{report}/contacts").body["items"]] == [gap.rpartition("/")[2]]


def test_accounts_are_paged(api: Api) -> None:
    contact = new_contact(api)
    for _ in range(3):
        open_account(api, contact)
    every = [one["account_id"] for one in api.get(f"{contact}/accounts").body["items"]]
    first = api.get(f"{contact}/accounts", limit=2).body
    rest = api.get(f"{contact}/accounts", limit=2, cursor=first["next_cursor"]).body
    assert [one["account_id"] for page in (first, rest) for one in page["items"]] == every
    assert (len(every), rest["next_cursor"]) == (3, None)
