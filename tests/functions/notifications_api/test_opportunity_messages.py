"""Messages about an opportunity: what begins them, and what they say (S1.8)."""

from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_stream
from tests.builders.sending import contact, drain, mails, notification_type, recipients, run_body, set_up, template

SAID = "#opportunity_name, #opportunity_stage, #opportunity_value, #opportunity_outcome"


@pytest.fixture(autouse=True)
def _tenant(world: World) -> None:
    set_up()


def definition(api: Api, event: str) -> None:
    body = {
        "event": event,
        "template_id": template(api, bodies={"email": {"subject": SAID, "html": "<p>Hi</p>", "text": SAID}}),
        "channel": "email",
        "notification_type_id": notification_type(api, "customer_care"),
    }
    assert api.post("/v1/event-communications", body).status == 201


@pytest.mark.feature("S1.8", "S2.67", "S2.68", "S2.109")
@pytest.mark.parametrize("event", ["opportunity.added", "opportunity.changed"])
def test_an_event_of_an_opportunity_begins_a_message_that_names_it(world: World, api: Api, event: str) -> None:
    definition(api, event)
    path = f"/v1/contacts/{contact(1)}/opportunities"
    deal: dict[str, Any] = {"name": "Bath", "stage": "inquiry", "value": "12.50"}
    made = api.post(path, deal).body
    drain_stream(world)
    drain(world)
    assert recipients(world) == (["c1@example.com"] if event == "opportunity.added" else [])
    api.patch(f"{path}/{made['opportunity_id']}", {"stage": "tour", "outcome": "won"})
    drain_stream(world)
    drain(world)
    assert recipients(world) == ["c1@example.com"]
    wanted = "Bath, inquiry, 12.50, open" if event == "opportunity.added" else "Bath, tour, 12.50, won"
    assert [mail["Subject"] for mail in mails(world)] == [wanted]


@pytest.mark.feature("S1.8", "S4.30")
@pytest.mark.parametrize(
    ("criteria", "told"),
    [
        ({"field": "opportunities.outcome", "is": "lost"}, ["c1@example.com", "c3@example.com"]),
        ({"field": "opportunities.stage", "exists": False}, ["c1@example.com", "c2@example.com"]),
    ],
)
def test_a_suppression_list_leaves_out_who_has_such_an_opportunity(
    world: World, api: Api, criteria: dict[str, Any], told: list[str]
) -> None:
    for number, outcome in ((1, "open"), (2, "lost")):
        path = f"/v1/contacts/{contact(number)}/opportunities"
        assert api.post(path, {"name": "Bath", "stage": "tour", "outcome": outcome}).status == 201
    contact(3)
    assert api.post("/v1/suppression-lists", {"name": "L", "criteria": criteria, "always": True}).status == 201
    everybody = api.post("/v1/segments", {"name": "S", "criteria": {"all": []}}).body["segment_id"]
    body = run_body(api, {"segment_id": everybody})
    assert api.post("/v1/notification-runs", body).status in (201, 202)
    drain_stream(world)
    drain(world)
    assert sorted(recipients(world)) == told
