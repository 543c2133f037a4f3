"""What a user records about a message of which nobody knows whether it was sent (S3.20)."""

from datetime import timedelta

import pytest

from contactbook import clock
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.sending import at, contact, drain, recipients, set_up, start_run, sweep
from tests.faults.faults import Fault, Injection, WorkerDied, to
from tests.faults.injecting import inject

WHY = "She answered it on the phone."


@pytest.fixture(autouse=True)
def _tenant(world: World) -> None:
    set_up()


def unknown(world: World, api: Api, contact_id: str) -> tuple[str, str]:
    """Send a message whose worker dies before it knows the provider's answer. Return the run and the message."""
    run_id = start_run(api, {"contact_ids": [contact_id]})
    with inject(Injection(0, Fault.DEATH, which=to("SendEmail"))), pytest.raises(WorkerDied):
        drain(world)
    later(world)
    (item,) = api.get(f"/v1/notification-runs/{run_id}/decisions").body["items"]
    return run_id, str(item["communication_id"])


def later(world: World) -> None:
    with at(clock.now() + timedelta(minutes=20)):
        sweep(world)
        drain(world)


@pytest.mark.feature("S3.20")
@pytest.mark.parametrize(
    ("outcome", "state", "reason", "counted"),
    [("delivered", "delivered", None, "sent"), ("not_delivered", "failed", "not_delivered", "failed")],
)
def test_a_user_records_what_became_of_an_unknown_message(
    world: World, api: Api, outcome: str, state: str, reason: str | None, counted: str
) -> None:
    contact_id = contact(1)
    run_id, communication_id = unknown(world, api, contact_id)
    assert api.get(f"/v1/notification-runs/{run_id}").body["unknown"] == 1
    answer = api.post(f"/v1/communications/{communication_id}/resolve", {"outcome": outcome, "reason": WHY})
    assert (answer.status, answer.body["state"], answer.body["reason"]) == (200, state, reason)
    run = api.get(f"/v1/notification-runs/{run_id}").body
    assert (run["unknown"], run[counted], run["state"]) == (0, 1, "finished")
    (entry,) = [
        one for one in api.get(f"/v1/contacts/{contact_id}/audit").body["items"] if one["action"] == "communication.resolved"
    ]
    assert WHY in {change["to"] for change in entry["changes"]}
    later(world)
    assert recipients(world) == []
    again = api.post(f"/v1/communications/{communication_id}/resolve", {"outcome": outcome, "reason": WHY})
    assert (again.status, again.body["code"]) == (409, "not_unknown")


@pytest.mark.feature("S3.20")
@pytest.mark.parametrize(
    "body", [{"outcome": "delivered"}, {"outcome": "lost", "reason": WHY}, {"outcome": "delivered", "reason": ""}]
)
def test_it_says_what_became_of_it_and_why(world: World, api: Api, body: dict[str, str]) -> None:
    _, communication_id = unknown(world, api, contact(1))
    answer = api.post(f"/v1/communications/{communication_id}/resolve", body)
    assert (answer.status, answer.body["code"]) == (422, "validation_failed")
    assert api.get(f"/v1/communications/{communication_id}").body["state"] == "unknown"
