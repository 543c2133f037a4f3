"""Refuses content that cannot be rendered for everyone (S2.70)."""

from collections.abc import Collection
from itertools import islice

from contactbook.domain.base.errors import FieldError, ValidationFailed
from contactbook.domain.links.masking import has_personal_link
from contactbook.domain.templates.bodies import LARGEST_TEMPLATE, TemplateContent, bodies_of, texts_in
from contactbook.domain.templates.html_checks import refused_html
from contactbook.domain.templates.merge_tags import LINK_TAGS
from contactbook.domain.templates.tag_syntax import tags_in_html, tags_in_text

# Of one body, so that the answer stays small.
_MOST_ERRORS = 20


def require_renderable(content: TemplateContent, known: Collection[str], *, under: str = "") -> None:
    """Refuse content that cannot be rendered. `under` is the pointer of the object that holds the content.

    Raises ValidationFailed for content without a body, with an unknown tag, with forbidden HTML, or that is too large.
    """
    errors: list[FieldError] = []
    if not any(bodies_of(content.bodies)):
        errors.append(FieldError(f"{under}/bodies", "required", "A template needs a body for at least one channel."))
    for pointer, text, is_html in texts_in(content):
        errors += _text_errors(f"{under}{pointer}", text, known, is_html=is_html)
    errors += [
        FieldError(f"{under}/defaults/{name}", "unknown_tag", "There is no such tag. GET /v1/merge-tags lists them.")
        for name in content.defaults
        if name.lower() not in known
    ]
    size = sum(len(text.encode()) for _, text, _ in texts_in(content))
    if size > LARGEST_TEMPLATE:
        message = f"All bodies together have {size:,} bytes. Send {LARGEST_TEMPLATE:,} at most."
        errors.append(FieldError(f"{under}/bodies", "too_large", message))
    if errors:
        raise ValidationFailed("The template is not valid; see `errors`.", errors=errors)


def _text_errors(pointer: str, text: str, known: Collection[str], *, is_html: bool) -> list[FieldError]:
    used = tags_in_html(text, known) if is_html else tags_in_text(text)
    errors = [
        FieldError(pointer, "malformed_tag", "A #{ needs a name and a closing brace. Write ## for a literal #.")
        if name == "{"
        else FieldError(pointer, "unknown_tag", f"There is no tag #{name}. Write ## for a literal #.")
        for name in sorted(used - set(known))
    ]
    if has_personal_link(text):
        message = "This is the link of one contact, and is not stored. Write a tag such as #preferences_link instead."
        errors.append(FieldError(pointer, "personal_link", message))
    if is_html:
        errors += [
            FieldError(pointer, code, f"{message} ({_place(text, place)})")
            for code, message, place in islice(refused_html(text, known, LINK_TAGS), _MOST_ERRORS)
        ]
    return errors


def _place(text: str, place: int) -> str:
    before = text[:place]
    return f"line {before.count(chr(10)) + 1}, column {place - before.rfind(chr(10))}"
