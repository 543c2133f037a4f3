"""Suppression lists with criteria, which hold whoever meets them when a message is sent (S4.30, S5.13)."""

from typing import Any

import pytest

from contactbook.domain.base.callers import Scope
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Answer, Api
from tests.aws_in_process.jobs import drain_stream
from tests.builders import sending
from tests.builders.refusals import refuse

LISTS = "/v1/suppression-lists"
AWAY = {"field": "tags", "contains": "away"}
GONE = {"field": "tags", "contains": "gone"}


@pytest.fixture(autouse=True)
def _tenant(world: World) -> None:
    sending.set_up()


def criteria_list(api: Api, criteria: Any = AWAY, **fields: Any) -> str:
    answer = api.post(LISTS, {"name": "L", "criteria": criteria, **fields})
    assert answer.status == 201, answer.body
    return str(answer.headers["Location"])


def change(api: Api, address: str, *, preview: bool = False, **fields: Any) -> Answer:
    return api.patch(f"{address}?preview=true" if preview else address, fields)


@pytest.mark.feature("S4.30")
def test_a_list_with_criteria_is_created_read_and_counted(world: World, api: Api) -> None:
    address = criteria_list(api)
    assert api.get(address).body["criteria"] == AWAY
    assert api.get(f"{address}/entries").body["items"] == []
    sending.contact(1, tags=["away"])
    sending.contact(2)
    drain_stream(world)
    assert api.get(f"{address}/count").body == {"count": 1, "complete": True, "next_cursor": None}


def test_a_list_of_entries_is_counted(api: Api) -> None:
    address = str(api.post(LISTS, {"name": "L"}).headers["Location"])
    assert api.get(address).body["criteria"] is None
    api.post(f"{address}/entries", {"entries": [{"email": "a@example.com"}, {"domain": "example.org"}]})
    assert api.get(f"{address}/count").body == {"count": 2, "complete": True, "next_cursor": None}


def test_an_unknown_list_is_not_counted(api: Api) -> None:
    assert api.get(f"{LISTS}/sup_gone/count").status == 404


@pytest.mark.parametrize(
    "criteria",
    [{"field": "shoe_size", "is": "x"}, {"field": "tags", "near": "x"}, {"field": "list_ids", "contains": "lst_gone"}, "x"],
)
def test_criteria_that_cannot_be_asked_are_refused(api: Api, criteria: Any) -> None:
    address = criteria_list(api)
    for answer in (api.post(LISTS, {"name": "L", "criteria": criteria}), change(api, address, criteria=criteria)):
        assert answer.status == 422
        assert all(field.startswith("/criteria") for field in answer.error_codes()), answer.body
    assert api.get(address).body["criteria"] == AWAY


def test_a_list_has_either_criteria_or_entries(api: Api) -> None:
    with_criteria, of_entries = criteria_list(api), str(api.post(LISTS, {"name": "L"}).headers["Location"])
    added = api.post(f"{with_criteria}/entries", {"entries": [{"email": "a@example.com"}]})
    assert (added.status, added.code) == (409, "list_has_criteria")
    turned = change(api, of_entries, criteria=AWAY)
    assert (turned.status, turned.code) == (409, "list_of_entries")
    assert change(api, with_criteria, criteria=None).error_codes() == {"/criteria": "required"}


@pytest.mark.feature("S5.13")
def test_other_criteria_need_the_number_of_those_they_release(api: Api) -> None:
    address = criteria_list(api, always=True)
    ids = [sending.contact(number, tags=["away"]) for number in (1, 2)]
    sending.contact(3, tags=["away"], emails=[])
    sending.contact(4, tags=["away", "gone"])
    sending.contact(5)
    preview = change(api, address, preview=True, criteria=GONE)
    assert preview.status == 200
    assert preview.body["more_contactable"] == 2
    assert {one["contact_id"] for one in preview.body["sample"]} == set(ids)
    for acknowledged in ({}, {"acknowledge": {"more_contactable": 1}}):
        refused = change(api, address, criteria=GONE, **acknowledged)
        assert (refused.status, refused.code, refused.body["more_contactable"]) == (409, "acknowledgement_needed", 2)
    assert api.get(address).body["criteria"] == AWAY
    assert change(api, address, criteria=GONE, acknowledge={"more_contactable": 2}).body["criteria"] == GONE
    (entry,) = [one for one in api.get("/v1/audit", kind="settings").body["items"] if one["action"] == "suppression_list.changed"]
    fields = {found["field"]: found["to"] for found in entry["changes"]}
    assert fields["acknowledged.more_contactable"] == 2
    assert "acknowledge" not in fields


@pytest.mark.feature("S5.13")
def test_who_refused_or_is_on_another_list_is_not_released(api: Api) -> None:
    address = criteria_list(api, always=True)
    criteria_list(api, GONE, always=True)
    sending.contact(1, tags=["away", "gone"])
    refused = sending.contact(2, tags=["away"])
    refuse("c2@example.com", contact_id=refused)
    assert change(api, address, criteria={"field": "tags", "contains": "other"}).status == 200


@pytest.mark.feature("S5.13")
def test_a_list_that_ends_to_apply_always_releases_whom_it_holds(api: Api) -> None:
    address = criteria_list(api, always=True)
    sending.contact(1, tags=["away"])
    assert change(api, address, always=False).code == "acknowledgement_needed"
    assert change(api, address, always=False, acknowledge={"more_contactable": 1}).body["always"] is False


@pytest.mark.feature("S5.13")
def test_a_name_and_a_tighter_list_need_no_number(api: Api) -> None:
    address = criteria_list(api)
    sending.contact(1, tags=["away"])
    assert change(api, address, name="Other").body["name"] == "Other"
    assert change(api, address, criteria={"any": [AWAY, GONE]}, always=True).status == 200


@pytest.mark.feature("S5.13")
def test_other_criteria_need_the_right_to_change_settings(api: Api) -> None:
    address = criteria_list(api)
    sender = Api(scopes=tuple(scope.value for scope in Scope if scope is not Scope.SETTINGS_WRITE))
    assert change(sender, address, criteria=GONE).status == 403
    assert change(sender, address, name="Other").status == 200
