"""Whom runs, schedules and event communications leave out: suppression lists, segments and tags (S4.30)."""

from datetime import timedelta
from typing import Any

import pytest

from contactbook import clock
from contactbook.storage.base import table
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_queues, drain_stream
from tests.builders import sending
from tests.faults.counting import count_calls

LEFT_OUT = {"suppressed": 1}


@pytest.fixture(autouse=True)
def _tenant(world: World) -> None:
    sending.set_up()


def segment(api: Api, criteria: Any = None, **fields: Any) -> str:
    body = {"name": "S", "criteria": criteria or {"field": "tags", "contains": "away"}, **fields}
    answer = api.post("/v1/segments", body)
    assert answer.status == 201, answer.body
    return str(answer.body["segment_id"])


def criteria_list(api: Api, criteria: Any = None, **fields: Any) -> str:
    body = {"name": "L", "criteria": criteria or {"field": "tags", "contains": "away"}, **fields}
    answer = api.post("/v1/suppression-lists", body)
    assert answer.status == 201, answer.body
    return str(answer.body["suppression_list_id"])


def definition(api: Api, **fields: Any) -> Any:
    type_id = sending.notification_type(api, "customer_care")
    body = {"event": "contact.created", "template_id": sending.template(api), "channel": "email", "notification_type_id": type_id}
    return api.post("/v1/event-communications", {**body, **fields})


def schedule(api: Api, **fields: Any) -> Any:
    body = sending.run_body(api, {"all": True}, name="Daily", expression="cron(0 9 * * ? *)", **fields)
    body.pop("origin")
    return api.post("/v1/notification-schedules", body)


EXCLUSIONS = {
    "tag": lambda _: {"tags": ["Away"]},
    "segment": lambda api: {"segment_ids": [segment(api)]},
    "list with criteria": lambda api: {"suppression_list_ids": [criteria_list(api)]},
}


@pytest.mark.feature("S4.30")
@pytest.mark.parametrize("kind", EXCLUSIONS)
def test_a_run_leaves_out_and_its_dry_run_says_so(world: World, api: Api, kind: str) -> None:
    ids = [sending.contact(1, tags=["away"]), sending.contact(2)]
    exclude = EXCLUSIONS[kind](api)
    dry = sending.start_run(api, {"contact_ids": ids}, exclude=exclude, dry_run=True)
    run = sending.start_run(api, {"contact_ids": ids}, exclude=exclude)
    sending.drain(world)
    assert sending.recipients(world) == ["c2@example.com"]
    for run_id in (dry, run):
        assert api.get(f"/v1/notification-runs/{run_id}").body["skipped_because"] == LEFT_OUT
    assert api.get(f"/v1/notification-runs/{run}").body["exclude"] == {
        "suppression_list_ids": [],
        "segment_ids": [],
        "tags": [],
        **exclude,
    }


@pytest.mark.feature("S4.30", "S5.8")
@pytest.mark.parametrize("kind", EXCLUSIONS)
def test_who_gets_the_tag_between_planning_and_sending_is_left_out(world: World, api: Api, kind: str) -> None:
    contact_id = sending.contact(1)
    run_id = sending.start_run(api, {"contact_ids": [contact_id]}, exclude=EXCLUSIONS[kind](api))
    drain_queues(world, "notification_planner")
    assert api.patch(f"/v1/contacts/{contact_id}", {"tags": ["away"]}).status == 200
    sending.drain(world)
    assert sending.recipients(world) == []
    assert api.get(f"/v1/notification-runs/{run_id}").body["skipped_because"] == LEFT_OUT


@pytest.mark.feature("S4.30")
@pytest.mark.parametrize("of", ["contact", "account"])
def test_a_segment_of_accounts_is_asked_about_the_accounts(world: World, api: Api, of: str) -> None:
    ids = [sending.contact(1), sending.contact(2), sending.contact(3)]
    sending.account(ids[0])
    sending.account(ids[1], service="savings")
    left_out = segment(api, {"field": "account.service", "is": "savings"}, of=of)
    sending.start_run(api, {"contact_ids": ids}, exclude={"segment_ids": [left_out]})
    sending.drain(world)
    assert sending.recipients(world) == ["c1@example.com", "c3@example.com"]


@pytest.mark.feature("S4.30")
def test_a_list_with_criteria_that_always_applies_stops_a_message_to_one_contact(world: World, api: Api) -> None:
    criteria_list(api, always=True)
    contact_id = sending.contact(1, tags=["away"])
    body = {"template_id": sending.template(api), "channel": "email", "notification_type_id": sending.notification_type(api)}
    assert api.post(f"/v1/contacts/{contact_id}/communications", body).status == 201
    sending.drain(world)
    assert [(found["state"], found["reason"]) for found in sending.communications(world)] == [("skipped", "suppressed")]


@pytest.mark.feature("S4.30")
@pytest.mark.parametrize("kind", EXCLUSIONS)
def test_an_event_communication_leaves_out(world: World, api: Api, kind: str) -> None:
    made = definition(api, exclude=EXCLUSIONS[kind](api))
    assert made.status == 201, made.body
    definition(api, exclude={"tags": ["elsewhere"]})
    drain_stream(world)
    sending.contact(1, tags=["away"])
    sending.contact(2)
    drain_stream(world)
    sending.drain(world)
    assert sorted(sending.recipients(world)) == ["c1@example.com", "c2@example.com", "c2@example.com"]
    skipped = [found for found in sending.communications(world) if found["state"] == "skipped"]
    assert [found["reason"] for found in skipped] == ["suppressed"]


@pytest.mark.feature("S4.30")
@pytest.mark.parametrize(
    ("exclude", "field", "code"),
    [
        ({"segment_ids": ["seg_gone"]}, "/exclude/segment_ids/0", "unknown_segment"),
        ({"suppression_list_ids": ["sup_gone"]}, "/exclude/suppression_list_ids/0", "unknown_suppression_list"),
        ({"tags": [" "]}, "/exclude/tags/0", "too_short"),
        ({"tag": ["x"]}, "/exclude/tag", "unknown_field"),
    ],
)
def test_what_does_not_exist_cannot_be_left_out(api: Api, exclude: Any, field: str, code: str) -> None:
    run = api.post("/v1/notification-runs", sending.run_body(api, {"all": True}, exclude=exclude))
    stored = [schedule(api).headers["Location"], definition(api).headers["Location"]]
    answers = [run, schedule(api, exclude=exclude), definition(api, exclude=exclude)]
    answers += [api.patch(address, {"exclude": exclude}) for address in stored]
    assert [(answer.status, answer.error_codes().get(field)) for answer in answers] == [(422, code)] * 5


@pytest.mark.feature("S5.8")
@pytest.mark.parametrize("user", ["run", "schedule", "event communication"])
def test_a_segment_that_is_left_out_cannot_be_deleted(api: Api, user: str) -> None:
    left_out = segment(api)
    exclude = {"segment_ids": [left_out]}
    match user:
        case "run":
            sending.start_run(api, {"all": True}, exclude=exclude, scheduled_for="2099-01-01T00:00:00Z")
        case "schedule":
            assert schedule(api, exclude=exclude).status == 201
        case _:
            assert definition(api, exclude=exclude).status == 201
    refused = api.delete(f"/v1/segments/{left_out}")
    assert (refused.status, refused.code) == (409, "in_use")


@pytest.mark.feature("S5.8")
def test_a_run_whose_segment_is_gone_nevertheless_pauses(world: World, api: Api) -> None:
    left_out = segment(api)
    run_id = sending.start_run(api, {"contact_ids": [sending.contact(1)]}, exclude={"segment_ids": [left_out]})
    drain_queues(world, "notification_planner")
    stored = sending.store().segments
    table.remove(stored.remove_of(left_out, version=1))
    sending.drain(world)
    shown = api.get(f"/v1/notification-runs/{run_id}").body
    assert (shown["state"], shown["paused_because"]) == ("paused", "segment_missing")
    with sending.at(clock.now() + timedelta(hours=2)):
        sending.sweep(world)
        sending.drain(world)
    assert world.sent_emails() == []


@pytest.mark.feature("S5.8")
def test_an_event_communication_whose_segment_is_gone_fails_unsent(world: World, api: Api) -> None:
    left_out = segment(api)
    definition(api, exclude={"segment_ids": [left_out]})
    drain_stream(world)
    sending.contact(1)
    drain_stream(world)
    table.remove(sending.store().segments.remove_of(left_out, version=1))
    sending.drain(world)
    assert world.sent_emails() == []
    assert [(found["state"], found["reason"]) for found in sending.communications(world)] == [("failed", "segment_missing")]


def test_tags_cost_no_request_and_segments_one_look_a_batch(world: World, api: Api) -> None:
    ids = [sending.contact(number) for number in range(1, 6)]
    exclusions = [{}, {"tags": ["away"]}, {"segment_ids": [segment(api), segment(api)]}]
    counted = []
    for exclude in exclusions:
        sending.start_run(api, {"contact_ids": ids}, exclude=exclude)
        drain_queues(world, "notification_planner")
        with count_calls() as calls:
            sending.drain(world)
        counted.append(len(calls.names))
    assert [count - counted[0] for count in counted] == [0, 0, 1]
