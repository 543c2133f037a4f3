"""A merge and its undo lose no no: not one said since, not a left topic, not a suppression of a merged contact (S5.3)."""

from datetime import timedelta
from typing import Any

import pytest

from contactbook import clock
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_stream
from tests.builders.refusals import leave_topics
from tests.builders.sending import at, contact, drain, set_up, start_run, store


@pytest.fixture(autouse=True)
def _tenant(world: World) -> None:
    set_up()


def merged(api: Api, survivor: str, source: str) -> str:
    answer = api.post(f"/v1/contacts/{survivor}/merge", {"source_ids": [source]})
    assert answer.status == 200, answer.body
    return str(answer.body["merge_id"])


def undo(api: Api, merge_id: str) -> None:
    answer = api.post(f"/v1/merges/{merge_id}/undo")
    assert answer.status == 200, answer.body


def loaded(contact_id: str) -> Any:
    return store().contacts.get(contact_id)


def say_no(contact_id: str, **said: Any) -> None:
    """Say no in the contact's own portal."""
    answer = Api(contact_id=contact_id).put(f"/v1/contacts/{contact_id}/preferences", said)
    assert answer.status == 200, answer.body


@pytest.mark.feature("S5.1", "S5.3")
@pytest.mark.parametrize("refused_before", [False, True], ids=["a first no", "a no said again"])
def test_a_no_said_since_a_merge_holds_for_every_restored_contact(api: Api, refused_before: bool) -> None:
    survivor, source = contact(1), contact(2)
    if refused_before:
        say_no(source, direct_marketing=False)
    merge_id = merged(api, survivor, source)
    with at(clock.now() + timedelta(days=1)):
        say_no(survivor, direct_marketing=False, channels={"sms": False})
        undo(api, merge_id)
    for one in (survivor, source):
        preferences = loaded(one).preferences
        assert not preferences.direct_marketing.value
        assert not preferences.of_channel("sms").value
        told = api.get(f"/v1/contacts/{one}/permissions/history").body["items"]
        assert {"direct_marketing", "channel:sms"} <= {event["scope"] for event in told if event["said"] == "no" and event["own"]}
    with at(clock.now() + timedelta(days=2)):
        for one in (survivor, source):
            assert api.put(f"/v1/contacts/{one}/preferences", {"direct_marketing": True}).code == "refusal_stands"


@pytest.mark.feature("S5.3", "S5.7")
@pytest.mark.parametrize("place", [0, 1], ids=["the survivor left it", "the source left it"])
def test_who_left_a_topic_in_one_record_has_left_it_in_the_merged_one(api: Api, place: int) -> None:
    topic = api.post("/v1/lists", {"name": "News", "public": True}).body["list_id"]
    ids = [contact(1, list_ids=[topic]), contact(2, list_ids=[topic])]
    leave_topics(ids[place])
    merge_id = merged(api, *ids)
    assert (loaded(ids[0]).list_ids, [one.list_id for one in loaded(ids[0]).left_topics]) == ((), [topic])
    undo(api, merge_id)
    assert [one.list_id for one in loaded(ids[place]).left_topics] == [topic]
    assert loaded(ids[place]).list_ids == ()


@pytest.mark.feature("S5.3", "S5.7")
def test_a_topic_left_since_a_merge_is_left_by_every_restored_contact(api: Api) -> None:
    topic = api.post("/v1/lists", {"name": "News", "public": True}).body["list_id"]
    ids = [contact(1, list_ids=[topic]), contact(2)]
    merge_id = merged(api, *ids)
    leave_topics(ids[0])
    undo(api, merge_id)
    assert [loaded(one).list_ids for one in ids] == [(), ()]
    assert [[topic.list_id for topic in loaded(one).left_topics] for one in ids] == [[topic], [topic]]


@pytest.mark.feature("S5.3")
@pytest.mark.parametrize("always", [True, False])
def test_an_entry_for_a_merged_contact_counts_for_the_survivor(world: World, api: Api, always: bool) -> None:
    survivor, source = contact(1), contact(2)
    made = api.post("/v1/suppression-lists", {"name": "Court order", "always": always})
    list_id = made.body["suppression_list_id"]
    answer = api.post(f"/v1/suppression-lists/{list_id}/entries", {"entries": [{"contact_id": source}]})
    assert answer.status in (200, 201), answer.body
    merge_id = merged(api, survivor, source)
    drain_stream(world)
    exclude = {} if always else {"exclude": {"suppression_list_ids": [list_id]}}

    def why(contact_id: str) -> dict[str, int]:
        run_id = start_run(api, {"contact_ids": [contact_id]}, **exclude)
        drain(world)
        return dict(api.get(f"/v1/notification-runs/{run_id}").body["skipped_because"])

    assert why(survivor) == {"suppressed": 1}
    undo(api, merge_id)
    assert [why(survivor), why(source)] == [{}, {"suppressed": 1}]
