"""Changing a uniqueness rule over existing contacts: its build and its violations."""

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
from tests.faults.faults import Fault, Injection, Level, Moment, WorkerDied, to
from tests.faults.injecting import inject


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


@pytest.mark.feature("S2.34")
def test_the_report_is_live(world: World, api: Api) -> None:
    first, second, third = (api.post("/v1/contacts", person("1")).body["contact_id"] for _ in range(3))
    lacking = api.post("/v1/contacts", {"kind": "person", "last_name": "Ioannou"}).body["contact_id"]
    put_rule(api, **SSN)
    finish_build(world)

    def reported() -> dict[str, str | None]:
        items = api.get("/v1/settings/uniqueness/violations").body["items"]
        return {one["contact_id"]: one["conflicting_contact_id"] for one in items}

    found = reported()
    assert (len(found), found[lacking]) == (3, None)
    blocked = [one for one in (first, second, third) if one in found]
    (holder,) = {first, second, third} - set(blocked)
    assert [found[one] for one in blocked] == [holder, holder]
    # Who gives the value away leaves the others to each other; who gets its field, or goes, leaves the report.
    assert api.patch(f"/v1/contacts/{holder}", {"identifiers": {"social_security_number": "8"}}).status == 200
    assert reported() == {lacking: None, blocked[1]: blocked[0]}
    assert api.patch(f"/v1/contacts/{blocked[0]}", {"first_name": "Eleni"}).status == 200
    assert reported() == {lacking: None, blocked[1]: blocked[0]}
    assert api.patch(f"/v1/contacts/{lacking}", {"identifiers": {"social_security_number": "9"}}).status == 200
    assert reported() == {blocked[1]: blocked[0]}
    assert api.delete(f"/v1/contacts/{blocked[1]}").status == 204
    assert reported() == {}


@pytest.mark.feature("S2.34")
def test_a_rule_is_asked_about_before_it_is_saved(world: World, api: Api) -> None:
    ids = [api.post("/v1/contacts", person(number)).body["contact_id"] for number in ("1", "1", "2")]
    api.post("/v1/contacts", {"kind": "person", "last_name": "Ioannou"})
    asked = api.post("/v1/settings/uniqueness/preview", SSN)
    assert asked.status == 200, asked.text
    assert (asked.body["contacts"], asked.body["violating"], asked.body["complete"]) == (4, 2, True)
    pairs = [{one["contact_id"], one["conflicting_contact_id"]} for one in asked.body["sample"] if one["conflicting_contact_id"]]
    assert pairs == [set(ids[:2])]
    assert api.get("/v1/settings/uniqueness").body["version"] == 0
    assert api.post("/v1/contacts", person("1")).status == 201
    wrong = api.post("/v1/settings/uniqueness/preview", {"person": [["shoe_size"]]})
    assert wrong.error_codes() == {"/person/0/0": "unknown_field"}
    assert api.post("/v1/settings/uniqueness/preview", {"people": []}).code == "unknown_field"
