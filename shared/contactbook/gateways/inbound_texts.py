"""Parse the messages that AWS End User Messaging publishes when somebody sends a text to a two-way number."""

import json

from pydantic import Field, ValidationError

from contactbook.domain.base.values import Value
from contactbook.domain.sending.inbound_texts import InboundText


class _Published(Value):
    sender: str = Field(alias="originationNumber")
    to: str = Field(alias="destinationNumber")
    text: str = Field(default="", alias="messageBody")
    keyword: str = Field(default="", alias="messageKeyword")
    message_id: str = Field(alias="inboundMessageId")


def inbound_text_in(message: str) -> InboundText | None:
    """Return the text in a published message, or None if the message is about something else."""
    try:
        published = _Published.model_validate(json.loads(message))
    except (ValueError, RecursionError, ValidationError):
        return None
    number = published.sender if published.sender.startswith("+") else f"+{published.sender}"
    return InboundText(
        message_id=published.message_id, sender=number, to=published.to, text=published.text, keyword=published.keyword
    )
