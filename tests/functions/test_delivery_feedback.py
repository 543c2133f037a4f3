"""What SES tells: each once, in whatever order."""

import importlib
import itertools
import json
from typing import Any

import pytest

from tests.aws import ENVIRONMENT, World
from tests.builders_sending import contact, document, drain, recipients, set_up, start_run, states, store
from tests.http import Api, LambdaContext


@pytest.fixture(autouse=True)
def _tenant(world: World) -> None:
    set_up()


def sent_one(world: World, api: Api) -> dict[str, Any]:
    contact_id = contact(1, preferences={"direct_marketing": True, "affiliate_marketing": True})
    start_run(api, {"contact_ids": [contact_id]})
    drain(world)
    return communication(world)


def communication(world: World) -> dict[str, Any]:
    (found,) = [document(item) for item in world.items() if item.get("kind", {}).get("S") == "communication"]
    return found


def tell(
    found: dict[str, Any], kind: str, *, topic: str = ENVIRONMENT["FEEDBACK_TOPIC_ARN"], message_id: str | None = None
) -> None:
    address = found["address"]
    details = {
        "Delivery": {"delivery": {"timestamp": "2026-11-21T10:00:00.000Z", "recipients": [address]}},
        "Bounce": {
            "bounce": {
                "timestamp": "2026-11-21T10:00:01.000Z",
                "bounceType": "Permanent",
                "bouncedRecipients": [{"emailAddress": address}],
            }
        },
        "Complaint": {
            "complaint": {"timestamp": "2026-11-21T10:00:02.000Z", "complainedRecipients": [{"emailAddress": address}]}
        },
    }
    tags = {"tenant_id": ["acme"], "communication_id": [found["communication_id"]]}
    mail = {"messageId": message_id or found.get("message_id", "m"), "timestamp": "2026-11-21T09:59:00.000Z", "tags": tags}
    message = json.dumps({"eventType": kind, "mail": mail, **details[kind]})
    event = {"Records": [{"EventSource": "aws:sns", "Sns": {"TopicArn": topic, "Message": message}}]}
    importlib.import_module("delivery_feedback.app").handler(event, LambdaContext())


def test_a_delivery_is_noted(world: World, api: Api) -> None:
    found = sent_one(world, api)
    tell(found, "Delivery")
    read = api.get(f"/v1/communications/{found['communication_id']}").body
    assert (read["state"], read["delivered_at"]) == ("delivered", "2026-11-21T10:00:00.000Z")
    assert api.get(f"/v1/notification-runs/{read['run_id']}").body["sent"] == 1


@pytest.mark.parametrize("order", list(itertools.permutations(["Delivery", "Bounce", "Complaint"])))
def test_duplicates_and_disorder_come_to_the_same(world: World, api: Api, order: tuple[str, ...]) -> None:
    found = sent_one(world, api)
    for kind in order:
        tell(found, kind)
        tell(found, kind)
    assert states(world) == ["complained"]


@pytest.mark.feature("S0.15")
def test_a_hard_bounce_suppresses_the_address(world: World, api: Api) -> None:
    found = sent_one(world, api)
    tell(found, "Bounce")
    run_id = start_run(api, {"contact_ids": [found["contact_id"]]})
    drain(world)
    assert api.get(f"/v1/notification-runs/{run_id}").body["skipped_because"] == {"bounced": 1}
    assert len(recipients(world)) == 1


@pytest.mark.feature("S3.4")
def test_a_complaint_opts_out_of_marketing_and_says_through_what(world: World, api: Api) -> None:
    found = sent_one(world, api)
    tell(found, "Complaint")
    contact_now = store().contacts.get(found["contact_id"])
    flags = (contact_now.preferences.direct_marketing, contact_now.preferences.affiliate_marketing)
    assert [(flag.value, flag.changed_through) for flag in flags] == [(False, "complaint")] * 2


def test_what_is_of_another_topic_or_another_message_changes_nothing(world: World, api: Api) -> None:
    found = sent_one(world, api)
    tell(found, "Bounce", topic="arn:aws:sns:eu-west-1:123456789012:somebody-elses")
    tell(found, "Bounce", message_id="another")
    assert states(world) == ["sent"]
