"""What it costs to record what SES reports about an accepted message, through the function of its topic."""

import importlib
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.aws_in_process.aws import World
from tests.metering.meter import metered

if TYPE_CHECKING:
    from tests.metering.operations import Cost

_DETAILS: dict[str, Callable[[str], dict[str, Any]]] = {
    "Delivery": lambda address: {"delivery": {"recipients": [address]}},
    "Bounce": lambda address: {"bounce": {"bounceType": "Permanent", "bouncedRecipients": [{"emailAddress": address}]}},
    "Complaint": lambda address: {"complaint": {"complainedRecipients": [{"emailAddress": address}]}},
}


def feedback_of(kind: str) -> Callable[[World], "Cost"]:
    """Return the operation that records one such report about a message of a run."""

    def operation(world: World) -> "Cost":
        from tests.aws_in_process.jobs import drain_stream
        from tests.builders import sending
        from tests.metering.operations import cost_of, on_empty

        with on_empty(world) as api:
            sending.set_up()
            contact_id = sending.contact(1)
            drain_stream(world)
            sending.start_run(api, {"contact_ids": [contact_id]})
            sending.drain(world)
            (found,) = world.documents("communication")
            with metered(world) as usage:
                _report(kind, found)
            return cost_of(usage)

    return operation


def _report(kind: str, found: dict[str, Any]) -> None:
    from tests.aws_in_process.http import LambdaContext
    from tests.aws_in_process.sns_signing import event, notification, served, signed

    mail = {
        "messageId": found["message_id"],
        "timestamp": "2026-11-21T09:59:00.000Z",
        "tags": {"tenant_id": ["acme"], "communication_id": [found["communication_id"]]},
    }
    message = json.dumps({"eventType": kind, "mail": mail} | _DETAILS[kind](found["address"]))
    with served():
        importlib.import_module("delivery_feedback.app").handler(event(signed(notification(message))), LambdaContext())
