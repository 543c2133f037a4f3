"""Webhooks through the public entries, with a real receiver on this machine (S7.5)."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_stream, invoke
from tests.builders.sending import at, sweep
from tests.faults.counting import count_calls
from tests.services.webhooks.receiver import Receiver, created, receiving, verified, work

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PERSON = {"kind": "person", "last_name": "Georgiou", "emails": [{"address": "eleni@example.com"}]}


@pytest.fixture
def receiver(world: World) -> Iterator[Receiver]:
    with receiving() as found:
        yield found


def add(api: Api) -> str:
    made = api.post("/v1/contacts", PERSON)
    assert made.status == 201, made.text
    return str(made.body["contact_id"])


def webhook(api: Api, webhook_id: str) -> dict[str, Any]:
    return dict(api.get(f"/v1/webhooks/{webhook_id}").body)


def deliveries(api: Api, webhook_id: str) -> list[dict[str, Any]]:
    """Return the deliveries, that of the challenge last."""
    found = api.get(f"/v1/webhooks/{webhook_id}/deliveries").body["items"]
    return sorted(found, key=lambda one: one["type"] == "webhook.verify")


@pytest.mark.feature("S7.5")
def test_a_receiver_that_answers_the_challenge_gets_signed_events(world: World, api: Api, receiver: Receiver) -> None:
    made = created(world, receiver.url)
    assert (made["state"], webhook(api, made["webhook_id"])["state"]) == ("unverified", "active")
    headers, body = receiver.got[0]
    assert json.loads(body)["type"] == "webhook.verify"
    assert verified(headers, body, made["secret"])
    receiver.got.clear()
    contact_id = add(api)
    work(world)
    ((headers, body),) = receiver.got
    event = json.loads(body)
    assert (event["type"], event["data"]["contact_id"], headers["webhook-id"]) == (
        "contact.created",
        contact_id,
        event["event_id"],
    )
    assert verified(headers, body, made["secret"])
    assert not verified(headers, body.replace("contact.created", "contact.deleted"), made["secret"])
    assert not verified(headers | {"webhook-timestamp": "1"}, body, made["secret"])
    assert "eleni" not in body
    sent, challenge = deliveries(api, made["webhook_id"])
    assert (sent["state"], sent["type"], sent["body"], sent["attempts"][0]["status"]) == (
        "delivered",
        "contact.created",
        body,
        200,
    )
    assert (challenge["state"], challenge["type"]) == ("delivered", "webhook.verify")


@pytest.mark.feature("S7.5")
def test_only_events_that_it_names_are_sent_and_only_once(world: World, api: Api, receiver: Receiver) -> None:
    created(world, receiver.url, "contact.changed")
    receiver.got.clear()
    path = f"/v1/contacts/{add(api)}"
    api.patch(path, {"first_name": "Eleni"})
    drain_stream(world)
    messages = world.take_messages("webhooks")
    for _ in range(2):
        assert [failed for record in messages for failed in invoke("webhooks", [record])] == []
    assert [event["type"] for event in receiver.events()] == ["contact.changed"]


@pytest.mark.feature("S7.5")
@pytest.mark.parametrize(
    "answer", [(200, "{}"), (200, "no json"), (200, "[" * 10_000), (200, '{"challenge": "other"}'), (404, "")]
)
def test_a_receiver_that_does_not_answer_the_challenge_gets_nothing(
    world: World, api: Api, receiver: Receiver, answer: tuple[int, str]
) -> None:
    receiver.behaves = lambda _: answer
    made = created(world, receiver.url)
    add(api)
    work(world)
    assert webhook(api, made["webhook_id"])["state"] == "unverified"
    assert receiver.events() == []
    (asked,) = deliveries(api, made["webhook_id"])
    assert asked["state"] == "failed"
    assert asked["attempts"][0]["error"] == ("challenge_not_answered" if answer[0] == 200 else None)
    receiver.behaves = type(receiver)().behaves
    assert api.post(f"/v1/webhooks/{made['webhook_id']}/verify").status == 202
    work(world)
    assert webhook(api, made["webhook_id"])["state"] == "active"


@pytest.mark.feature("S7.5")
def test_a_failed_delivery_is_tried_again_for_three_days_and_the_webhook_is_paused_then(
    world: World, api: Api, receiver: Receiver
) -> None:
    time = NOW
    with at(time):
        made = created(world, receiver.url)
        receiver.behaves = lambda _: (500, "out of order")
        add(api)
        work(world)
    tries = []
    while (found := deliveries_at(api, made["webhook_id"], time)[0])["state"] == "pending":
        tries.append(datetime.fromisoformat(found["next_attempt_at"]) - NOW)
        time = NOW + tries[-1]
        with at(time):
            sweep(world)
            work(world)
    assert len(tries) == 9
    assert timedelta(hours=60) < tries[-1] < timedelta(hours=73)
    assert tries[0] <= timedelta(seconds=5)
    assert [one["status"] for one in found["attempts"]] == [500] * 10
    assert found["attempts"][0]["answer"] == "out of order"
    with at(time):
        dead = webhook(api, made["webhook_id"])
        assert (dead["state"], dead["paused_because"]) == ("paused", "endpoint_failing")
        receiver.got.clear()
        add(api)
        work(world)
        assert receiver.got == []
        kinds = [
            one["action"]
            for one in api.get("/v1/audit?kind=settings&from=2026-03-01T00:00:00Z&to=2026-03-09T00:00:00Z").body["items"]
        ]
        assert {"webhook.failing", "webhook.paused"} <= set(kinds)
        retry = f"/v1/webhooks/{made['webhook_id']}/deliveries/{found['delivery_id']}/retry"
        assert api.post(retry).code == "webhook_not_active"
        receiver.behaves = type(receiver)().behaves
        api.post(f"/v1/webhooks/{made['webhook_id']}/verify")
        work(world)
        assert webhook(api, made["webhook_id"])["state"] == "active"
        receiver.got.clear()
        assert api.post(retry).status == 202
        work(world)
    ((headers, _),) = receiver.got
    assert headers["webhook-id"] == found["event_id"]


def deliveries_at(api: Api, webhook_id: str, time: datetime) -> list[dict[str, Any]]:
    with at(time):
        return deliveries(api, webhook_id)


@pytest.mark.feature("S7.5")
def test_one_that_recovers_is_not_paused(world: World, api: Api, receiver: Receiver) -> None:
    with at(NOW):
        made = created(world, receiver.url)
        receiver.behaves = lambda _: (503, "")
        add(api)
        work(world)
        assert webhook(api, made["webhook_id"])["failing_since"] is not None
        receiver.behaves = type(receiver)().behaves
        add(api)
        work(world)
        assert webhook(api, made["webhook_id"])["failing_since"] is None
    with at(NOW + timedelta(minutes=1)):
        sweep(world)
        work(world)
        assert {one["state"] for one in deliveries(api, made["webhook_id"])} == {"delivered"}


@pytest.mark.feature("S7.5")
def test_a_receiver_that_is_gone_pauses_it_at_once(world: World, api: Api, receiver: Receiver) -> None:
    made = created(world, receiver.url)
    receiver.behaves = lambda _: (410, "")
    add(api)
    work(world)
    found = webhook(api, made["webhook_id"])
    assert (found["state"], found["paused_because"]) == ("paused", "endpoint_gone")
    ended = deliveries(api, made["webhook_id"])[0]
    assert (ended["state"], ended["next_attempt_at"]) == ("failed", None)


@pytest.mark.feature("S7.5")
def test_a_stale_version_asks_nobody_again(world: World, api: Api, receiver: Receiver) -> None:
    path = f"/v1/webhooks/{created(world, receiver.url)['webhook_id']}"
    delivery = f"{path}/deliveries/{api.get(f'{path}/deliveries').body['items'][0]['delivery_id']}"
    for action in (f"{path}/verify", f"{delivery}/retry"):
        assert api.call("POST", action, headers={"if_match": '"999"'}).code == "version_mismatch"
        present = api.get(action.rpartition("/")[0]).headers["ETag"]
        assert api.call("POST", action, headers={"if_match": present}).status == 202


@pytest.mark.feature("S7.5")
def test_redirects_are_not_followed(world: World, api: Api, receiver: Receiver) -> None:
    made = created(world, receiver.url)
    receiver.behaves = lambda _: (302, "")
    receiver.got.clear()
    add(api)
    work(world)
    assert len(receiver.got) == 1
    assert deliveries(api, made["webhook_id"])[0]["attempts"][0]["error"] == "redirected"


@pytest.mark.feature("S7.5")
def test_another_address_has_to_answer_first(world: World, api: Api, receiver: Receiver) -> None:
    made = created(world, receiver.url)
    path = f"/v1/webhooks/{made['webhook_id']}"
    receiver.behaves = lambda _: (500, "")
    assert api.patch(path, {"url": receiver.url + "/other"}).body["state"] == "unverified"
    receiver.got.clear()
    add(api)
    work(world)
    assert receiver.events() == []
    assert api.patch(path, {"state": "active"}).status == 422
    assert api.patch(path, {"description": "new"}).body["description"] == "new"


@pytest.mark.feature("S7.5")
def test_a_user_pauses_and_deletes(world: World, api: Api, receiver: Receiver) -> None:
    path = f"/v1/webhooks/{created(world, receiver.url)['webhook_id']}"
    paused = api.patch(path, {"state": "paused"}).body
    assert (paused["state"], paused["paused_because"]) == ("paused", "user")
    receiver.got.clear()
    add(api)
    work(world)
    assert receiver.got == []
    assert api.delete(path).status == 204
    assert [api.get(path).status, api.get(f"{path}/deliveries").status, api.post(f"{path}/verify").status] == [404] * 3


@pytest.mark.feature("S7.5")
def test_a_change_costs_nothing_when_nobody_listens(world: World, api: Api) -> None:
    api.post("/v1/contacts", PERSON)
    records = world.take_stream_records()
    from tests.checks.template import reaches_stream_function

    selected = [one for one in records if reaches_stream_function(one)]
    with count_calls() as calls:
        assert invoke("contact_events", selected) == []
    assert [name for name in calls.names if name.startswith("sqs.")] == []
    assert world.messages("webhooks") == []


@pytest.mark.feature("S7.5")
def test_a_tenant_sees_only_its_own_and_has_a_limit(world: World, api: Api, receiver: Receiver) -> None:
    made = created(world, receiver.url)
    stranger = Api(tenant_id="stranger")
    path = f"/v1/webhooks/{made['webhook_id']}"
    assert stranger.get(path).status == stranger.patch(path, {"description": "x"}).status == stranger.delete(path).status == 404
    assert stranger.get(f"{path}/deliveries").status == 404
    assert Api(scopes=("settings:write",)).get(path).code == "missing_scope"
    body = {"url": receiver.url, "events": ["contact.created"]}
    assert [api.post("/v1/webhooks", body).status for _ in range(20)] == [201] * 19 + [409]
    assert api.post("/v1/webhooks", body).code == "too_many_webhooks"
