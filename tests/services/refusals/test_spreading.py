"""A no that was not said through a link is refused at every address of the contact, and so outlives it (S5.4)."""

from datetime import timedelta
from typing import Any

import pytest

from contactbook import clock
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_stream
from tests.builders.imports import imported
from tests.builders.refusals import settle
from tests.builders.sending import at, contact, drain, notification_type, set_up, settings, start_run, store

SHARED = {"emails": [{"address": "family@example.com"}]}
OPTED_OUT = {"direct_marketing_opted_out": 1}
UNLESS_TOLD = {"direct_marketing": True}


@pytest.fixture(autouse=True)
def _tenant(world: World) -> None:
    set_up()
    settings("preferences", UNLESS_TOLD)


def why_skipped(world: World, api: Api, contact_id: str, **fields: Any) -> dict[str, int]:
    run_id = start_run(api, {"contact_ids": [contact_id]}, **fields)
    drain(world)
    return dict(api.get(f"/v1/notification-runs/{run_id}").body["skipped_because"])


def marks(contact_id: str) -> list[str]:
    return [mark.through.value for mark in store().contacts.get(contact_id).refusals]


def say_no(world: World, api: Api, contact_id: str, how: str) -> None:
    url, no = f"/v1/contacts/{contact_id}", {"direct_marketing": False}
    if how == "user":
        assert api.put(f"{url}/preferences", no).status == 200
    elif how == "portal":
        assert Api(contact_id=contact_id).put(f"{url}/preferences", no).status == 200
    elif how == "rejected":
        assert api.put(f"{url}/consent", {"state": "rejected"}).status == 200
    elif how == "withdrawn":
        assert api.put(f"{url}/consent", {"state": "accepted"}).status == 200
        assert api.put(f"{url}/consent", {"state": "withdrawn"}).status == 200
    else:
        settings("uniqueness", {"person": [["emails.address"]]})
        rows = "First,Last,Mail,News\nA,B,family@example.com,no\n"
        assert imported(world, api, rows, on_duplicate="update")["updated"] == 1
        settings("uniqueness", {"person": []})
    drain_stream(world)


HOW = ["user", "portal", "import", "rejected", "withdrawn"]


def reason(how: str) -> dict[str, int]:
    return {"refused_by_address": 1} if how in ("rejected", "withdrawn") else OPTED_OUT


@pytest.mark.feature("S5.4")
@pytest.mark.parametrize("how", HOW)
def test_a_no_outlives_the_contact_and_holds_for_every_other_one(world: World, api: Api, how: str) -> None:
    one, other = contact(1, **SHARED, preferences={}), contact(2, **SHARED, preferences={})
    drain_stream(world)
    say_no(world, api, one, how)
    assert why_skipped(world, api, other) == reason(how)
    assert api.delete(f"/v1/contacts/{one}").status == 204
    drain_stream(world)
    again = contact(3, **SHARED, preferences={})
    assert [why_skipped(world, api, each) for each in (again, other)] == [reason(how)] * 2
    settle(again)
    assert why_skipped(world, api, again) == reason(how)


@pytest.mark.feature("S5.4")
def test_an_import_of_who_said_no_is_refused_without_a_uniqueness_rule(world: World, api: Api) -> None:
    say_no(world, api, contact(1, **SHARED), "user")
    assert imported(world, api, "First,Last,Mail,News\nA,B,family@example.com,yes\n")["created"] == 1
    drain_stream(world)
    (again,) = [one for one in store().search.holders_of("family@example.com") if store().contacts.get(one).first_name == "A"]
    assert why_skipped(world, api, again) == OPTED_OUT


@pytest.mark.feature("S5.4")
def test_a_no_is_kept_at_an_address_that_the_contact_loses_or_gets(world: World, api: Api) -> None:
    one = contact(1, **SHARED)
    say_no(world, api, one, "user")
    assert api.patch(f"/v1/contacts/{one}", {"emails": [{"address": "new@example.com"}]}).status == 200
    drain_stream(world)
    for number, address in enumerate(["family@example.com", "new@example.com"], 2):
        assert why_skipped(world, api, contact(number, emails=[{"address": address}], preferences={})) == OPTED_OUT


@pytest.mark.feature("S5.4", "S2.141")
def test_a_no_is_kept_when_its_contact_is_anonymized(world: World, api: Api) -> None:
    one = contact(1, **SHARED)
    say_no(world, api, one, "user")
    assert api.post(f"/v1/contacts/{one}/anonymize").status in (200, 202)
    drain_stream(world)
    (refusal,) = store().refusals.get_many(store().refusals.names_of(["family@example.com"])).values()
    assert {event.through.value for event in refusal.events} == {"user", "anonymization"}


@pytest.mark.feature("S5.3", "S5.4")
def test_a_users_yes_lifts_a_users_no_of_the_contact_and_at_its_addresses(world: World, api: Api) -> None:
    one, other = contact(1, **SHARED, preferences={}), contact(2, **SHARED, preferences={})
    drain_stream(world)
    say_no(world, api, one, "user")
    assert (marks(one), marks(other)) == ([], ["user"])
    assert api.patch(f"/v1/contacts/{one}", {"emails": [*SHARED["emails"], {"address": "new@example.com"}]}).status == 200
    assert api.put(f"/v1/contacts/{other}/preferences", {"direct_marketing": True}).code == "refusal_stands"
    assert api.put(f"/v1/contacts/{one}/preferences", {"direct_marketing": True}).status == 200
    drain_stream(world)
    assert (marks(one), marks(other)) == ([], [])
    assert [why_skipped(world, api, each) for each in (one, other)] == [{}, {}]


@pytest.mark.feature("S5.3", "S5.4")
@pytest.mark.parametrize("how", ["portal", "evidence"])
def test_a_no_of_the_person_stays_at_its_addresses_when_the_contact_says_yes_again(world: World, api: Api, how: str) -> None:
    one, other = contact(1, **SHARED, preferences={}), contact(2, **SHARED, preferences={})
    drain_stream(world)
    if how == "portal":
        say_no(world, api, one, "portal")
    else:
        told = {"said_through": "phone", "said_at": clock.now().isoformat()}
        assert api.put(f"/v1/contacts/{one}/preferences", {"direct_marketing": False, "evidence": told}).status == 200
        drain_stream(world)
    with at(clock.now() + timedelta(days=1)):
        told = {"said_through": "phone", "said_at": clock.now().isoformat()}
        answer = api.put(f"/v1/contacts/{one}/preferences", {"direct_marketing": True, "evidence": told})
        assert answer.status == 200, answer.body
        drain_stream(world)
        assert [why_skipped(world, api, each) for each in (one, other)] == [{}, OPTED_OUT]


@pytest.mark.feature("S2.52", "S5.4")
def test_a_type_that_applies_no_preference_passes_over_what_users_recorded_at_an_address(world: World, api: Api) -> None:
    one, other = contact(1, **SHARED, preferences={}), contact(2, **SHARED, preferences={})
    drain_stream(world)
    say_no(world, api, one, "user")
    careless = notification_type(api, apply_direct_marketing_preference=False)
    assert why_skipped(world, api, other, notification_type_id=careless) == {}
    say_no(world, api, one, "portal")
    assert why_skipped(world, api, other, notification_type_id=careless) == OPTED_OUT


def test_the_stream_writes_a_no_again_without_effect(world: World, api: Api) -> None:
    one = contact(1, **SHARED)
    world.take_stream_records()
    api.put(f"/v1/contacts/{one}/preferences", {"direct_marketing": False})
    records = world.take_stream_records()
    drain_stream(world, records)
    before = world.items()
    drain_stream(world, records)
    assert world.items() == before


def test_a_rebuild_spreads_what_was_said_before(world: World, api: Api) -> None:
    from contactbook.services.stream.rebuild import derive

    one, other = contact(1, **SHARED), contact(2, **SHARED, preferences={})
    drain_stream(world)
    api.put(f"/v1/contacts/{one}/preferences", {"direct_marketing": False})
    world.take_stream_records()
    derive(store(), one, clock.now())
    assert marks(other) == ["user"]
