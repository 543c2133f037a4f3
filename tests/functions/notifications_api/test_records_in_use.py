"""A record that a schedule or an event communication uses cannot be deleted."""

from datetime import timedelta
from typing import Any

import pytest

from contactbook import clock
from contactbook.storage.base import table
from tests.aws_in_process.aws import World
from tests.aws_in_process.jobs import drain_queues
from tests.builders import sending


@pytest.fixture
def used(api: Any) -> dict[str, str]:
    """Create one record of each noun and return their addresses."""
    sending.set_up()
    made = {
        "template": api.post("/v1/templates", {"name": "T", "bodies": {"email": {"subject": "S", "text": "x"}}}),
        "type": api.post("/v1/notification-types", {"name": "N", "purpose": "customer_care"}),
        "segment": api.post("/v1/segments", {"name": "S", "criteria": {"field": "tags", "contains": "vip"}}),
        "list": api.post("/v1/suppression-lists", {"name": "L"}),
    }
    return {noun: answer.headers["Location"] for noun, answer in made.items()}


def last(address: str) -> str:
    return address.rpartition("/")[2]


@pytest.mark.parametrize("noun", ["template", "type", "segment", "list"])
def test_a_record_that_a_schedule_uses_cannot_be_deleted(api: Any, used: dict[str, str], noun: str) -> None:
    schedule = api.post(
        "/v1/notification-schedules",
        {
            "name": "Daily",
            "template_id": last(used["template"]),
            "notification_type_id": last(used["type"]),
            "channel": "email",
            "audience": {"segment_id": last(used["segment"])},
            "exclude": {"suppression_list_ids": [last(used["list"])]},
            "expression": "cron(0 9 * * ? *)",
        },
    )
    assert schedule.status == 201, schedule.body

    refused = api.delete(used[noun])

    assert (refused.status, refused.code) == (409, "in_use")
    assert api.delete(schedule.headers["Location"]).status == 204
    assert api.delete(used[noun]).status == 204


@pytest.mark.parametrize("noun", ["template", "type"])
def test_a_record_that_an_event_communication_uses_cannot_be_deleted(api: Any, used: dict[str, str], noun: str) -> None:
    definition = {
        "event": "kyc.expired",
        "template_id": last(used["template"]),
        "notification_type_id": last(used["type"]),
        "channel": "email",
    }
    assert api.post("/v1/event-communications", definition).status == 201

    assert api.delete(used[noun]).code == "in_use"


def run_without(api: Any, list_address: str, contact_id: str, **fields: Any) -> str:
    exclude = {"suppression_list_ids": [last(list_address)]}
    return sending.start_run(api, {"contact_ids": [contact_id]}, exclude=exclude, **fields)


@pytest.mark.feature("S5.8")
@pytest.mark.parametrize("scheduled_for", [None, "2099-01-01T00:00:00Z"])
def test_a_list_that_a_run_leaves_out_cannot_be_deleted_before_the_run_ends(
    world: World, api: Any, used: dict[str, str], scheduled_for: str | None
) -> None:
    contact_id = sending.contact(1)
    run_id = run_without(api, used["list"], contact_id, scheduled_for=scheduled_for)
    assert (api.delete(used["list"]).status, api.delete(used["list"]).code) == (409, "in_use")
    if scheduled_for:
        assert api.post(f"/v1/notification-runs/{run_id}/cancel").status == 200
    else:
        sending.drain(world)
    assert api.delete(used["list"]).status == 204


@pytest.mark.feature("S5.8")
def test_a_list_that_a_planned_run_leaves_out_cannot_be_deleted_between_planning_and_sending(
    world: World, api: Any, used: dict[str, str]
) -> None:
    run_without(api, used["list"], sending.contact(1))
    drain_queues(world, "notification_planner")
    assert api.delete(used["list"]).code == "in_use"


@pytest.mark.feature("S5.8", "S7.9")
@pytest.mark.parametrize("way", ["quiet hours", "a user"])
def test_a_list_cannot_be_deleted_while_a_message_waits_that_its_run_put_off(
    world: World, api: Any, used: dict[str, str], way: str
) -> None:
    contact_id = sending.contact(1)
    marketing = sending.notification_type(api, "direct_marketing")
    if way == "quiet hours":
        now = clock.now()
        quiet = {"from": f"{now - timedelta(hours=1):%H:%M}", "to": f"{now + timedelta(hours=6):%H:%M}", "channels": ["email"]}
        assert api.put("/v1/settings/contact_policy", {"quiet_hours": quiet, "marketing_cap": None}).status == 200
    run_id = run_without(api, used["list"], contact_id, notification_type_id=marketing)
    drain_queues(world, "notification_planner")
    if way == "a user":
        (waiting,) = api.get(f"/v1/notification-runs/{run_id}/decisions").body["items"]
        later = (clock.now() + timedelta(hours=6)).isoformat()
        moved = api.patch(f"/v1/communications/{waiting['communication_id']}", {"scheduled_for": later})
        assert moved.status == 200, moved.text
    sending.drain(world)
    assert (sending.states(world), api.delete(used["list"]).code) == (["queued"], "in_use")
    with sending.at(clock.now() + timedelta(hours=9)):
        sending.sweep(world)
        sending.drain(world)
    assert (sending.states(world), api.delete(used["list"]).status) == (["sent"], 204)


@pytest.mark.feature("S5.8")
def test_a_run_whose_list_is_gone_nevertheless_sends_nothing_and_says_why(world: World, api: Any, used: dict[str, str]) -> None:
    contact_id = sending.contact(1)
    api.post(f"{used['list']}/entries", {"entries": [{"email": "c1@example.com"}]})
    run_id = run_without(api, used["list"], contact_id)
    drain_queues(world, "notification_planner")
    stored = sending.store().suppression_lists
    table.remove(stored.remove_of(last(used["list"]), version=stored.get(last(used["list"])).version))
    sending.drain(world)
    assert world.sent_emails() == []
    shown = api.get(f"/v1/notification-runs/{run_id}").body
    assert (shown["state"], shown["paused_because"]) == ("paused", "suppression_list_missing")
    with sending.at(clock.now() + timedelta(hours=2)):
        sending.sweep(world)
        sending.drain(world)
    assert world.sent_emails() == []
    assert api.post(f"/v1/notification-runs/{run_id}/cancel").status == 200
