"""A sent message in the form in which it travels: an email with its MIME parts, a text message as its text."""

import base64
from email.message import EmailMessage
from email.policy import SMTP

from infra.local.gateway.http_messages import Response
from infra.local.pages.bodies import RefusedError
from infra.local.pages.outbox import Sent


def raw_answer(sent: Sent | None) -> Response:
    """Return the message as a file to look at. Raises RefusedError if there is none, and for a letter, which is a file already."""
    if sent is None:
        raise RefusedError(404, "not_found", "No message in the outbox has this `message_id`.")
    if sent.channel == "print":
        raise RefusedError(404, "not_found", f"A letter is printed from its file, {sent.file}, and has no other form.")
    if sent.channel == "sms":
        return Response(200, [("content-type", "text/plain; charset=utf-8")], (sent.text or "").encode())
    # Shown, not opened by a mail program. A browser must not read HTML from it.
    headers = [("content-type", "text/plain; charset=utf-8"), ("x-content-type-options", "nosniff")]
    return Response(200, headers, base64.b64decode(sent.raw) if sent.raw else _made_by_ses(sent).as_bytes())


def _made_by_ses(sent: Sent) -> EmailMessage:
    """Return the message that SES makes of a simple one: its headers, and the text before the HTML."""
    message = EmailMessage(policy=SMTP)
    for name, value in sent.headers.items():
        message[name] = value
    if sent.text is not None:
        message.set_content(sent.text)
        if sent.html is not None:
            message.add_alternative(sent.html, subtype="html")
    elif sent.html is not None:
        message.set_content(sent.html, subtype="html")
    return message
