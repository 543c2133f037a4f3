"""What the machine found, each in as few steps as show it."""

from collections.abc import Iterator
from datetime import timedelta
from unittest.mock import patch

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_queues, drain_stream
from tests.laws.permission.history import BEGIN
from tests.laws.permission.tenant import allowed, click, contact_on, leave


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    """Every look at the clock is a minute later."""
    minutes = iter(range(10_000))
    with patch("contactbook.clock.source", lambda: BEGIN + timedelta(minutes=next(minutes))):
        yield


def merged(api: Api, survivor: str, source: str) -> str:
    answer = api.post(f"/v1/contacts/{survivor}/merge", {"source_ids": [source]})
    assert answer.status == 200, answer.text
    return str(answer.body["merge_id"])


@pytest.fixture
def topic(api: Api) -> str:
    return str(api.post("/v1/lists", {"name": "News", "public": True}).body["list_id"])


@pytest.mark.feature("S5.3", "S5.7")
@pytest.mark.parametrize("is_other_on_it", [True, False])
def test_a_list_that_a_person_left_stays_left_when_its_records_are_merged(api: Api, topic: str, is_other_on_it: bool) -> None:
    survivor, source = (
        contact_on(api, "one@example.com", topic if is_other_on_it else None),
        contact_on(api, "two@example.com", topic),
    )
    leave(source, "two@example.com")
    merge_id = merged(api, survivor, source)
    assert allowed(api, survivor)[f"topic:{topic}"] is False
    assert api.put(f"/v1/contacts/{survivor}/lists", {"list_ids": [topic]}).code == "refusal_stands"
    history = api.get(f"/v1/contacts/{survivor}/permissions/history").body["items"]
    (no,) = [one for one in history if one["scope"] == f"topic:{topic}"]
    assert (no["said"], no["own"], no["through"]) == ("no", True, "merge")
    assert no["at"] < no["recorded_at"], "with the time at which the person said it"
    assert api.post(f"/v1/merges/{merge_id}/undo").status == 200
    assert [allowed(api, one)[f"topic:{topic}"] for one in (survivor, source)] == [False, False], "an undo takes no no away"


@pytest.mark.feature("S5.3", "S5.7")
def test_a_list_left_since_a_merge_stays_left_when_it_is_undone(api: Api, topic: str) -> None:
    survivor, source = contact_on(api, "one@example.com", topic), contact_on(api, "two@example.com", topic)
    merge_id = merged(api, survivor, source)
    leave(survivor, "one@example.com")
    assert api.post(f"/v1/merges/{merge_id}/undo").status == 200
    for one in (survivor, source):
        assert allowed(api, one)[f"topic:{topic}"] is False
        assert api.put(f"/v1/contacts/{one}/lists", {"list_ids": [topic]}).code == "refusal_stands"


@pytest.mark.feature("S5.3", "S5.6")
def test_a_channel_refused_since_a_merge_stays_refused_for_each_record(api: Api) -> None:
    survivor, source = contact_on(api, "one@example.com"), contact_on(api, "two@example.com")
    merge_id = merged(api, survivor, source)
    portal = Api(contact_id=survivor)
    assert portal.put(f"/v1/contacts/{survivor}/preferences", {"channels": {"email": False}}).status == 200
    assert api.post(f"/v1/merges/{merge_id}/undo").status == 200
    assert [allowed(api, one)["channel:email"] for one in (survivor, source)] == [False, False]


@pytest.mark.feature("S5.4")
def test_a_no_in_the_portal_outlives_its_contact(world: World, api: Api) -> None:
    contact_id = contact_on(api, "one@example.com")
    assert Api(contact_id=contact_id).put(f"/v1/contacts/{contact_id}/preferences", {"direct_marketing": False}).status == 200
    drain_stream(world)
    assert api.delete(f"/v1/contacts/{contact_id}").status == 204
    drain_stream(world)
    again = contact_on(api, "one@example.com")
    drain_stream(world)
    assert allowed(api, again)["direct_marketing"] is False


@pytest.mark.feature("S5.4", "S5.6", "S5.9")
def test_a_yes_to_a_channel_opens_the_contact_whose_person_said_it_and_no_other(world: World, api: Api) -> None:
    one, other, third = (contact_on(api, "family@example.com") for _ in range(3))
    assert Api(contact_id=one).put(f"/v1/contacts/{one}/preferences", {"channels": {"email": False}}).status == 200
    drain_stream(world)
    assert [allowed(api, each)["channel:email"] for each in (one, other, third)] == [False, False, False]
    for value in (False, True):
        # The person says no, and yes later.
        body = {"channels": {"email": value}}
        assert Api(contact_id=other).put(f"/v1/contacts/{other}/preferences", body).status == 200
    drain_stream(world)
    assert [allowed(api, each)["channel:email"] for each in (one, other, third)] == [False, True, False]


@pytest.mark.feature("S5.4", "S5.9")
def test_the_erasure_of_another_contact_is_about_the_address(world: World, api: Api) -> None:
    erased, other = (contact_on(api, "family@example.com") for _ in range(2))
    emails = {"emails": [{"address": "family@example.com"}, {"address": "own@example.com"}]}
    assert api.patch(f"/v1/contacts/{other}", emails).status == 200
    assert api.post(f"/v1/contacts/{erased}/anonymize").status in {200, 202}
    drain_queues(world, "anonymization")
    drain_stream(world)
    # A message may go to another address of it.
    assert allowed(api, other)["processing"] is True
    told = api.get(f"/v1/contacts/{other}/permissions/history").body["items"]
    assert any(one["through"] == "anonymization" and one["of_address"] for one in told)


@pytest.mark.feature("S5.1", "S5.4")
def test_a_no_said_in_the_portal_after_a_click_is_about_every_address(world: World, api: Api) -> None:
    contact_id, other = contact_on(api, "one@example.com"), contact_on(api, "two@example.com")
    emails = {"emails": [{"address": "one@example.com"}, {"address": "two@example.com"}]}
    assert api.patch(f"/v1/contacts/{contact_id}", emails).status == 200
    click(contact_id, "one@example.com")
    drain_stream(world)
    assert allowed(api, other)["direct_marketing"] is True, "the click was about the address of its mail"
    assert Api(contact_id=contact_id).put(f"/v1/contacts/{contact_id}/preferences", {"direct_marketing": False}).status == 200
    drain_stream(world)
    assert allowed(api, other)["direct_marketing"] is False


@pytest.mark.feature("S5.3", "S5.7")
def test_a_yes_said_since_a_merge_stays_with_the_survivor(api: Api) -> None:
    survivor, source = contact_on(api, "one@example.com"), contact_on(api, "two@example.com")
    merge_id = merged(api, survivor, source)
    yes = {"affiliate_marketing": True, "evidence": {"said_through": "phone", "said_at": BEGIN.isoformat()}}
    assert api.put(f"/v1/contacts/{survivor}/preferences", yes).status == 200
    assert api.post(f"/v1/merges/{merge_id}/undo").status == 200
    assert [allowed(api, one)["affiliate_marketing"] for one in (survivor, source)] == [True, False]


@pytest.mark.feature("S5.3", "S5.7")
def test_a_yes_said_since_a_merge_does_not_answer_for_a_record_that_had_a_yes_of_its_own(world: World, api: Api) -> None:
    survivor, source = contact_on(api, "one@example.com"), contact_on(api, "two@example.com")
    merge_id = merged(api, survivor, source)
    portal = Api(contact_id=survivor)
    for value in (False, True):
        assert portal.put(f"/v1/contacts/{survivor}/preferences", {"direct_marketing": value}).status == 200
        drain_stream(world)
    assert api.post(f"/v1/merges/{merge_id}/undo").status == 200
    drain_stream(world)
    # The no stands at both addresses. The person of the survivor has answered it for itself.
    assert [allowed(api, one)["direct_marketing"] for one in (survivor, source)] == [True, False]


@pytest.mark.feature("S5.4", "S5.7", "S5.9")
@pytest.mark.parametrize("is_merged", [True, False])
def test_what_others_refuse_at_an_address_goes_with_it(world: World, api: Api, is_merged: bool) -> None:
    contact_id, other = contact_on(api, "one@example.com"), contact_on(api, "two@example.com")
    merge_id = ""
    if is_merged:
        merge_id = merged(api, contact_id, contact_on(api, "two@example.com"))
    else:
        emails = {"emails": [{"address": "one@example.com"}, {"address": "two@example.com"}]}
        assert api.patch(f"/v1/contacts/{contact_id}", emails).status == 200
    drain_stream(world)
    click(other, "two@example.com")
    drain_stream(world)
    assert allowed(api, contact_id)["direct_marketing"] is False
    if is_merged:
        assert api.post(f"/v1/merges/{merge_id}/undo").status == 200
    else:
        assert api.patch(f"/v1/contacts/{contact_id}", {"emails": [{"address": "one@example.com"}]}).status == 200
    assert allowed(api, contact_id)["direct_marketing"] is True
    assert api.patch(f"/v1/contacts/{contact_id}", {"emails": [{"address": "two@example.com"}]}).status == 200
    drain_stream(world)
    assert allowed(api, contact_id)["direct_marketing"] is False, "it comes back with it"


@pytest.mark.feature("S5.4", "S5.9")
def test_the_event_that_decides_is_the_no_that_stands(world: World, api: Api) -> None:
    first, second = (contact_on(api, "family@example.com") for _ in range(2))
    assert Api(contact_id=first).put(f"/v1/contacts/{first}/preferences", {"direct_marketing": False}).status == 200
    drain_stream(world)
    with patch("contactbook.clock.source", lambda: BEGIN + timedelta(days=3)):
        # Its person said yes after the first no. Before the stream has come to it, another one with its address says no.
        evidence = {"said_through": "phone", "said_at": (BEGIN + timedelta(days=1)).isoformat()}
        body = {"kind": "person", "first_name": "Ann", "emails": [{"address": "family@example.com"}]}
        made = api.post("/v1/contacts", body | {"preferences": {"direct_marketing": True, "evidence": evidence}})
        assert made.status == 201, made.text
        click(second, "family@example.com")
        drain_stream(world)
    told = api.get(f"/v1/contacts/{made.body['contact_id']}/permissions").body["items"]
    (found,) = [one for one in told if one["scope"] == "direct_marketing"]
    assert (found["allowed"], found["because"]["through"]) == (False, "one_click")
