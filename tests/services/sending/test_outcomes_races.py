"""Changes by others between the hand-over and the mark are kept, the outcome is added, and an erasure stays complete."""

import importlib
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import partial
from typing import Any
from unittest.mock import patch

import pytest

from contactbook.domain.sending.deliveries import Feedback, FeedbackKind
from contactbook.services.erasure import anonymization
from contactbook.services.sending.arming import LEASE
from contactbook.services.sending.feedback import record_feedback
from contactbook.services.sending.fenced_send import send_communications
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api, LambdaContext
from tests.aws_in_process.jobs import drain_stream
from tests.builders.contacts import a_caller
from tests.builders.sending import communications, contact, drain, notification_type, set_up, store
from tests.checks.residue import hits
from tests.faults.calls import Answer, Call, Json
from tests.faults.exploring import Schedule, explore, many_seeds
from tests.faults.taps import Tap, tapped
from tests.services.sending.driver import START

BY = a_caller()
CANARY = "Κανάριné"
VALUES = (CANARY, "zqcanary")


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with patch("contactbook.clock.source", lambda: START):
        yield


def queued(world: World) -> tuple[str, str, list[dict[str, Any]]]:
    """Return a contact, a queued communication to it, and the sender's message."""
    set_up()
    contact_id = contact(0, first_name=CANARY, emails=[{"address": "zqcanary@example.com"}])
    api = Api()
    body = {"bodies": {"email": {"subject": "Hello #first_name", "text": "Dear #first_name"}}, "channel": "email"}
    path = f"/v1/contacts/{contact_id}/communications"
    queued = api.post(path, {**body, "notification_type_id": notification_type(api, "customer_care")}).body
    drain_stream(world)
    return contact_id, queued["communication_id"], world.take_messages("notification_sender")


def send(records: Sequence[dict[str, Any]]) -> None:
    importlib.import_module("notification_sender.app").handler({"Records": list(records)}, LambdaContext())


def report_delivery(world: World, communication_id: str) -> None:
    """Record SES's delivery report, if SES has accepted a message."""
    if not world.sent_emails():
        return
    report = Feedback(
        kind=FeedbackKind.DELIVERED, tenant_id="acme", communication_id=communication_id, message_id=message_id(world), at=START
    )
    record_feedback(store(), report, now=START)


def message_id(world: World) -> str:
    return str(world.sent_emails()[-1].id)


def erase(contact_id: str) -> None:
    anonymization.anonymize_contact(store(), contact_id, by=BY, now=START, has_time=lambda: True)


def end_lease(communication_id: str) -> None:
    """Let the lease end and send again: a communication that nobody marked becomes unknown."""
    later = START + LEASE + timedelta(seconds=1)
    send_communications(store(), [communication_id], run_id=None, now=later, has_time=lambda: True)


class AfterTheHandOver(Tap):
    """Runs these steps after SES has accepted, before its response reaches the sender."""

    def __init__(self, *steps: Callable[[], object]) -> None:
        self.steps = steps

    def call(self, call: Call, proceed: Callable[[Json], Answer]) -> Answer:
        answer = proceed(call.params)
        if call.name == "sesv2.SendEmail":
            for step in self.steps:
                step()
        return answer


ORDERS = {
    "nobody": ([], "sent", True),
    "report": (["report"], "delivered", True),
    "lease": (["lease"], "sent", True),
    "lease, report": (["lease", "report"], "delivered", True),
    "erasure": (["erasure"], "sent", False),
    "report, erasure": (["report", "erasure"], "delivered", False),
    "erasure, report": (["erasure", "report"], "delivered", False),
    "lease, erasure": (["lease", "erasure"], "sent", False),
    "erasure, lease": (["erasure", "lease"], "sent", False),
}


@pytest.mark.feature("S2.141", "S3.20")
@pytest.mark.parametrize("order", ORDERS)
def test_the_final_state_is_right_and_erased_content_stays_erased_whoever_wrote_before_the_mark(world: World, order: str) -> None:
    names, state, has_content = ORDERS[order]
    contact_id, communication_id, records = queued(world)
    steps: dict[str, Callable[[], Any]] = {
        "report": partial(report_delivery, world, communication_id),
        "lease": partial(end_lease, communication_id),
        "erasure": partial(erase, contact_id),
    }
    with tapped(AfterTheHandOver(*(steps[name] for name in names))):
        send(records)
    (found,) = communications(world)
    assert found["state"] == state
    assert found["message_id"] == message_id(world)
    assert ("packed_content" in found) is has_content
    assert len(world.sent_emails()) == 1
    if not has_content:
        erase(contact_id)
        drain_stream(world)
        assert hits(world, VALUES) == []
        assert store().communications.get(communication_id).content is None


@pytest.mark.feature("S2.141")
@many_seeds(40, torture=1_000)
def test_erased_content_stays_erased_in_any_order_of_sender_provider_and_erasure(world: World, seeds: range) -> None:
    def scenario(schedule: Schedule) -> None:
        world.reset()
        store().settings.fresh()
        contact_id, communication_id, records = queued(world)
        schedule.run(
            {
                "sender": partial(send, records),
                "provider": partial(report_delivery, world, communication_id),
                "erasure": partial(erase, contact_id),
            }
        )
        # The loser of a race is delivered again.
        drain(world)
        report_delivery(world, communication_id)
        for _ in range(2):
            drain_stream(world)
            erase(contact_id)
        drain_stream(world)
        assert hits(world, VALUES) == []
        found = store().communications.get(communication_id)
        assert (found.state, found.content) in {("delivered", None), ("skipped", None)}, found.state

    explore(scenario, seeds)
