"""The encodings that a text file may have (S6.3).

An encoding is never guessed while a file is imported: the byte order mark says it, else the request, else it is UTF-8.
"""

import codecs
from enum import StrEnum


class Encoding(StrEnum):
    """The encodings that a file without a byte order mark may have."""

    UTF_8 = "utf-8"
    UTF_16 = "utf-16"
    UTF_16_LE = "utf-16-le"
    UTF_16_BE = "utf-16-be"
    CENTRAL_EUROPEAN = "windows-1250"
    CYRILLIC = "windows-1251"
    WESTERN = "windows-1252"
    GREEK = "windows-1253"
    TURKISH = "windows-1254"
    HEBREW = "windows-1255"
    ARABIC = "windows-1256"
    BALTIC = "windows-1257"
    VIETNAMESE = "windows-1258"
    LATIN_1 = "iso-8859-1"
    LATIN_2 = "iso-8859-2"
    LATIN_3 = "iso-8859-3"
    LATIN_4 = "iso-8859-4"
    CYRILLIC_ISO = "iso-8859-5"
    ARABIC_ISO = "iso-8859-6"
    GREEK_ISO = "iso-8859-7"
    HEBREW_ISO = "iso-8859-8"
    LATIN_5 = "iso-8859-9"
    LATIN_6 = "iso-8859-10"
    THAI = "iso-8859-11"
    LATIN_7 = "iso-8859-13"
    LATIN_8 = "iso-8859-14"
    LATIN_9 = "iso-8859-15"
    LATIN_10 = "iso-8859-16"

    @classmethod
    def _missing_(cls, value: object) -> "Encoding | None":
        """Accept the name in any case, and as Python and Windows spell it: `UTF-8`, `cp1253`."""
        name = str(value).strip().lower().replace("_", "-")
        name = name.replace("cp125", "windows-125") if name.startswith("cp125") else name
        return next((known for known in cls if known.value == name), None)


_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


# Bytes by which the order of the bytes of UTF-16 is told.
_TOLD_BY = 4 * 1024


def marked_encoding(head: bytes) -> str | None:
    """Return the encoding that the byte order mark at the beginning of a file says, or None without a mark."""
    return next((name for mark, name in _BYTE_ORDER_MARKS if head.startswith(mark)), None)


def utf_16_order(head: bytes) -> Encoding | None:
    """Return UTF-16 with the byte order that a text without a mark has, or None if nothing tells it.

    The letters, separators and line ends of ASCII have a byte that is zero: the second in one order, the first in the other.
    """
    first, second = head[:_TOLD_BY:2].count(0), head[1:_TOLD_BY:2].count(0)
    if first == second:
        return None
    return Encoding.UTF_16_LE if second > first else Encoding.UTF_16_BE


def stated_encoding(head: bytes, named: str | None) -> str | None:
    """Return the encoding that the mark of the file says, else the one that is named. The first bytes tell the order of a named UTF-16."""
    found = marked_encoding(head) or named
    if found == Encoding.UTF_16 and marked_encoding(head) is None:
        return utf_16_order(head) or found
    return found
