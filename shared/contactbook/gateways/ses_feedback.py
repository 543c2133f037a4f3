"""Parse the events that SES publishes about accepted messages."""

import json
from collections.abc import Callable, Mapping
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
    parsed = read(event)
    if parsed is None:
        return []
    meaning, detail, recipients, reason = parsed
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


# SES did not try to deliver, because of a list of its own or of the account: no report about the tenant's message (S5.10).
_OWN_LISTS = frozenset({"OnAccountSuppressionList", "Suppressed"})
_SUPPRESSED = "suppressed_by_provider"

# The kind, the part of the event about it, the recipients that it concerns, and the reason.
_Parsed = tuple[FeedbackKind, Mapping[str, Any], list[Any], str | None]


def _send(event: Mapping[str, Any]) -> _Parsed:
    return FeedbackKind.SENT, event.get("send") or {}, [], None


def _delivery(event: Mapping[str, Any]) -> _Parsed:
    detail = event["delivery"]
    return FeedbackKind.DELIVERED, detail, detail.get("recipients", []), None


def _bounce(event: Mapping[str, Any]) -> _Parsed:
    detail = event["bounce"]
    bounced = detail.get("bouncedRecipients", [])
    if detail.get("bounceSubType") in _OWN_LISTS:
        return FeedbackKind.REJECTED, detail, [], _SUPPRESSED
    if detail.get("bounceType") != "Permanent":
        # SES calls a bounce transient by its own reading; the receiver's status says that it will never work (RFC 3463).
        permanent = [one for one in bounced if str(one.get("status") or "").startswith("5.")]
        if not permanent:
            return FeedbackKind.SOFT_BOUNCE, detail, [one["emailAddress"] for one in bounced], "soft_bounce"
        bounced = permanent
    return FeedbackKind.HARD_BOUNCE, detail, [one["emailAddress"] for one in bounced], "hard_bounce"


def _complaint(event: Mapping[str, Any]) -> _Parsed | None:
    detail = event["complaint"]
    if detail.get("complaintFeedbackType") == "not-spam":
        # The recipient took the message out of the spam folder.
        return None
    if detail.get("complaintSubType") in _OWN_LISTS:
        return FeedbackKind.REJECTED, detail, [], _SUPPRESSED
    recipients = [one["emailAddress"] for one in detail.get("complainedRecipients", [])]
    return FeedbackKind.COMPLAINT, detail, recipients, "complaint"


def _reject(event: Mapping[str, Any]) -> _Parsed:
    return FeedbackKind.REJECTED, {}, [], str((event.get("reject") or {}).get("reason") or "rejected")


_READERS: dict[str, Callable[[Mapping[str, Any]], _Parsed | None]] = {
    "Send": _send,
    "Delivery": _delivery,
    "Bounce": _bounce,
    "Complaint": _complaint,
    "Reject": _reject,
}


def _tag(tags: Mapping[str, list[str]], name: str) -> str:
    values = tags.get(name) or [""]
    return str(values[0])
