"""Renders a template for one contact (S2.68-S2.70)."""

from collections.abc import Collection, Mapping
from functools import lru_cache

from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.base.values import Value
from contactbook.domain.links.masking import masked_link
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.templates.bodies import Bodies, ChannelBody, EmailBody, PrintBody, SmsBody, TemplateContent, texts_of
from contactbook.domain.templates.html import text_of
from contactbook.domain.templates.html_filling import filled_html
from contactbook.domain.templates.tag_syntax import filled_line, filled_text, tags_in_html, tags_in_text


class Rendered(Value):
    """One message as the contact gets it: a subject for email only, `html` for email and print, `text` for email and SMS."""

    subject: str | None = None
    html: str | None = None
    text: str | None = None


class Message(Value):
    """What the contact gets, and what is kept of it: the same with masked personal links (S2.50)."""

    sent: Rendered
    kept: Rendered


def tags_used(content: TemplateContent, channel: Channel, language: str | None, known: Collection[str]) -> set[str]:
    """Return the tags of what would be sent on the channel in the language, so that unused links need not be signed."""
    texts = tuple((text, is_html) for _, text, is_html in texts_of(_body(content, channel, language)))
    return {*_known_tags(texts, frozenset(known))}


# A batch sends one template, so its tags are looked for once.
@lru_cache(maxsize=64)
def _known_tags(texts: tuple[tuple[str, bool], ...], known: frozenset[str]) -> frozenset[str]:
    return known & {name for text, is_html in texts for name in (tags_in_html(text, known) if is_html else tags_in_text(text))}


def render(content: TemplateContent, channel: Channel, language: str | None, values: Mapping[str, str]) -> Rendered:
    """Return the message of one contact. An empty value is replaced by its default, else by nothing; no tag remains (S2.70).

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


def message_of(
    content: TemplateContent, channel: Channel, language: str | None, values: Mapping[str, str], links: Collection[str]
) -> Message:
    """Return the message of one contact. `links` are the tags of `values` that are personal links.

    What is kept is filled with masked links, not searched for them: an escaped link needs no finding. Raises like `render`.
    """
    sent = render(content, channel, language, values)
    if not links:
        return Message(sent=sent, kept=sent)
    masked = {name: masked_link(values[name]) for name in links}
    return Message(sent=sent, kept=render(content, channel, language, {**values, **masked}))


def _body(content: TemplateContent, channel: Channel, language: str | None) -> ChannelBody:
    translated = content.languages.get(language or "", Bodies())
    body: ChannelBody | None = getattr(translated, channel.value) or getattr(content.bodies, channel.value)
    if body is None:
        raise RuleBroken(
            "The template has no body for this channel. Add one to its `bodies`, or name another channel.",
            code="no_body_for_channel",
        )
    return body
