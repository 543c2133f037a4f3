"""Cleaning text when it is received, and folding it for comparison."""

import re
import unicodedata

# Zero-width characters and direction marks. They are invisible: two values that differ only in them look the same.
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F),
     *range(0x2060, 0x2070), 0x3164, 0xFEFF, 0xFFA0]
)  # fmt: skip
# Those that carry nothing in a word. Joiners stay: they shape letters of Persian and of the scripts of India.
_CARRYING_NOTHING = dict.fromkeys([0x00AD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF])
# Control characters but tabs and line feeds, and halves of surrogate pairs.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def clean_text(value: str) -> str:
    """Return the text in NFC, trimmed, with line feeds as line ends and no other control characters but tabs."""
    if is_plain(value):
        return value
    unified = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    return _CONTROLS.sub("", unified).strip()


def clean_line(value: str) -> str:
    """Return `clean_text` on one line: each run of white space becomes one space."""
    if is_plain(value):
        return value
    return " ".join(clean_text(value).split())


def is_plain(value: str) -> bool:
    """True if cleaning surely leaves the text as it is: printable ASCII with single spaces between its words."""
    return value.isascii() and value.isprintable() and "  " not in value and value == value.strip()


def fold(value: str) -> str:
    """Return the text for comparison: NFKC, case-folded, without invisible characters, white space folded (S2.31)."""
    if value.isascii():
        # None of these steps but the last two changes such a text. Most addresses and many names are one.
        return " ".join(value.lower().split())
    visible = unicodedata.normalize("NFKC", value).translate(_INVISIBLE)
    # Case folding can break the normal form, so the text is normalized again.
    return " ".join(unicodedata.normalize("NFKC", visible.casefold()).translate(_INVISIBLE).split())


def fold_identifier(value: str) -> str:
    """Return `fold` with letters and digits only: people write identifiers with various separators (S2.31)."""
    return "".join(character for character in fold(value) if character.isalnum())


def visible(value: str) -> str:
    """Return the text without invisible characters, for what is compared letter by letter: an address, a number, a date."""
    return value if value.isascii() else value.translate(_INVISIBLE)


def visible_words(value: str) -> str:
    """Return the text without the invisible characters that carry nothing in a word."""
    return value if value.isascii() else value.translate(_CARRYING_NOTHING)


def is_blank(value: str | None) -> bool:
    """True if a text is absent, empty or white space only (S0.15)."""
    return value is None or not fold(value)
