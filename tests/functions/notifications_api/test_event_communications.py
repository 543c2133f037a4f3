"""Event communications: one for each event and definition, even if the stream delivers the event again."""

import importlib
from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api, LambdaContext
from tests.aws_in_process.jobs import drain_stream
from tests.builders.sending import (
    account,
    contact,
    drain,
    notification_type,
    recipients,
    set_up,
    states,
    template,
)


@pytest.fixture(autouse=True)
def _tenant(world: World) -> None:
    set_up()


def definition(api: Api, event: str, **fields: Any) -> Any:
    body = {
        "event": event,
        "template_id": template(api),
        "channel": "email",
        "notification_type_id": notification_type(api, "customer_care"),
        **fields,
    }
    return api.post("/v1/event-communications", body)


@pytest.mark.feature("S2.67", "S2.109")
def test_an_event_that_is_delivered_three_times_queues_one_communication(world: World, api: Api) -> None:
    assert definition(api, "contact.created").status == 201
    drain_stream(world)
    contact(1)
    records = world.take_stream_records()
    for _ in range(3):
        importlib.import_module("contact_events.app").handler({"Records": records}, LambdaContext())
    drain(world)
    assert (recipients(world), states(world)) == (["c1@example.com"], ["sent"])


@pytest.mark.feature("S2.67")
def test_a_communication_about_an_account_uses_the_account_level(world: World, api: Api) -> None:
    definition(api, "account.created")
    account(contact(1), contact_information={"email": "biz@example.com"})
    drain_stream(world)
    drain(world)
    assert recipients(world) == ["biz@example.com"]


def test_a_definition_that_is_off_or_deleted_queues_nothing(world: World, api: Api) -> None:
    first, second = definition(api, "contact.created").body, definition(api, "contact.created").body
    path = "/v1/event-communications"
    assert api.patch(f"{path}/{first['event_communication_id']}", {"enabled": False}).body["enabled"] is False
    assert api.delete(f"{path}/{second['event_communication_id']}").status == 204
    assert len(api.get(path).body["items"]) == 1
    contact(1)
    drain_stream(world)
    drain(world)
    assert recipients(world) == []


@pytest.mark.feature("S8.2")
def test_a_channel_without_a_verified_sender_is_refused(world: World, api: Api) -> None:
    from tests.builders.sending import settings

    made = definition(api, "contact.created", channel="print").headers["Location"]
    off = definition(api, "contact.created", enabled=False).headers["Location"]
    settings("senders", {})
    new, changed, enabled = (
        definition(api, "contact.created"),
        api.patch(made, {"channel": "email"}),
        api.patch(off, {"enabled": True}),
    )
    for answer in (new, changed, enabled):
        assert (answer.status, answer.code, answer.error_codes()) == (422, "sender_missing", {"/channel": "sender_missing"})
    assert api.patch(off, {"template_id": template(api)}).status == 200
    assert len(api.get("/v1/event-communications").body["items"]) == 2


def test_a_refused_definition_leaves_no_type_behind(world: World, api: Api) -> None:
    from tests.builders.sending import settings

    settings("senders", {})
    body = {"event": "contact.created", "template_id": template(api), "channel": "email"}
    assert api.post("/v1/event-communications", body).code == "sender_missing"
    assert api.get("/v1/notification-types").body["items"] == []


def test_an_unknown_event_is_refused(world: World, api: Api) -> None:
    assert definition(api, "contact.looked_at").status == 422


@pytest.mark.feature("S2.67")
def test_a_definition_without_a_type_is_customer_care(world: World, api: Api) -> None:
    body = {"event": "contact.created", "template_id": template(api), "channel": "email"}
    made = [api.post("/v1/event-communications", body) for _ in range(2)]
    types = api.get("/v1/notification-types").body["items"]
    assert [(one["purpose"], one["notification_type_id"]) for one in types] == [
        ("customer_care", one.body["notification_type_id"]) for one in made[:1]
    ]
    assert made[1].body["notification_type_id"] == made[0].body["notification_type_id"]
    drain_stream(world)
    contact(1)
    drain_stream(world)
    drain(world)
    assert recipients(world) == ["c1@example.com", "c1@example.com"]
