"""Emulates SES v2 `SendEmail` and the SMS service's `SendTextMessage`, and passes events on to `bus.py`. `senders.py` emulates SES's identities and tenants."""

import base64
import binascii
import email
import email.policy
import json
import uuid
from collections.abc import Callable
from datetime import datetime
from email.header import decode_header, make_header
from email.message import EmailMessage, MIMEPart
from typing import Any

from infra.local.gateway.http_messages import Request, Response
from infra.local.pages.bus import BUS_PATH, EventBus
from infra.local.pages.outbox import Outbox, Sent
from infra.local.pages.senders import answer_about_senders

# The services of AWS that the stack emulates by itself.
AWS_PATH = "/_local/aws/"
SES_PATH = "/_local/aws/ses"
SMS_PATH = "/_local/aws/sms"


class SendingServices:
    """Puts the emails and text messages that functions send into the outbox, and keeps the events that they publish."""

    def __init__(self, outbox: Outbox, now: Callable[[], datetime]) -> None:
        self._outbox = outbox
        self._now = now
        self._opted_out: set[tuple[str, str]] = set()
        self.bus = EventBus()

    def opt_out(self, number: str, sender: str) -> None:
        """Put a number on the opt-out list of one of ours: no text from there reaches it."""
        self._opted_out.add((number, sender))

    def opt_in(self, number: str, sender: str) -> None:
        """Take texts from `sender` to the number again."""
        self._opted_out.discard((number, sender))

    def forget(self) -> None:
        """Empty every opt-out list, and forget what was published."""
        self._opted_out.clear()
        self.bus.clear()

    def answer(self, request: Request) -> Response:
        """Return the response to a call of one of the services."""
        if request.path.startswith(BUS_PATH):
            return self.bus.answer(request)
        try:
            about_senders = answer_about_senders(request, request.path.removeprefix(SES_PATH))
            if about_senders is not None:
                return about_senders
            body = json.loads(request.body)
            if request.path == f"{SES_PATH}/v2/email/outbound-emails":
                return self._send_email(body)
            if (request.header("x-amz-target") or "").endswith(".SendTextMessage"):
                return self._send_text(body)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            return _aws_error("BadRequestException", f"{type(error).__name__}: {error}")
        return _aws_error("UnknownOperationException", "The local stack does not support this operation.")

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
                "headers": _headers_made_by_ses(body),
            }
        headers = parts["headers"]
        to = ", ".join(recipients) or headers.get("To")
        sender = body.get("FromEmailAddress") or headers.get("From")
        if not to or not sender:
            return _aws_error("BadRequestException", "An email needs a sender and a recipient.")
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
        if (body["DestinationPhoneNumber"], body.get("OriginationIdentity")) in self._opted_out:
            return _aws_error("ConflictException", "The number has opted out.", Reason="DESTINATION_PHONE_NUMBER_OPTED_OUT")
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


def _headers_made_by_ses(body: dict[str, Any]) -> dict[str, str]:
    """Return the headers of the message that SES makes of a simple one: those that it is sent, and its own."""
    own = {"From": str(make_header(decode_header(body["FromEmailAddress"])))} if "FromEmailAddress" in body else {}
    own |= {
        "To": ", ".join(body.get("Destination", {}).get("ToAddresses", ())),
        "Subject": body["Content"]["Simple"]["Subject"]["Data"],
    }
    replies = {"Reply-To": ", ".join(body["ReplyToAddresses"])} if body.get("ReplyToAddresses") else {}
    return own | replies | {header["Name"]: header["Value"] for header in body["Content"]["Simple"].get("Headers", ())}


def _mime_parts(data: str) -> dict[str, Any]:
    """Return subject, bodies and headers of a raw message, and itself. Raise ValueError if it is not base64."""
    try:
        raw = base64.b64decode(data, validate=True)
    except binascii.Error as error:
        raise ValueError("the raw message is not in base64") from error
    message = email.message_from_bytes(raw, _class=EmailMessage, policy=email.policy.default)
    html, text = message.get_body(("html",)), message.get_body(("plain",))
    return {
        "raw": data,
        "subject": str(message["Subject"]) if message["Subject"] is not None else None,
        "html": _written(html) if html else None,
        "text": _written(text) if text else None,
        "headers": {name: str(value) for name, value in message.items()},
    }


def _written(body: MIMEPart) -> str:
    """Return a body as it was written: with line feeds as line ends and without the final one that a mail adds."""
    text: str = body.get_content()
    return text.replace("\r\n", "\n").removesuffix("\n")


def _aws_error(code: str, text: str, **fields: str) -> Response:
    answer = Response.of_json(400, {"__type": code, "message": text, **fields})
    answer.headers.append(("x-amzn-errortype", code))
    return answer
