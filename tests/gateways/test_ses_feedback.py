"""Events of SES are parsed into feedback."""

import json
from typing import Any

import pytest

from contactbook.domain.sending.deliveries import FeedbackKind
from contactbook.gateways.ses_feedback import Unreadable, feedback_in

MAIL = {
    "messageId": "m-1",
    "timestamp": "2026-03-02T09:00:00Z",
    "tags": {"tenant_id": ["acme"], "communication_id": ["com_1"]},
}
BOUNCED = [{"emailAddress": "a@example.com"}]


def event(kind: str, **detail: Any) -> str:
    return json.dumps({"eventType": kind, "mail": MAIL, **detail})


@pytest.mark.parametrize(
    ("bounce_type", "kind"), [("Permanent", FeedbackKind.HARD_BOUNCE), ("Transient", FeedbackKind.SOFT_BOUNCE)]
)
def test_a_permanent_bounce_is_hard_and_any_other_is_soft(bounce_type: str, kind: FeedbackKind) -> None:
    bounce = {"bounceType": bounce_type, "bouncedRecipients": BOUNCED, "timestamp": "2026-03-02T09:01:00Z"}
    [feedback] = feedback_in(event("Bounce", bounce=bounce))
    assert (feedback.kind, list(feedback.recipients), feedback.communication_id) == (kind, ["a@example.com"], "com_1")


def test_an_event_without_a_communication_of_ours_is_ignored() -> None:
    assert feedback_in(json.dumps({"eventType": "Delivery", "mail": {**MAIL, "tags": {}}, "delivery": {}})) == []


def test_an_unused_event_type_is_ignored() -> None:
    assert feedback_in(event("Open", open={})) == []


@pytest.mark.parametrize("message", ["Successfully validated SNS topic", "[]", '{"eventType": "Bounce", "mail": 1}'])
def test_a_message_that_is_no_event_is_unreadable(message: str) -> None:
    with pytest.raises(Unreadable):
        feedback_in(message)
