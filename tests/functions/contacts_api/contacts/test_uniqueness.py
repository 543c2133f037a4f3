"""Uniqueness rules as a portal meets them, and what happens when they change over existing contacts."""

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import ShortOfTime, deliver, drain_stream, invoke
from tests.builders.uniqueness import (
    SSN,
    assert_claims_and_contacts_are_one_to_one,
    documents,
    finish_build,
    person,
    put_rule,
    stored_claims,
)
from tests.faults.counting import count_calls

EITHER = {"person": [["last_name", "identifiers.id_card.number"], ["identifiers.social_security_number"]]}


def card(number: str, ssn: str, **fields: object) -> dict[str, object]:
    return person(**fields) | {"identifiers": {"id_card": {"number": number}, "social_security_number": ssn}}  # type: ignore[arg-type]


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


@pytest.mark.feature("S2.34")
def test_a_new_rule_holds_at_once_for_what_exists_and_deletes_nothing(world: World, api: Api) -> None:
    first, second, third = (api.post("/v1/contacts", person(number)).body["contact_id"] for number in ("1", "1", "2"))
    put_rule(api, **SSN)
    for number in ("1", "2"):
        assert api.post("/v1/contacts", person(number)).status == 409
    build = api.get("/v1/settings/uniqueness/build").body
    assert (build["state"], build["contacts"], build["violations"]) == ("settling", 3, 1)
    assert api.get(f"/v1/contacts/{second}").status == api.get(f"/v1/contacts/{first}").status == 200
    finish_build(world)
    build = api.get("/v1/settings/uniqueness/build").body
    assert (build["state"], build["contacts"], build["violations"]) == ("finished", 3, 1)
    (violation,) = api.get("/v1/settings/uniqueness/violations").body["items"]
    assert {violation["contact_id"], violation["conflicting_contact_id"]} == {first, second}
    assert violation["fields"] == ["identifiers.social_security_number"]
    # Only the one without the claim is blocked, and only when it is saved.
    blocked, holder = violation["contact_id"], violation["conflicting_contact_id"]
    assert api.patch(f"/v1/contacts/{holder}", {"first_name": "Eleni"}).status == 200
    assert api.patch(f"/v1/contacts/{blocked}", {"first_name": "Eleni"}).status == 409
    assert api.put(f"/v1/contacts/{blocked}/consent", {"state": "accepted"}).status == 200
    assert api.patch(f"/v1/contacts/{blocked}", {"identifiers": {"social_security_number": "9"}}).status == 200
    assert api.post("/v1/contacts", person("1")).status == 409
    assert api.post("/v1/contacts", person("9")).status == 409
    assert third
    assert_claims_and_contacts_are_one_to_one(world)


@pytest.mark.feature("S2.34")
def test_a_violator_that_goes_away_takes_no_claim_of_another_with_it(world: World, api: Api) -> None:
    first, second = (api.post("/v1/contacts", person("1")).body["contact_id"] for _ in range(2))
    put_rule(api, **SSN)
    (violation,) = api.get("/v1/settings/uniqueness/violations").body["items"]
    assert api.delete(f"/v1/contacts/{violation['contact_id']}").status == 204
    assert stored_claims(world) == {next(iter(stored_claims(world))): violation["conflicting_contact_id"]}
    assert {first, second} == {violation["contact_id"], violation["conflicting_contact_id"]}
    assert api.post("/v1/contacts", person("1")).status == 409


@pytest.mark.feature("S2.34")
def test_a_removed_group_frees_its_claims_and_coming_back_refuses_nothing_falsely(world: World, api: Api) -> None:
    put_rule(api, **SSN)
    contact_id = api.post("/v1/contacts", person("1")).body["contact_id"]
    put_rule(api)
    assert stored_claims(world) == {}
    api.patch(f"/v1/contacts/{contact_id}", {"identifiers": {"social_security_number": "2"}})
    put_rule(api, **SSN)
    assert api.post("/v1/contacts", person("1")).status == 201
    assert api.post("/v1/contacts", person("2")).status == 409
    assert_claims_and_contacts_are_one_to_one(world)


@pytest.mark.feature("S2.34")
def test_a_large_tenant_follows_in_the_background(world: World, api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    from contactbook.services.contacts import uniqueness, uniqueness_build

    monkeypatch.setattr(uniqueness, "_MOST_AT_ONCE", 2)
    monkeypatch.setattr(uniqueness_build, "_PAGE", 2)
    for number in range(5):
        api.post("/v1/contacts", person(str(number)))
    api.post("/v1/contacts", person("0"))
    put_rule(api, **SSN)
    assert api.get("/v1/settings/uniqueness/build").body["state"] == "building"
    assert api.post("/v1/contacts", person("new")).status == 201
    assert api.post("/v1/contacts", person("new")).status == 409
    drain_stream(world)
    # Every slice is cut short: the job goes on by sending itself a message.
    slices = 0
    while world.messages("uniqueness_build"):
        assert deliver(world, "uniqueness_build", context=ShortOfTime(3)) == []
        slices += 1
        assert slices < 20
    assert slices > 2
    build = api.get("/v1/settings/uniqueness/build").body
    assert (build["state"], build["contacts"], build["violations"]) == ("finished", 7, 1)
    assert_claims_and_contacts_are_one_to_one(world)
    assert api.post("/v1/contacts", person("3")).status == 409


@pytest.mark.feature("S2.34")
def test_a_message_delivered_twice_or_about_a_former_rule_does_no_harm(world: World, api: Api) -> None:
    for number in ("1", "1", "2"):
        api.post("/v1/contacts", person(number))
    put_rule(api, **SSN)
    drain_stream(world)
    records = world.take_messages("uniqueness_build")
    for _ in range(2):
        assert invoke("uniqueness_build", records) == []
    assert api.get("/v1/settings/uniqueness/build").body["violations"] == 1
    put_rule(api, person=[["last_name"]])
    before = world.items()
    assert invoke("uniqueness_build", records) == []
    assert world.items() == before


@pytest.mark.feature("S2.34")
def test_the_walk_comes_also_where_the_request_died_after_saving_the_rule(world: World, api: Api) -> None:
    from tests.faults.faults import Fault, Injection, Level, Moment, WorkerDied, to
    from tests.faults.injecting import inject

    api.post("/v1/contacts", person("1"))
    death = Injection(0, Fault.DEATH, Moment.AFTER, Level.ABOVE, which=to("TransactWriteItems"))
    with pytest.raises(WorkerDied), inject(death):
        put_rule(api, **SSN)
    assert documents(world, "uniqueness_build") == []
    finish_build(world)
    assert api.get("/v1/settings/uniqueness/build").body["state"] == "finished"
    assert api.post("/v1/contacts", person("1")).status == 409


def test_a_rule_that_was_never_changed_has_no_build(world: World, api: Api) -> None:
    assert api.get("/v1/settings/uniqueness/build").status == 404
    assert api.get("/v1/settings/uniqueness/violations").status == 404


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
