"""Templates: subject and bodies per channel and language, with tags that each contact's values replace (S2.12, S2.66-S2.70)."""

from collections.abc import Collection, Iterator, Mapping
from typing import Annotated, Self

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints, model_validator

from contactbook.domain.base.errors import FieldError, RuleBroken, ValidationFailed
from contactbook.domain.base.text import clean_text
from contactbook.domain.base.values import Draft, Language, Line, Moment, Record, Value
from contactbook.domain.decisions.notification_types import Channel
from contactbook.domain.templates.html import refused_html, text_of
from contactbook.domain.templates.merge_tags import LINK_TAGS
from contactbook.domain.templates.text import filled_html, filled_line, filled_text, tags_in_html, tags_in_text

LONGEST_BODY = 100_000
# Ten text messages of 153 letters; what a message may really cost is the sender's to bound.
LONGEST_SMS = 1_530
# Bytes of all bodies in all languages together: a template is one item of the table.
LARGEST_TEMPLATE = 300_000

Body = Annotated[str, AfterValidator(clean_text), StringConstraints(min_length=1, max_length=LONGEST_BODY)]
SmsText = Annotated[str, AfterValidator(clean_text), StringConstraints(min_length=1, max_length=LONGEST_SMS)]
Subject = Annotated[Line, StringConstraints(min_length=1)]


class EmailBody(Draft):
    """An email: a subject, and HTML or plain text or both. Without plain text, the words of the HTML are sent beside it."""

    subject: Subject
    html: Body | None = None
    text: Body | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.html is None and self.text is None:
            raise ValueError("an email needs html or text")
        return self


class SmsBody(Draft):
    """A text message."""

    text: SmsText


class PrintBody(Draft):
    """A letter, as HTML."""

    html: Body


class Bodies(Draft):
    """One body a channel; what a language leaves out is taken from the template's own bodies."""

    email: EmailBody | None = None
    sms: SmsBody | None = None
    print: PrintBody | None = None


class TemplateContent(Value):
    """What is rendered: the bodies, their translations, and what stands in for empty values."""

    bodies: Bodies
    defaults: Annotated[dict[str, Line], Field(max_length=100)] = {}
    languages: Annotated[dict[Language, Bodies], Field(max_length=30)] = {}


class TemplateFields(TemplateContent):
    """What a caller may set of a template."""

    name: Annotated[Line, StringConstraints(min_length=1, max_length=100)]


class TemplateDraft(TemplateFields, Draft):
    """What a caller sends to create a template."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "name": "Summer offer",
                    "bodies": {
                        "email": {
                            "subject": "#first_name, an offer",
                            "html": "<p>Dear #first_name</p>",
                            "text": "Dear #first_name",
                        },
                        "sms": {"text": "Hi #first_name"},
                    },
                    "defaults": {"first_name": "customer"},
                    "languages": {"el": {"sms": {"text": "Kalimera #first_name"}}},
                }
            ]
        },
    )


class Template(TemplateFields, Record):
    """A stored template."""

    template_id: str
    created_at: Moment
    updated_at: Moment


class Rendered(Value):
    """One message as the contact gets it: a subject for email only, `html` for email and print, `text` for email and SMS."""

    subject: str | None = None
    html: str | None = None
    text: str | None = None


def checked_content(content: TemplateContent, known: Collection[str], *, under: str = "") -> None:
    """Refuse what cannot be rendered for everyone. `under` is the pointer of the object that holds the content.

    Raises ValidationFailed: no body at all, an unknown tag (S2.70), HTML that is not allowed, too much of it.
    """
    errors: list[FieldError] = []
    if not any(_bodies_of(content.bodies)):
        errors.append(FieldError(f"{under}/bodies", "required", "A template needs a body for a channel."))
    for pointer, text, is_html in _texts(content):
        errors += _text_errors(f"{under}{pointer}", text, known, is_html=is_html)
    errors += [
        FieldError(f"{under}/defaults/{name}", "unknown_tag", "There is no such tag.")
        for name in content.defaults
        if name.lower() not in known
    ]
    if sum(len(text.encode()) for _, text, _ in _texts(content)) > LARGEST_TEMPLATE:
        errors.append(FieldError(f"{under}/bodies", "too_large", f"The bodies may have {LARGEST_TEMPLATE} bytes together."))
    if errors:
        raise ValidationFailed("The template cannot be saved as it is.", errors=errors)


def has_body(content: TemplateContent, channel: Channel) -> bool:
    """Whether there is something to send on the channel."""
    return getattr(content.bodies, channel.value) is not None


def tags_used(content: TemplateContent, channel: Channel, language: str | None, known: Collection[str]) -> set[str]:
    """The tags of what would be sent on the channel in the language: links that nothing uses need not be signed."""
    body = _body(content, channel, language)
    return {
        name for _, text, is_html in _texts_of(body) for name in (tags_in_html(text, known) if is_html else tags_in_text(text))
    } & set(known)


def render(content: TemplateContent, channel: Channel, language: str | None, values: Mapping[str, str]) -> Rendered:
    """The message of one contact. An empty value gives way to its default, else stays empty; a tag never shows (S2.70).

    Values are escaped in HTML and nowhere else. Raises RuleBroken `no_body_for_channel`.
    """
    defaults = {name.lower(): default for name, default in content.defaults.items()}
    settled = {name: value or defaults.get(name, "") for name, value in {**dict.fromkeys(defaults, ""), **values}.items()}
    match _body(content, channel, language):
        case EmailBody(subject=subject, html=html, text=text):
            filled = filled_html(html, settled) if html else None
            plain = filled_text(text, settled) if text else text_of(filled or "")
            return Rendered(subject=filled_line(subject, settled), html=filled, text=plain)
        case SmsBody(text=sms):
            return Rendered(text=filled_text(sms, settled))
        case PrintBody(html=letter):
            return Rendered(html=filled_html(letter, settled))


def _body(content: TemplateContent, channel: Channel, language: str | None) -> EmailBody | SmsBody | PrintBody:
    translated = content.languages.get(language or "", Bodies())
    body: EmailBody | SmsBody | PrintBody | None = getattr(translated, channel.value) or getattr(content.bodies, channel.value)
    if body is None:
        raise RuleBroken("The template has no body for this channel.", code="no_body_for_channel")
    return body


def _bodies_of(bodies: Bodies) -> Iterator[tuple[str, EmailBody | SmsBody | PrintBody]]:
    for channel in Channel:
        body = getattr(bodies, channel.value)
        if body is not None:
            yield channel.value, body


def _texts(content: TemplateContent) -> Iterator[tuple[str, str, bool]]:
    """Every text of a template: its JSON Pointer, the text, and whether it is HTML."""
    places = {"/bodies": content.bodies, **{f"/languages/{name}": bodies for name, bodies in content.languages.items()}}
    for place, bodies in places.items():
        for channel, body in _bodies_of(bodies):
            for name, text, is_html in _texts_of(body):
                yield f"{place}/{channel}/{name}", text, is_html


def _texts_of(body: EmailBody | SmsBody | PrintBody) -> Iterator[tuple[str, str, bool]]:
    for name in ("subject", "html", "text"):
        text = getattr(body, name, None)
        if text is not None:
            yield name, text, name == "html"


def _text_errors(pointer: str, text: str, known: Collection[str], *, is_html: bool) -> list[FieldError]:
    used = tags_in_html(text, known) if is_html else tags_in_text(text)
    errors = [
        FieldError(pointer, "malformed_tag", "A #{ needs a name and a closing brace; a # of its own is written ##.")
        if name == "{"
        else FieldError(pointer, "unknown_tag", f"There is no tag #{name}; a # of its own is written ##.")
        for name in sorted(used - set(known))
    ]
    if is_html:
        found = dict.fromkeys(refused_html(text, known, LINK_TAGS))
        errors += [FieldError(pointer, code, message) for code, message in found]
    return errors
