"""The number of parts in which a text message is sent and billed: GSM 7-bit if every character allows it, else UCS-2."""

from enum import StrEnum

from contactbook.domain.base.values import Value

# 3GPP TS 23.038, the default alphabet; a character of the extension takes two septets.
_GSM_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_EXTENDED = frozenset("\f^{}\\[~]|€")

# The most septets, or 16-bit units, of a single message, and of each part of a longer one (the rest numbers the part).
_ALONE_GSM, _PART_GSM = 160, 153
_ALONE_UCS2, _PART_UCS2 = 70, 67
# AWS refuses more. A template may hold as much.
MAXIMUM_GSM, MAXIMUM_UCS2 = 1530, 630


class Encoding(StrEnum):
    """How the characters of a text message are encoded."""

    GSM_7 = "gsm_7"
    UCS_2 = "ucs_2"


class Segments(Value):
    """The length of a text in units of its encoding (septets or 16-bit units), and its number of parts."""

    encoding: Encoding
    units: int
    parts: int

    @property
    def fits(self) -> bool:
        """True if a provider accepts it."""
        return self.units <= (MAXIMUM_GSM if self.encoding is Encoding.GSM_7 else MAXIMUM_UCS2)


def segments_of(text: str) -> Segments:
    """Return the parts of a text. Two units of one character (an escape, a surrogate pair) are never split between parts."""
    if all(character in _GSM_BASIC or character in _GSM_EXTENDED for character in text):
        widths = [2 if character in _GSM_EXTENDED else 1 for character in text]
        return _counted(Encoding.GSM_7, widths, _ALONE_GSM, _PART_GSM)
    widths = [2 if ord(character) > 0xFFFF else 1 for character in text]
    return _counted(Encoding.UCS_2, widths, _ALONE_UCS2, _PART_UCS2)


def _counted(encoding: Encoding, widths: list[int], alone: int, part: int) -> Segments:
    units = sum(widths)
    if units <= alone:
        return Segments(encoding=encoding, units=units, parts=1 if units else 0)
    parts, used = 1, 0
    for width in widths:
        if used + width > part:
            parts, used = parts + 1, 0
        used += width
    return Segments(encoding=encoding, units=units, parts=parts)
