"""The bodies of a message per channel and language, with tags that each contact's values replace (S2.12, S2.66-S2.70)."""

from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from contactbook.domain.base.text import clean_text
from contactbook.domain.base.values import Language, Line, Part, Value, whole_part
from contactbook.domain.notification_types.channels import Channel

LONGEST_BODY = 100_000
# Ten text messages of 153 letters; the sender limits what a message may cost.
LONGEST_SMS = 1_530
# Bytes of all bodies in all languages together: a template is one item of the table.
LARGEST_TEMPLATE = 300_000

Body = Annotated[str, AfterValidator(clean_text), StringConstraints(min_length=1, max_length=LONGEST_BODY)]
SmsText = Annotated[str, AfterValidator(clean_text), StringConstraints(min_length=1, max_length=LONGEST_SMS)]
Subject = Annotated[Line, StringConstraints(min_length=1)]


class EmailBody(Part):
    """An email: a subject, and HTML or plain text or both. Without plain text, the text of the HTML is sent beside it."""

    subject: Subject
    html: Body | None = None
    text: Body | None = None

    @model_validator(mode="after")
    @whole_part
    def _has_a_body(self) -> Self:
        if self.html is None and self.text is None:
            raise ValueError("An email needs `html` or `text`.")
        return self


class SmsBody(Part):
    """A text message."""

    text: SmsText


class PrintBody(Part):
    """A letter, as HTML."""

    html: Body


class Bodies(Part):
    """One body for each channel. A channel that a language leaves out is taken from the template's own bodies."""

    email: EmailBody | None = None
    sms: SmsBody | None = None
    print: PrintBody | None = None


class TemplateContent(Value):
    """What is rendered: the bodies, their translations, and the defaults of empty values."""

    bodies: Bodies
    defaults: Annotated[dict[str, Line], Field(max_length=100)] = {}
    languages: Annotated[dict[Language, Bodies], Field(max_length=30)] = {}


# The body of one channel.
ChannelBody = EmailBody | SmsBody | PrintBody


def has_body(content: TemplateContent, channel: Channel) -> bool:
    """True if there is something to send on the channel."""
    return getattr(content.bodies, channel.value) is not None


def bodies_of(bodies: Bodies) -> Iterator[tuple[str, ChannelBody]]:
    """Yield each body with the name of its channel."""
    for channel in Channel:
        body = getattr(bodies, channel.value)
        if body is not None:
            yield channel.value, body


def texts_of(body: ChannelBody) -> Iterator[tuple[str, str, bool]]:
    """Yield each text of a body: its name, the text, and True if it is HTML."""
    for name in ("subject", "html", "text"):
        text = getattr(body, name, None)
        if text is not None:
            yield name, text, name == "html"


def texts_in(content: TemplateContent) -> Iterator[tuple[str, str, bool]]:
    """Yield each text of a template: its JSON Pointer, the text, and True if it is HTML."""
    places = {"/bodies": content.bodies, **{f"/languages/{name}": bodies for name, bodies in content.languages.items()}}
    for place, bodies in places.items():
        for channel, body in bodies_of(bodies):
            for name, text, is_html in texts_of(body):
                yield f"{place}/{channel}/{name}", text, is_html
