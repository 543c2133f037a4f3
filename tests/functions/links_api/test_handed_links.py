"""A link that was handed to a user says yes as the user would, and no as the person does (S2.50, S2.116, S5.3)."""

from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_stream
from tests.builders.refusals import mailed_link, refuse
from tests.builders.sending import store
from tests.functions.links_api.test_pages import ONE_CLICK, Person, form

YES = {"form": "preferences", "direct_marketing": "on", "affiliate_marketing": "on"}
NO = {"form": "preferences"}


@pytest.fixture
def person(api: Api) -> Person:
    return Person(api, preferences={"direct_marketing": False, "affiliate_marketing": False})


def handed(api: Api, person: Person, purpose: str = "preferences") -> str:
    return urlsplit(str(api.post(f"/v1/contacts/{person.id}/links", {"purpose": purpose}).body["url"])).path


def mailed(person: Person, purpose: str = "preferences") -> str:
    return urlsplit(mailed_link(person.id, purpose)).path


def said(api: Api, person: Person, scope: str) -> list[tuple[Any, ...]]:
    found = api.get(f"/v1/contacts/{person.id}/permissions/history").body["items"]
    return [(one["said"], one["own"]) for one in found if one["scope"] == scope]


@pytest.mark.feature("S2.50", "S5.3")
def test_its_yes_is_a_users_yes(api: Api, person: Person) -> None:
    assert form(handed(api, person), YES).status == 200
    assert person.flags() == (True, True)
    assert said(api, person, "direct_marketing")[0] == ("yes", False)
    assert api.put(f"/v1/contacts/{person.id}/preferences", {"direct_marketing": False}).status == 200
    assert form(mailed(person), YES).status == 200
    assert said(api, person, "direct_marketing")[0] == ("yes", True)


@pytest.mark.feature("S2.50", "S5.3")
@pytest.mark.parametrize("is_at_address", [False, True], ids=["its own no", "a no at its address"])
def test_its_yes_lifts_no_no_of_a_person(world: World, api: Api, person: Person, is_at_address: bool) -> None:
    if is_at_address:
        refuse("eleni@example.com", "one_click")
        drain_stream(world)
    else:
        assert form(mailed(person, "unsubscribe") + "/one-click", ONE_CLICK).status == 200
    before = person.flags()
    assert form(handed(api, person), YES).status == 200
    assert person.flags() == before == (False, False)
    assert form(mailed(person), YES).status == 200
    assert person.flags() == (True, True)


@pytest.mark.feature("S2.50", "S5.3")
@pytest.mark.parametrize("way", ["page", "one click"])
def test_its_no_is_the_persons_no(api: Api, person: Person, way: str) -> None:
    assert form(mailed(person), YES).status == 200
    if way == "page":
        assert form(handed(api, person), NO).status == 200
    else:
        assert form(handed(api, person, "unsubscribe") + "/one-click", ONE_CLICK).status == 200
    assert person.flags() == (False, False)
    refused = api.put(f"/v1/contacts/{person.id}/preferences", {"direct_marketing": True})
    assert (refused.status, refused.code) == (409, "refusal_stands")


@pytest.mark.feature("S2.116", "S5.3")
def test_its_acceptance_is_a_users_acceptance(api: Api, person: Person) -> None:
    assert form(handed(api, person, "consent"), {"state": "accepted"}).status == 200
    assert (person.profile()["consent"]["state"], said(api, person, "processing")[0]) == ("accepted", ("yes", False))
    assert form(handed(api, person, "consent"), {"state": "withdrawn"}).status == 200
    assert said(api, person, "processing")[0] == ("no", True)
    form(handed(api, person, "consent"), {"state": "accepted"})
    assert person.profile()["consent"]["state"] == "withdrawn"
    assert form(mailed(person, "consent"), {"state": "accepted"}).status == 200
    assert person.profile()["consent"]["state"] == "accepted"


@pytest.mark.feature("S5.3", "S5.7")
def test_it_joins_a_topic_for_a_user_and_none_that_was_left(api: Api, person: Person) -> None:
    news, left = (str(api.post("/v1/lists", {"name": name, "public": True}).body["list_id"]) for name in ("News", "Left"))
    assert api.put(f"/v1/contacts/{person.id}/lists", {"list_ids": [left]}).status == 200
    assert form(mailed(person), NO).status == 200
    assert form(handed(api, person), {**NO, "list_ids": [news, left]}).status == 200
    after = store().contacts.get(person.id)
    assert (after.list_ids, [one.list_id for one in after.left_topics], after.joined_topics) == ((news,), [left], ())
    assert said(api, person, f"topic:{news}") == []
    assert form(mailed(person), {**NO, "list_ids": [news, left]}).status == 200
    assert set(store().contacts.get(person.id).list_ids) == {news, left}
