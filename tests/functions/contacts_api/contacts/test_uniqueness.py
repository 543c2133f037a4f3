"""Uniqueness rules as a portal meets them. What a change of a rule does to existing contacts is in settings_api."""

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.uniqueness import (
    SSN,
    assert_claims_and_contacts_are_one_to_one,
    person,
    put_rule,
    stored_claims,
)
from tests.faults.counting import count_calls

EITHER = {"person": [["last_name", "identifiers.id_card.number"], ["identifiers.social_security_number"]]}


def card(number: str, ssn: str, **fields: object) -> dict[str, object]:
    return person(**fields) | {"identifiers": {"id_card": {"number": number}, "social_security_number": ssn}}  # type: ignore[arg-type]  # `fields` may hold any


@pytest.mark.feature("S2.26", "S2.29", "S3.7")
def test_a_write_is_refused_when_any_group_matches_in_full(world: World, api: Api) -> None:
    put_rule(api, **EITHER)
    first = api.post("/v1/contacts", card("X1", "1")).body["contact_id"]
    same_card = api.post("/v1/contacts", card("X1", "2"))
    assert (same_card.status, same_card.code) == (409, "duplicate_contact")
    assert same_card.body["conflicts"] == [{"fields": ["identifiers.id_card.number", "last_name"], "contact_id": first}]
    same_number = api.post("/v1/contacts", card("X2", "1", last_name="Other"))
    assert same_number.error_codes() == {"/identifiers/social_security_number": "not_unique"}
    assert api.post("/v1/contacts", card("X1", "3", last_name="Other")).status == 201


@pytest.mark.feature("S2.29")
def test_every_group_that_matches_is_named(world: World, api: Api) -> None:
    put_rule(api, **EITHER)
    one = api.post("/v1/contacts", card("X1", "1")).body["contact_id"]
    other = api.post("/v1/contacts", card("X2", "2", last_name="Other")).body["contact_id"]
    answer = api.post("/v1/contacts", card("X1", "2"))
    assert {conflict["contact_id"] for conflict in answer.body["conflicts"]} == {one, other}


@pytest.mark.feature("S3.10")
def test_the_same_id_with_another_number_is_allowed_when_only_the_combination_is_unique(world: World, api: Api) -> None:
    put_rule(api, person=[["identifiers.id_card.number", "identifiers.social_security_number"]])
    assert api.post("/v1/contacts", card("X1", "1")).status == 201
    assert api.post("/v1/contacts", card("X1", "2")).status == 201
    assert api.post("/v1/contacts", card("X1", "1", last_name="Other")).status == 409


@pytest.mark.feature("S2.25", "S3.8", "S3.9", "S3.12")
def test_persons_and_companies_have_rules_of_their_own_and_never_conflict(world: World, api: Api) -> None:
    vat = {"identifiers": {"vat_number": "CY10259033P"}}
    put_rule(api, person=[["identifiers.vat_number"]], company=[["identifiers.vat_number"]])
    assert api.post("/v1/contacts", {"kind": "company", "company_name": "Acme", **vat}).status == 201
    assert api.post("/v1/contacts", person() | vat).status == 201
    assert api.post("/v1/contacts", {"kind": "company", "company_name": "Other", **vat}).status == 409


@pytest.mark.feature("S2.28")
def test_fields_of_every_group_are_mandatory(world: World, api: Api) -> None:
    put_rule(api, **EITHER)
    missing = api.post("/v1/contacts", {"kind": "person", "last_name": "X"})
    assert missing.error_codes() == {"/identifiers/id_card/number": "required", "/identifiers/social_security_number": "required"}
    assert api.post("/v1/contacts", {"kind": "company", "company_name": "Acme"}).status == 201


@pytest.mark.feature("S2.31")
@pytest.mark.parametrize("written", ["ab-12 3", " AB123 ", "\uff21\uff22123", "A.B/1-2-3", "ab\u200b123"])
def test_values_are_compared_without_case_spaces_dashes_and_what_cannot_be_seen(world: World, api: Api, written: str) -> None:
    put_rule(api, **SSN)
    assert api.post("/v1/contacts", person("AB123")).status == 201
    assert api.post("/v1/contacts", person(written)).status == 409
    assert Api(tenant_id="other").post("/v1/contacts", person("AB123")).status == 201


@pytest.mark.feature("S2.27", "S2.30", "S2.33")
def test_a_change_is_checked_a_contact_never_conflicts_with_itself_and_a_swap_takes_two_steps(world: World, api: Api) -> None:
    put_rule(api, **SSN)
    one, two = (api.post("/v1/contacts", person(number)).body["contact_id"] for number in ("1", "2"))

    def change(contact_id: str, number: str) -> int:
        return api.patch(f"/v1/contacts/{contact_id}", {"identifiers": {"social_security_number": number}}).status

    assert change(one, "1") == 200
    assert api.patch(f"/v1/contacts/{one}", {"first_name": "Eleni"}).status == 200
    assert change(one, "2") == 409
    assert [change(one, "3"), change(two, "1"), change(one, "2")] == [200, 200, 200]
    assert_claims_and_contacts_are_one_to_one(world)


@pytest.mark.feature("S2.31")
def test_a_deleted_contact_frees_its_values(world: World, api: Api) -> None:
    put_rule(api, **SSN)
    contact_id = api.post("/v1/contacts", person("1")).body["contact_id"]
    assert api.delete(f"/v1/contacts/{contact_id}").status == 204
    assert stored_claims(world) == {}
    assert api.post("/v1/contacts", person("1")).status == 201


@pytest.mark.feature("S3.14", "S2.29")
def test_a_conflict_names_no_contact_that_the_caller_may_not_see(world: World, api: Api) -> None:
    put_rule(api, **SSN)
    api.post("/v1/contacts", person("1", owned_by_group="sales"))
    answer = api.post("/v1/contacts", person("1"))
    assert answer.body["conflicts"] == [{"fields": ["identifiers.social_security_number"]}]


@pytest.mark.feature("S2.27")
def test_a_create_with_one_rule_is_one_transaction_and_reads_nothing_but_settings(world: World, api: Api) -> None:
    put_rule(api, **SSN)
    api.post("/v1/contacts", person("0"))
    with count_calls() as calls:
        assert api.post("/v1/contacts", person("1")).status == 201
    assert calls.counts == {"dynamodb.TransactWriteItems": 1}
    (counted,) = calls
    # The contact, its claim, and the audit entry with the values behind it.
    assert counted.items == 3
