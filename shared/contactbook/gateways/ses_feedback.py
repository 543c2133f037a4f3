"""Parse the events that SES publishes about accepted messages."""

import json
from collections.abc import Mapping
from typing import Any

from contactbook.domain.sending.deliveries import Feedback, FeedbackKind


class Unreadable(Exception):
    """The message is no SES event, such as the test line that SES sends to a new topic."""


def feedback_in(message: str) -> list[Feedback]:
    """Return the feedback in a published message; empty if it concerns no communication of ours or has an unused event type.

    Raises Unreadable.
    """
    try:
        return _feedback_of(json.loads(message))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Unreadable(type(error).__name__) from error


def _feedback_of(event: Mapping[str, Any]) -> list[Feedback]:
    kind = event.get("eventType") or event.get("notificationType")
    mail = event.get("mail") or {}
    tags: Mapping[str, list[str]] = mail.get("tags") or {}
    tenant_id, communication_id = _tag(tags, "tenant_id"), _tag(tags, "communication_id")
    read = _READERS.get(str(kind))
    if read is None or not tenant_id or not communication_id:
        return []
    meaning, detail, recipients, reason = read(event)
    feedback = Feedback.model_validate(
        {
            "kind": meaning,
            "tenant_id": tenant_id,
            "communication_id": communication_id,
            "message_id": str(mail.get("messageId", "")),
            "recipients": [str(address) for address in recipients],
            "reason": reason,
            "at": detail.get("timestamp") or mail.get("timestamp"),
        }
    )
    return [feedback]


# The kind, the part of the event about it, the recipients that it concerns, and the reason.
_Parsed = tuple[FeedbackKind, Mapping[str, Any], list[Any], str | None]


def _send(event: Mapping[str, Any]) -> _Parsed:
    return FeedbackKind.SENT, event.get("send") or {}, [], None


def _delivery(event: Mapping[str, Any]) -> _Parsed:
    detail = event["delivery"]
    return FeedbackKind.DELIVERED, detail, detail.get("recipients", []), None


def _bounce(event: Mapping[str, Any]) -> _Parsed:
    detail = event["bounce"]
    kind = FeedbackKind.HARD_BOUNCE if detail.get("bounceType") == "Permanent" else FeedbackKind.SOFT_BOUNCE
    recipients = [one["emailAddress"] for one in detail.get("bouncedRecipients", [])]
    return kind, detail, recipients, "hard_bounce" if kind is FeedbackKind.HARD_BOUNCE else "soft_bounce"


def _complaint(event: Mapping[str, Any]) -> _Parsed:
    detail = event["complaint"]
    recipients = [one["emailAddress"] for one in detail.get("complainedRecipients", [])]
    return FeedbackKind.COMPLAINT, detail, recipients, "complaint"


def _reject(event: Mapping[str, Any]) -> _Parsed:
    return FeedbackKind.REJECTED, {}, [], str((event.get("reject") or {}).get("reason") or "rejected")


_READERS = {"Send": _send, "Delivery": _delivery, "Bounce": _bounce, "Complaint": _complaint, "Reject": _reject}


def _tag(tags: Mapping[str, list[str]], name: str) -> str:
    values = tags.get(name) or [""]
    return str(values[0])
