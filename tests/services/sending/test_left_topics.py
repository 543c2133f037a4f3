"""Who leaves a list while a run to it is being sent gets nothing more of it (S5.7)."""

from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_queues
from tests.builders.refusals import leave_topics
from tests.builders.sending import contact, drain, notification_type, recipients, set_up, start_run, store
from tests.checks.permissions import acting_as


@pytest.fixture
def topic(world: World, api: Api) -> str:
    set_up()
    return str(api.post("/v1/lists", {"name": "News", "public": True}).body["list_id"])


def skipped(api: Api, run_id: str) -> dict[str, Any]:
    return dict(api.get(f"/v1/notification-runs/{run_id}").body["skipped_because"])


@pytest.mark.feature("S5.7")
def test_who_leaves_the_topic_of_a_queued_run_is_skipped(world: World, api: Api, topic: str) -> None:
    ids = [contact(number, list_ids=[topic]) for number in range(4)]
    run_id = start_run(api, {"list_id": topic})
    drain_queues(world, "notification_planner")
    leave_topics(ids[0])
    api.delete(f"/v1/lists/{topic}/contacts/{ids[1]}")
    decided = {one["contact_id"]: one["reason"] for one in api.get(f"/v1/notification-runs/{run_id}/decisions").body["items"]}
    assert decided == {ids[0]: "topic_left", ids[1]: decided[ids[1]], ids[2]: None, ids[3]: None}
    drain(world)
    left = sum(topic not in store().contacts.get(one).list_ids for one in ids)
    assert (skipped(api, run_id), len(recipients(world))) == ({"topic_left": left}, 4 - left)


@pytest.mark.feature("S5.7")
def test_who_leaves_between_the_decision_and_the_arming_is_skipped(
    world: World, api: Api, topic: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from contactbook.services.sending.arming import Arming

    one = contact(1, list_ids=[topic])
    prepared = Arming._prepared

    def leaving_meanwhile(*given: Any) -> Any:
        ready = prepared(*given)
        if topic in store().contacts.get(one).list_ids:
            with acting_as("links_api"):
                leave_topics(one)
        return ready

    monkeypatch.setattr(Arming, "_prepared", leaving_meanwhile)
    run_id = start_run(api, {"list_id": topic})
    drain(world)
    assert (skipped(api, run_id), recipients(world)) == ({"topic_left": 1}, [])


@pytest.mark.feature("S2.46", "S5.7")
def test_a_bill_to_a_list_reaches_who_has_left_it(world: World, api: Api, topic: str) -> None:
    one = contact(1, list_ids=[topic])
    bill = notification_type(api, "financial")
    start_run(api, {"list_id": topic}, notification_type_id=bill)
    drain_queues(world, "notification_planner")
    leave_topics(one)
    drain(world)
    assert recipients(world) == ["c1@example.com"]
