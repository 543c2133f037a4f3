"""The texts of a contact's pages: ours in each language, and the tenant's own over them (S7.10).

A text has placeholders in braces, such as `{tenant}`. They are replaced, and nothing else in a text is looked at: a tenant writes some
of them.
"""

import re
from collections.abc import Mapping
from typing import Protocol

from contactbook.domain.base.text import visible_words
from contactbook.domain.links.texts_ar import ARABIC
from contactbook.domain.links.texts_de import GERMAN
from contactbook.domain.links.texts_el import GREEK
from contactbook.domain.links.texts_en import ENGLISH
from contactbook.domain.links.texts_ru import RUSSIAN
from contactbook.domain.links.texts_tr import TURKISH

FALLBACK = "en"
TEXTS: dict[str, Mapping[str, str]] = {
    "en": ENGLISH,
    "el": GREEK,
    "ar": ARABIC,
    "de": GERMAN,
    "ru": RUSSIAN,
    "tr": TURKISH,
}
# The texts that a tenant can replace. Those of a page that belongs to no tenant are ours.
OWN_KEYS = tuple(key for key in ENGLISH if not key.startswith("problem."))
_PLACEHOLDER = re.compile(r"\{([a-z]+)\}")
# Letters that are written from right to left: Hebrew, Arabic and their neighbours.
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LEFT_TO_RIGHT = re.compile("[A-Za-z0-9\u00c0-\u058f]")
_FIRST_STRONG_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"


class OwnTexts(Protocol):
    """The texts that a tenant has written."""

    def of(self, language: str) -> Mapping[str, str]:
        """Return the tenant's texts in this language by key."""
        ...  # pragma: no cover


def languages_of(own: OwnTexts, known: Mapping[str, str]) -> tuple[str, ...]:
    """Return the languages of the tenant's pages: ours, and those of the known ones that it wrote itself."""
    return (*TEXTS, *(language for language in known if language not in TEXTS and own.of(language)))


def text_in(language: str, key: str, own: Mapping[str, str]) -> str:
    """Return the text of a key: the tenant's in this language, else ours, else ours in English."""
    ours = TEXTS.get(language, TEXTS[FALLBACK])[key]
    written = own.get(key)
    # A text that was written before ours got or lost a placeholder does not say what ours says.
    return written if written and not placeholder_faults(key, written) else ours


def placeholders(text: str) -> set[str]:
    """Return the names in braces of a text."""
    return set(_PLACEHOLDER.findall(text))


def placeholder_faults(key: str, text: str) -> tuple[set[str], set[str]] | None:
    """Return the placeholders that the text has and ours does not, and those that it lacks; None if it has the right ones.

    The tenant's name may be left out, where a language says "we". A brace that is no placeholder counts as `{}`.
    """
    found = placeholders(text)
    if set("{}") & set(_PLACEHOLDER.sub("", text)):
        found.add("")
    ours = placeholders(ENGLISH[key])
    unknown, missing = found - ours - {"tenant"}, ours - found - {"tenant"}
    return (unknown, missing) if unknown or missing else None


def filled(text: str, values: Mapping[str, str], *, right_to_left: bool = False) -> str:
    """Return the text with its placeholders replaced. A value of the other direction is isolated, so that it turns nothing round."""
    other = _LEFT_TO_RIGHT if right_to_left else _RIGHT_TO_LEFT

    def value(found: re.Match[str]) -> str:
        said = values.get(found[1], found[0])
        if not other.search(said):
            return said
        return f"{_FIRST_STRONG_ISOLATE}{visible_words(said)}{_END_OF_ISOLATE}"

    return _PLACEHOLDER.sub(value, text)
