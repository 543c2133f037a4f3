"""A record that a schedule or an event communication uses cannot be deleted."""

from typing import Any

import pytest

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
