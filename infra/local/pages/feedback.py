"""SES's feedback on an email, and messages to numbers, as SNS passes them to a function."""

import json
import uuid
from typing import Any

from infra.local.pages.outbox import Sent
from infra.local.pages.sns_signing import SnsSigner
from infra.local.template.account import ACCOUNT, REGION


def feedback_event(
    sent: Sent, kind: str, topic: str, moment: str, signer: SnsSigner, *, status: str | None = None
) -> dict[str, Any]:
    """Return the SNS event with SES's feedback on a message.

    `kind` is delivery, hard_bounce, soft_bounce, complaint or not_spam; `status` the receiver's code of a bounce, such as 5.4.4.
    """
    recipients = [address.strip() for address in (sent.to or "").split(",")]
    mail = {
        "timestamp": sent.sent_at,
        "source": sent.sender,
        "sourceArn": f"arn:aws:ses:{REGION}:{ACCOUNT}:identity/local",
        "sendingAccountId": ACCOUNT,
        "messageId": sent.message_id,
        "destination": recipients,
        "headersTruncated": False,
        "headers": [{"name": name, "value": value} for name, value in sent.headers.items()],
        "commonHeaders": {"from": [sent.sender], "to": recipients, "subject": sent.subject},
        "tags": {name: [value] for name, value in sent.tags.items()},
    }
    message = {"mail": mail, **_feedback_detail(kind, recipients, moment, status)}
    return sns_event(json.dumps(message), topic, moment, signer)


def inbound_text_event(sender: str, to: str, text: str, topic: str, moment: str, signer: SnsSigner) -> dict[str, Any]:
    """Return the SNS event about a text message that somebody sent to a number of ours."""
    message = {
        "originationNumber": sender,
        "destinationNumber": to,
        "messageKeyword": f"KEYWORD_{ACCOUNT}",
        "messageBody": text,
        "inboundMessageId": str(uuid.uuid4()),
    }
    return sns_event(json.dumps(message), topic, moment, signer)


def sns_event(message: str, topic: str, moment: str, signer: SnsSigner) -> dict[str, Any]:
    """Return the event with which SNS passes a message of a topic to a function."""
    notification = {
        "Type": "Notification",
        "MessageId": str(uuid.uuid4()),
        "TopicArn": topic,
        "Subject": "Amazon SES Email Event Notification",
        "Message": message,
        "Timestamp": moment,
        "UnsubscribeUrl": "https://sns.local.invalid/unsubscribe",
        "MessageAttributes": {},
    }
    record = {"EventSource": "aws:sns", "EventVersion": "1.0", "EventSubscriptionArn": f"{topic}:local"}
    return {"Records": [{**record, "Sns": signer.signed(notification)}]}


def _feedback_detail(kind: str, recipients: list[str], moment: str, status: str | None) -> dict[str, Any]:
    feedback = {"timestamp": moment, "feedbackId": str(uuid.uuid4())}
    if kind == "delivery":
        delivery = {"timestamp": moment, "processingTimeMillis": 120, "recipients": recipients, "smtpResponse": "250 ok"}
        return {"eventType": "Delivery", "delivery": delivery}
    if kind in ("complaint", "not_spam"):
        complained = [{"emailAddress": address} for address in recipients]
        said = "abuse" if kind == "complaint" else "not-spam"
        complaint = {**feedback, "complainedRecipients": complained, "complaintFeedbackType": said}
        return {"eventType": "Complaint", "complaint": complaint}
    hard = kind == "hard_bounce"
    bounced = [
        {
            "emailAddress": address,
            "action": "failed",
            "status": status or ("5.1.1" if hard else "4.2.2"),
            "diagnosticCode": "smtp; 550 5.1.1 user unknown" if hard else "smtp; 452 4.2.2 mailbox full",
        }
        for address in recipients
    ]
    bounce = {
        **feedback,
        "bounceType": "Permanent" if hard else "Transient",
        "bounceSubType": "General" if hard else "MailboxFull",
        "bouncedRecipients": bounced,
        "reportingMTA": "dsn; local",
    }
    return {"eventType": "Bounce", "bounce": bounce}
