"""Contacts by the ids of other systems: read, create or change, merge (S7.4)."""

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Answer, Api

PATH = "/v1/contacts/by-external-id/core"


def put(api: Api, external_id: str, **fields: object) -> Answer:
    return api.put(f"{PATH}/{external_id}", {"kind": "person", **fields})


@pytest.mark.feature("S7.4")
def test_a_put_creates_then_changes_and_can_be_repeated(api: Api) -> None:
    made = put(api, "A-1", last_name="Ann", source="core")
    assert (made.status, made.body["external_ids"], made.body["source"]) == (201, {"core": "A-1"}, "core")
    assert made.headers["Location"] == f"/v1/contacts/{made.body['contact_id']}"
    again = put(api, "A-1", last_name="Ann", source="core")
    assert (again.status, again.body["version"]) == (200, 1)
    changed = api.put(f"{PATH}/A-1", {"first_name": "Eve"})
    assert (changed.status, changed.body["first_name"], changed.body["last_name"]) == (200, "Eve", "Ann")
    assert api.get(f"{PATH}/A-1").body["contact_id"] == made.body["contact_id"]


@pytest.mark.feature("S7.4")
def test_an_id_belongs_to_one_contact_and_is_told_apart_by_case(api: Api) -> None:
    put(api, "a1", last_name="Ann")
    taken = api.post("/v1/contacts", {"kind": "company", "company_name": "X", "external_ids": {"core": "a1"}})
    assert (taken.status, taken.code) == (409, "duplicate_external_id")
    assert taken.error_codes() == {"/external_ids/core": "not_unique"}
    assert put(api, "A1", last_name="Bob").status == 201
    assert api.post("/v1/contacts", {"kind": "person", "last_name": "Y", "external_ids": {"web": "a1"}}).status == 201


@pytest.mark.feature("S7.4")
def test_an_id_that_was_removed_is_free_again(api: Api) -> None:
    ann = put(api, "A-1", last_name="Ann").body["contact_id"]
    assert api.patch(f"/v1/contacts/{ann}", {"external_ids": {"core": None}}).body["external_ids"] == {}
    assert api.get(f"{PATH}/A-1").status == 404
    assert put(api, "A-1", last_name="Bob").status == 201


@pytest.mark.feature("S7.4")
def test_a_put_is_refused_where_it_contradicts_its_path_or_lacks_what_a_contact_needs(api: Api) -> None:
    other = put(api, "A-1", last_name="Ann", external_ids={"core": "B-2"})
    assert (other.status, other.error_codes()) == (422, {"/external_ids/core": "contradicts_path"})
    assert api.put(f"{PATH}/A-1", {"last_name": "Ann"}).error_codes() == {"/kind": "required"}
    assert put(api, "A-1", preferences={"direct_marketing": True}).status == 422
    assert api.put("/v1/contacts/by-external-id/Core System/1", {"kind": "person", "last_name": "X"}).status == 422


@pytest.mark.feature("S7.4")
def test_a_contact_of_another_group_is_not_there(api: Api) -> None:
    groups = {"groups": ["sales", "support"], "collaborations": []}
    assert api.put("/v1/settings/groups", groups).status == 200
    put(api, "A-1", last_name="Ann", owned_by_group="sales")
    stranger = Api(user_id="user-2", groups=("support",))
    assert stranger.get(f"{PATH}/A-1").status == 404
    refused = put(stranger, "A-1", last_name="Mine")
    assert refused.status == 404


@pytest.mark.feature("S7.4", "S1.22")
def test_a_merged_id_leads_to_the_survivor_until_the_undo(api: Api) -> None:
    ann = put(api, "A-1", last_name="Ann").body["contact_id"]
    bob = put(api, "B-2", last_name="Bob", external_ids={"core": "B-2", "web": "w"}).body["contact_id"]
    merge = api.post(f"/v1/contacts/{ann}/merge", {"source_ids": [bob]}).body
    assert api.get(f"/v1/contacts/{ann}").body["external_ids"] == {"core": "A-1", "web": "w"}
    assert api.get(f"{PATH}/B-2").body["contact_id"] == ann
    assert put(api, "B-2", first_name="Eve").body["contact_id"] == ann
    assert api.post(f"/v1/merges/{merge['merge_id']}/undo").status == 200
    assert [api.get(f"{PATH}/{one}").body["contact_id"] for one in ("A-1", "B-2")] == [ann, bob]
    assert api.get(f"/v1/contacts/{bob}").body["external_ids"] == {"core": "B-2", "web": "w"}


@pytest.mark.feature("S7.4")
def test_contacts_are_found_by_an_external_id(world: World, api: Api) -> None:
    ann = put(api, "A:1", last_name="Ann").body["contact_id"]
    put(api, "B-2", last_name="Bob")
    found = api.get("/v1/contacts", external_id="core:A:1").body["items"]
    assert [one["contact_id"] for one in found] == [ann]
    assert api.get("/v1/contacts", external_id="core:none").body["items"] == []
    segment = api.post("/v1/segments/preview", {"criteria": {"all": [{"field": "external_ids.core", "is": "A:1"}]}})
    assert segment.status == 200, segment.text
    assert world


@pytest.mark.feature("S6.5")
def test_a_birthday_stands_alone_or_is_that_of_the_date_of_birth(api: Api) -> None:
    ann = api.post("/v1/contacts", {"kind": "person", "last_name": "Ann", "birthday": "12-31"}).body
    assert (ann["birthday"], ann["date_of_birth"]) == ("12-31", None)
    path = f"/v1/contacts/{ann['contact_id']}"
    assert api.patch(path, {"date_of_birth": "1980-12-30"}).body["birthday"] == "12-30"
    assert api.patch(path, {"date_of_birth": "1980-12-29", "birthday": "12-30"}).body["birthday"] == "12-29"
    refused = api.patch(path, {"birthday": "01-01"})
    assert (refused.status, refused.error_codes()) == (422, {"/birthday": "contradicts_date_of_birth"})


@pytest.mark.feature("S6.6")
def test_an_extension_stands_apart_and_no_other_number_has_one(api: Api) -> None:
    made = api.post("/v1/contacts", {"kind": "person", "last_name": "Ann", "phones": [{"number": "+35722123456 ext. 12"}]}).body
    assert (made["phones"][0]["number"], made["phones"][0]["extension"]) == ("+35722123456", "12")
    assert made["display_phones"] == ["+35722123456 ext. 12"]
    local = [{"number": "+1 555-0100"}]
    assert api.post("/v1/contacts", {"kind": "person", "last_name": "X", "phones": local}).error_codes() == {
        "/phones/0/number": "invalid_phone"
    }
    account = {"name": "Main", "contact_information": {"phone": "22 123456/7"}}
    assert api.post(f"/v1/contacts/{made['contact_id']}/accounts", account).status == 422
    entry = {"name": "Do not call", "entries": [{"phone": "+35722123456 ext. 12"}]}
    assert api.post("/v1/suppression-lists", entry).status == 422
    assert api.post("/v1/permissions/check", {"phone": "99123456, 99654321"}).status == 422
