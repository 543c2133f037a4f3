"""Plays SES v2 `SendEmail` and the SMS service's `SendTextMessage`, finds printed letters, and tells SES's feedback."""

import base64
import binascii
import email
import email.policy
import json
import threading
import uuid
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage, MIMEPart
from typing import Any

from botocore.exceptions import ClientError

from infra.local.engine.engine import ACCOUNT, REGION, Engine
from infra.local.gateway.http_messages import Request, Response
from infra.local.pages.outbox import Outbox, Sent
from infra.local.pages.sns_signing import SnsSigner

SES_PATH = "/_local/aws/ses"
SMS_PATH = "/_local/aws/sms"
LETTERS_PREFIX = "print/"


class MailPlayer:
    """Takes what the functions send and puts it into the outbox."""

    def __init__(self, outbox: Outbox, now: Callable[[], datetime]) -> None:
        self._outbox = outbox
        self._now = now

    def answer(self, request: Request) -> Response:
        """The answer to a call of one of the two services."""
        try:
            body = json.loads(request.body)
            if request.path == f"{SES_PATH}/v2/email/outbound-emails":
                return self._send_email(body)
            if (request.header("x-amz-target") or "").endswith(".SendTextMessage"):
                return self._send_text(body)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            return _aws_error("BadRequestException", f"{type(error).__name__}: {error}")
        return _aws_error("UnknownOperationException", "the local stack plays SendEmail and SendTextMessage")

    def _send_email(self, body: dict[str, Any]) -> Response:
        message_id = f"local-{uuid.uuid4()}"
        content, destination = body["Content"], body.get("Destination", {})
        tags = {tag["Name"]: tag["Value"] for tag in body.get("EmailTags", [])}
        recipients = destination.get("ToAddresses", [])
        if "Raw" in content:
            parts = _mime_parts(content["Raw"]["Data"])
        else:
            simple = content["Simple"]
            parts = {
                "subject": simple["Subject"]["Data"],
                "html": simple["Body"].get("Html", {}).get("Data"),
                "text": simple["Body"].get("Text", {}).get("Data"),
                "headers": {header["Name"]: header["Value"] for header in simple.get("Headers", [])},
            }
        headers = parts["headers"]
        to = ", ".join(recipients) or headers.get("To")
        sender = body.get("FromEmailAddress") or headers.get("From")
        if not to or not sender:
            return _aws_error("BadRequestException", "an email needs a sender and a recipient")
        self._outbox.add(
            Sent(
                channel="email",
                to=to,
                sender=headers.get("From") or sender,
                communication_id=tags.get("communication_id") or headers.get("X-Communication-Id"),
                message_id=message_id,
                sent_at=self._moment(),
                tags=tags,
                **parts,
            )
        )
        return Response.of_json(200, {"MessageId": message_id})

    def _send_text(self, body: dict[str, Any]) -> Response:
        message_id = f"local-{uuid.uuid4()}"
        context = body.get("Context", {})
        self._outbox.add(
            Sent(
                channel="sms",
                to=body["DestinationPhoneNumber"],
                sender=body.get("OriginationIdentity"),
                subject=None,
                html=None,
                text=body["MessageBody"],
                headers={},
                communication_id=context.get("communication_id"),
                message_id=message_id,
                sent_at=self._moment(),
                tags=context,
            )
        )
        return Response.of_json(200, {"MessageId": message_id}, "application/x-amz-json-1.0")

    def _moment(self) -> str:
        return self._now().isoformat(timespec="milliseconds").replace("+00:00", "Z")


class LetterBox:
    """Puts the letters of a bucket's `print/*.json` manifests into the outbox, each once."""

    def __init__(self, engine: Engine, buckets: list[str], outbox: Outbox, now: Callable[[], datetime]) -> None:
        self._client = engine.client("s3")
        self._buckets = buckets
        self._outbox = outbox
        self._now = now
        self._seen: set[tuple[str, str]] = set()
        self._lock = threading.Lock()

    def collect(self) -> None:
        """Look for manifests that have not been read yet."""
        with self._lock:
            for bucket in self._buckets:
                self._collect_from(bucket)

    def forget(self) -> None:
        """Read every manifest anew, after the buckets were emptied."""
        self._seen.clear()

    def _collect_from(self, bucket: str) -> None:
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=LETTERS_PREFIX)
        for found in (one for page in pages for one in page.get("Contents", [])):
            mark = (found["Key"], found["ETag"])
            if found["Key"].endswith(".json") and mark not in self._seen:
                self._seen.add(mark)
                self._read(bucket, found["Key"])

    def _read(self, bucket: str, key: str) -> None:
        try:
            manifest = json.loads(self._client.get_object(Bucket=bucket, Key=key)["Body"].read())
            letters = list(manifest["letters"])
        except (ValueError, KeyError, TypeError, ClientError):
            return
        for number, letter in enumerate(letters):
            message_id = f"{key}#{number}"
            if self._outbox.find(message_id) is None:
                moment = self._now().isoformat(timespec="milliseconds").replace("+00:00", "Z")
                texts = {name: letter.get(name) for name in ("to", "subject", "html", "text", "communication_id", "file")}
                self._outbox.add(Sent(channel="print", sender=None, headers={}, message_id=message_id, sent_at=moment, **texts))


def feedback_event(sent: Sent, kind: str, topic: str, moment: str, signer: SnsSigner) -> dict[str, Any]:
    """The SNS event by which SES tells what became of a message; `kind` is delivery, hard_bounce, soft_bounce or complaint."""
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
    message = {"mail": mail, **_feedback_detail(kind, recipients, moment)}
    notification = {
        "Type": "Notification",
        "MessageId": str(uuid.uuid4()),
        "TopicArn": topic,
        "Subject": "Amazon SES Email Event Notification",
        "Message": json.dumps(message),
        "Timestamp": moment,
        "UnsubscribeUrl": "https://sns.local.invalid/unsubscribe",
        "MessageAttributes": {},
    }
    record = {"EventSource": "aws:sns", "EventVersion": "1.0", "EventSubscriptionArn": f"{topic}:local"}
    return {"Records": [{**record, "Sns": signer.signed(notification)}]}


def _feedback_detail(kind: str, recipients: list[str], moment: str) -> dict[str, Any]:
    feedback = {"timestamp": moment, "feedbackId": str(uuid.uuid4())}
    if kind == "delivery":
        delivery = {"timestamp": moment, "processingTimeMillis": 120, "recipients": recipients, "smtpResponse": "250 ok"}
        return {"eventType": "Delivery", "delivery": delivery}
    if kind == "complaint":
        complained = [{"emailAddress": address} for address in recipients]
        complaint = {**feedback, "complainedRecipients": complained, "complaintFeedbackType": "abuse"}
        return {"eventType": "Complaint", "complaint": complaint}
    hard = kind == "hard_bounce"
    bounced = [
        {
            "emailAddress": address,
            "action": "failed",
            "status": "5.1.1" if hard else "4.2.2",
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


def _mime_parts(data: str) -> dict[str, Any]:
    """Subject, bodies and headers of a raw message; ValueError when it is not base64."""
    try:
        raw = base64.b64decode(data, validate=True)
    except binascii.Error as error:
        raise ValueError("the raw message is not in base64") from error
    message = email.message_from_bytes(raw, _class=EmailMessage, policy=email.policy.default)
    html, text = message.get_body(("html",)), message.get_body(("plain",))
    return {
        "subject": str(message["Subject"]) if message["Subject"] is not None else None,
        "html": _written(html) if html else None,
        "text": _written(text) if text else None,
        "headers": {name: str(value) for name, value in message.items()},
    }


def _written(body: MIMEPart) -> str:
    """A body as it was written: with our line ends, and without the one that a mail ends with."""
    text: str = body.get_content()
    return text.replace("\r\n", "\n").removesuffix("\n")


def _aws_error(code: str, text: str) -> Response:
    answer = Response.of_json(400, {"__type": code, "message": text})
    answer.headers.append(("x-amzn-errortype", code))
    return answer
