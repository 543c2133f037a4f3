"""A yes that the person says again over a no at its address is an event of its own, and opens its contact (S5.1, S5.4)."""

from typing import Any
from urllib.parse import urlsplit

import pytest

from contactbook import clock
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_stream
from tests.builders.refusals import mailed_link, refuse
from tests.builders.sending import contact, set_up
from tests.functions.links_api.test_pages import form

SHARED = "family@example.com"
EVERY = ("direct_marketing", "affiliate_marketing", "channel:email", "processing")
PREFERENCES = {"direct_marketing": True, "affiliate_marketing": True, "channels": {"email": True}}


def a_list(api: Api) -> str:
    return str(api.post("/v1/lists", {"name": "News", "public": True}).body["list_id"])


def says_yes(one: str, news: str, way: str) -> None:
    if way == "portal":
        own = Api(contact_id=one)
        assert own.put(f"/v1/contacts/{one}/preferences", PREFERENCES).status == 200
        assert own.put(f"/v1/contacts/{one}/consent", {"state": "accepted"}).status == 200
        return
    fields: dict[str, Any] = {"direct_marketing": "on", "affiliate_marketing": "on", "channels": "shown", "channel_email": "on"}
    page, consent = (urlsplit(mailed_link(one, purpose)).path for purpose in ("preferences", "consent"))
    assert form(page, {"form": "preferences", "list_ids": [news], **fields}).status == 200
    assert form(consent, {"state": "accepted"}).status == 200


def permitted(api: Api, one: str, news: str) -> dict[str, bool]:
    found = api.get(f"/v1/contacts/{one}/permissions").body["items"]
    return {item["scope"]: item["allowed"] for item in found if item["scope"] in (*EVERY, f"topic:{news}")}


def own_yeses(api: Api, one: str) -> int:
    found = api.get(f"/v1/contacts/{one}/permissions/history").body["items"]
    return sum(item["said"] == "yes" and item["own"] and not item["of_address"] for item in found)


@pytest.mark.feature("S5.1", "S5.4")
@pytest.mark.parametrize("way", ["portal", "page"])
@pytest.mark.parametrize("is_drained", [True, False], ids=["settled", "not settled"])
def test_a_yes_said_again_answers_a_no_at_the_address(world: World, api: Api, way: str, is_drained: bool) -> None:
    set_up()
    news, one = a_list(api), contact(1, emails=[{"address": SHARED, "primary": True}])
    if is_drained or way == "page":
        drain_stream(world)
    said = 5 if way == "page" else 4
    says_yes(one, news, way)
    topics = [f"topic:{news}"] if way == "page" else []
    refuse(SHARED, "one_click", at=clock.now(), scopes=(*EVERY, *topics))
    if is_drained or way == "page":
        drain_stream(world)
        from contactbook.services.refusals.following import mark_holders
        from tests.builders.sending import store

        mark_holders(store(), SHARED, clock.now())
        assert not any(permitted(api, one, news).values())
    before = own_yeses(api, one)
    says_yes(one, news, way)
    assert own_yeses(api, one) == before + said
    drain_stream(world)
    found = permitted(api, one, news)
    assert found | {f"topic:{news}": True} == dict.fromkeys([*EVERY, f"topic:{news}"], True)
    assert found[f"topic:{news}"] is (way == "page")
    says_yes(one, news, way)
    assert own_yeses(api, one) == before + said


@pytest.mark.feature("S5.3", "S5.4")
def test_a_former_address_and_a_user_accept_nothing_again(world: World, api: Api) -> None:
    set_up()
    one = contact(1, emails=[{"address": SHARED, "primary": True}, {"address": "b@example.com", "type": "work"}])
    drain_stream(world)
    assert Api(contact_id=one).put(f"/v1/contacts/{one}/consent", {"state": "accepted"}).status == 200
    former = urlsplit(mailed_link(one, "consent", address="b@example.com")).path
    assert api.patch(f"/v1/contacts/{one}", {"emails": [{"address": SHARED, "primary": True}]}).status == 200
    refuse(SHARED, "one_click", at=clock.now(), scopes=("processing",))
    from contactbook.services.refusals.following import mark_holders
    from tests.builders.sending import store

    mark_holders(store(), SHARED, clock.now())
    assert "no longer yours" in form(former, {"state": "accepted"}).text
    assert api.put(f"/v1/contacts/{one}/consent", {"state": "accepted"}).code == "refusal_stands"
    assert permitted(api, one, "") == {
        "direct_marketing": False,
        "affiliate_marketing": False,
        "channel:email": True,
        "processing": False,
    }
