"""Reports of the provider about messages, signed and delivered as SNS does."""

import importlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tests.aws_in_process.http import LambdaContext
from tests.aws_in_process.sns_signing import event, notification, served, signed
from tests.checks.permissions import acting_as


def bounced(
    found: Mapping[str, Any], at: datetime, *, kind: str = "Transient", sub_type: str = "General", status: str = "4.2.2"
) -> Any:
    """Return SES's notification that a message bounced. `found` is the stored communication."""
    recipients = [{"emailAddress": found["address"], "action": "failed", "status": status}]
    bounce = {"bounceType": kind, "bounceSubType": sub_type, "bouncedRecipients": recipients, "timestamp": at.isoformat()}
    return _about(found, {"eventType": "Bounce", "bounce": bounce})


def delivered(found: Mapping[str, Any], at: datetime) -> Any:
    """Return SES's notification that a message was delivered."""
    return _about(found, {"eventType": "Delivery", "delivery": {"recipients": [found["address"]], "timestamp": at.isoformat()}})


def complained(found: Mapping[str, Any], at: datetime, *, kind: str | None = "abuse", sub_type: str | None = None) -> Any:
    """Return SES's notification that the recipient complained."""
    complaint = {
        "complainedRecipients": [{"emailAddress": found["address"]}],
        "complaintFeedbackType": kind,
        "complaintSubType": sub_type,
        "timestamp": at.isoformat(),
    }
    return _about(found, {"eventType": "Complaint", "complaint": complaint})


def tell(*notifications: Any) -> None:
    """Deliver the notifications to the function in one event, with the permissions of its role."""
    with served(), acting_as("delivery_feedback"):
        importlib.import_module("delivery_feedback.app").handler(event(*notifications), LambdaContext())


def _about(found: Mapping[str, Any], said: dict[str, Any]) -> Any:
    tags = {"tenant_id": ["acme"], "communication_id": [found["communication_id"]]}
    mail = {"messageId": found["message_id"], "timestamp": "2026-11-21T09:59:00.000Z", "tags": tags}
    return signed(notification(json.dumps({"mail": mail, **said})))
