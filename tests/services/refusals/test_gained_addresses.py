"""A yes from before the contact had an address does not answer what was said at that address (S5.4)."""

from datetime import timedelta
from typing import Any

import pytest

from contactbook import clock
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_stream
from tests.builders.refusals import refuse
from tests.builders.sending import contact, drain, set_up, start_run, store

SHARED = "family@example.com"
MOVED = {"emails": [{"address": SHARED, "primary": True}]}
NOS = {
    "one_click": "direct_marketing_opted_out",
    "complaint": "complained",
    "channel:email": "channel_opted_out",
    "processing": "refused_by_address",
}


@pytest.fixture(autouse=True)
def _tenant(world: World) -> None:
    set_up()


def refuse_shared(no: str) -> None:
    if ":" in no or no == "processing":
        refuse(SHARED, "one_click", at=clock.now(), scopes=(no,))
    else:
        refuse(SHARED, no, at=clock.now())


def says_yes(api: Api, one: str) -> None:
    for flag in (False, True):
        body = {"direct_marketing": flag, "affiliate_marketing": flag, "channels": {"email": flag}}
        assert api.put(f"/v1/contacts/{one}/preferences", body).status == 200
    assert api.put(f"/v1/contacts/{one}/consent", {"state": "accepted"}).status == 200


def why_skipped(world: World, api: Api, one: str) -> dict[str, int]:
    run_id = start_run(api, {"contact_ids": [one]})
    drain(world)
    return dict(api.get(f"/v1/notification-runs/{run_id}").body["skipped_because"])


def permitted(api: Api, one: str, scope: str) -> Any:
    found = api.get(f"/v1/contacts/{one}/permissions").body["items"]
    return next(item["allowed"] for item in found if item["scope"] == scope)


@pytest.mark.feature("S5.4")
@pytest.mark.parametrize("is_drained", [True, False], ids=["settled", "not settled"])
@pytest.mark.parametrize(("no", "reason"), NOS.items())
def test_an_older_yes_does_not_open_an_address_that_came_later(
    world: World, api: Api, no: str, reason: str, is_drained: bool
) -> None:
    one = contact(1)
    drain_stream(world)
    refuse_shared(no)
    says_yes(Api(contact_id=one), one)
    assert api.patch(f"/v1/contacts/{one}", MOVED).status == 200
    if is_drained:
        drain_stream(world)
        assert not permitted(api, one, no if no not in ("one_click", "complaint") else "direct_marketing")
    assert why_skipped(world, api, one) == {reason: 1}
    assert api.put(f"/v1/contacts/{one}/preferences", {"direct_marketing": True, "channels": {"email": True}}).code == (
        "refusal_stands"
    )


@pytest.mark.feature("S5.4", "S5.5")
def test_evidence_that_is_recorded_afterwards_opens_it(world: World, api: Api) -> None:
    one = contact(1)
    refuse_shared("one_click")
    said_at = clock.now()
    says_yes(Api(contact_id=one), one)
    assert api.patch(f"/v1/contacts/{one}", MOVED).status == 200
    drain_stream(world)
    assert why_skipped(world, api, one) == {"direct_marketing_opted_out": 1}
    evidence = {"said_through": "phone", "said_at": (said_at + timedelta(milliseconds=1)).isoformat()}
    told = api.put(f"/v1/contacts/{one}/preferences", {"direct_marketing": True, "evidence": evidence})
    assert told.status == 200
    assert why_skipped(world, api, one) == {}
    assert permitted(api, one, "direct_marketing")


@pytest.mark.feature("S5.4", "S5.7")
def test_an_older_yes_to_a_list_does_not_open_it_at_an_address_that_came_later(world: World, api: Api) -> None:
    from contactbook.domain.permissions.topics import topic_nos

    news = str(api.post("/v1/lists", {"name": "News", "public": True}).body["list_id"])
    one = contact(1)
    refuse(SHARED, "one_click", at=clock.now(), scopes=(f"topic:{news}",))
    evidence = {"said_through": "phone", "said_at": clock.now().isoformat()}
    assert api.put(f"/v1/contacts/{one}/lists", {"list_ids": [news], "evidence": evidence}).status == 200
    assert api.patch(f"/v1/contacts/{one}", MOVED).status == 200
    drain_stream(world)
    loaded = store().contacts.get(one)
    assert topic_nos(loaded, news, loaded.refusals)
    assert not permitted(api, one, f"topic:{news}")


@pytest.mark.feature("S5.4")
def test_only_what_came_later_is_kept_and_until_it_is_lost(world: World, api: Api) -> None:
    one = contact(1)
    assert store().contacts.get(one).gained == {}
    assert api.patch(f"/v1/contacts/{one}", MOVED).status == 200
    first = store().contacts.get(one).gained
    assert list(first) == [store().refusals.name_of(SHARED)]
    assert api.patch(f"/v1/contacts/{one}", {"first_name": "B"}).status == 200
    assert store().contacts.get(one).gained == first
    assert api.patch(f"/v1/contacts/{one}", {"emails": []}).status == 200
    assert store().contacts.get(one).gained == {}


@pytest.mark.feature("S5.4", "S5.8")
def test_an_older_yes_does_not_open_an_address_that_an_account_got_later(world: World, api: Api) -> None:
    one = contact(1, emails=[])
    refuse_shared("one_click")
    says_yes(Api(contact_id=one), one)
    account = {"name": "A", "contact_information": {"email": SHARED}}
    assert api.post(f"/v1/contacts/{one}/accounts", account).status == 201
    drain_stream(world)
    run_id = start_run(api, {"contact_ids": [one]}, origin="account_report")
    drain(world)
    assert api.get(f"/v1/notification-runs/{run_id}").body["skipped_because"] == {"direct_marketing_opted_out": 1}
