"""Rules about the tenant's own texts of its pages: known keys, the right placeholders, plain text, and whole languages (S7.10)."""

import re
from collections.abc import Iterator, Mapping

from contactbook.domain.base.errors import FieldError
from contactbook.domain.base.field_errors import pointer_to
from contactbook.domain.base.values import Flag, Value
from contactbook.domain.links.texts import FALLBACK, OWN_KEYS, TEXTS, placeholder_faults, placeholders
from contactbook.domain.settings.languages import LANGUAGES, is_right_to_left
from contactbook.domain.settings.page_texts import MOST_IN_A_TEXT, PageTexts

# Every request reads the settings, so all texts together stay small.
MOST_IN_ALL = 40_000
_MOST_IN_A_LINE = 500
# These are parts of a message: its subject, and a text that is paid for by its length.
_SHORT = {"renewal.subject": 150, "renewal.sms": 250}
# The only text of several lines.
_LONG = {"renewal.text"}
_TAG = re.compile(r"</?[a-zA-Z!]")
_NAMED_AT_MOST = 5
# A name in a text may be long, and what a message says has an end.
_MOST_OF_ONE = 3


class PageTextKey(Value):
    """A text that a tenant can replace: what it must name, how long it may be, and ours in each language."""

    key: str
    placeholders: tuple[str, ...]
    longest: int
    texts: dict[str, str]


class PageLanguage(Value):
    """A language of the pages. One without texts of ours needs every text from the tenant."""

    language: str
    name: str
    right_to_left: Flag
    has_texts: Flag


class PageTextKeys(Value):
    """Every text that a tenant can replace, and every language that it can write."""

    keys: tuple[PageTextKey, ...]
    languages: tuple[PageLanguage, ...]


def page_text_keys() -> PageTextKeys:
    """Return every text that a tenant can replace, and every language that it can write."""
    keys = tuple(
        PageTextKey(
            key=key,
            placeholders=_placeholders_of(key),
            longest=longest(key),
            texts={language: texts[key] for language, texts in TEXTS.items()},
        )
        for key in OWN_KEYS
    )
    languages = tuple(
        PageLanguage(language=code, name=name, right_to_left=is_right_to_left(code), has_texts=code in TEXTS)
        for code, name in LANGUAGES.items()
    )
    return PageTextKeys(keys=keys, languages=languages)


def page_text_errors(section: PageTexts) -> list[FieldError]:
    """Return what is wrong with the tenant's texts."""
    written = section.by_language
    errors = [error for language, texts in written.items() for error in _language_errors(language, texts)]
    size = sum(len(text) for texts in written.values() for text in texts.values())
    if size > MOST_IN_ALL:
        message = (
            f"The texts have {size:,} characters together. Send {MOST_IN_ALL:,} at most; leave out those that are like ours."
        )
        errors.append(FieldError("", "too_long", message))
    return errors


def longest(key: str) -> int:
    """Return the most characters that a text of this key may have."""
    return MOST_IN_A_TEXT if key in _LONG else _SHORT.get(key, _MOST_IN_A_LINE)


def _placeholders_of(key: str) -> tuple[str, ...]:
    return tuple(sorted(placeholders(TEXTS[FALLBACK][key]) | {"tenant"}))


def _language_errors(language: str, texts: Mapping[str, str]) -> Iterator[FieldError]:
    for key, text in texts.items():
        yield from _text_errors(pointer_to((language, key)), key, text)
    missing = [key for key in OWN_KEYS if key not in texts]
    if language not in TEXTS and missing:
        named = ", ".join(missing[:_NAMED_AT_MOST]) + (" and others" if len(missing) > _NAMED_AT_MOST else "")
        message = f"{LANGUAGES[language]} has no texts of ours, so it needs all of them. {len(missing)} are missing: {named}."
        yield FieldError(f"/{language}", "incomplete_language", message)


def _text_errors(where: str, key: str, text: str) -> Iterator[FieldError]:
    if key not in OWN_KEYS:
        yield FieldError(where, "unknown_text", "There is no such text. `GET /v1/settings/page_texts/keys` lists them.")
        return
    if len(text) > longest(key):
        yield FieldError(where, "too_long", f"The text has {len(text):,} characters. Send {longest(key):,} at most.")
    if "\n" in text and key not in _LONG:
        yield FieldError(where, "several_lines", "The text must be one line.")
    if _TAG.search(text):
        yield FieldError(where, "markup", "The text must be plain. Markup would be shown as it is written, so leave it out.")
    if any(text.count(f"{{{name}}}") > _MOST_OF_ONE for name in placeholders(text)):
        yield FieldError(where, "repeated_placeholder", f"The text may have the same placeholder {_MOST_OF_ONE} times at most.")
    unknown, missing = placeholder_faults(key, text) or (set(), set())
    if unknown:
        allowed = ", ".join(f"{{{name}}}" for name in _placeholders_of(key))
        yield FieldError(where, "unknown_placeholder", f"The text may have no braces but these placeholders: {allowed}.")
    elif missing:
        named = ", ".join(f"{{{name}}}" for name in sorted(missing))
        yield FieldError(where, "missing_placeholder", f"The text must have {named}.")
