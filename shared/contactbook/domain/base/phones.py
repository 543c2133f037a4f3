"""Phone numbers as people write them, read as one number in E.164 or refused (S6.6).

Every route reads them here: a number without its area code, two numbers in one text, and anything else of which a part would be lost
are refused.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber as PhoneNumberParts

# What stands before an extension, the longest first.
_MARKS = ("extension", "durchwahl", ";ext=", "extn", "εσωτ", "ext", "int", "dw", "εσ", "x", "#")
_LONGEST_EXTENSION = 11
_LINE = re.compile(r"[+\uff0b]?[\d\s()\[\].\-\u2010-\u2015\u2212/]+")
# Letters for digits stand at the end, as in 1-800-FLOWERS.
_LETTERS = re.compile(r"[+\d][\d\s().-]*\d[\s.-]*[A-Za-z]{3,}[A-Za-z0-9-]*")
_TRUNK_ZERO = re.compile(r"\(\s*0\s*\)")
# What a program makes of a number that it took for an amount. Digits in groups, such as 22.86.00.00, are no amount.
_AMOUNT = re.compile(r"(\+?\d{7,15})[.,]0{1,2}")
# An extension in brackets behind a number: 22 123456 (ext. 12).
_IN_BRACKETS = re.compile(r"\(([^\d()]{1,12}\d{1,11})\)$")
# A country code in brackets: (+357) 99 123456.
_CODE_IN_BRACKETS = re.compile(r"\(\s*(\+[\d\s]{1,8})\)")
_BETWEEN_NUMBERS = re.compile(r"[,;|\n/]|:::")
# Digits behind a stroke that are too few for a number of their own: 22 123456/7 is a range of lines.
_SHORTEST_AFTER_A_STROKE = 5
# Digits that a number in a list of several has at least.
_SHORTEST_OF_SEVERAL = 7
# Numbers of one list, as a contact has at most.
_MOST_OF_A_LIST = 20
# Characters of a text that may hold a number.
_LONGEST = 100
_INVALID = "The value is not a valid phone number."


class PhoneNumber(NamedTuple):
    """A number in E.164, and the extension that is dialled behind it."""

    number: str
    extension: str | None = None


def read_phone(text: str, region: str) -> PhoneNumber:
    """Return the number and its extension. `region` (ISO 3166-1 alpha-2) gives a missing country code.

    Raises ValueError with a message for the caller: for no number, one without its area code, and several numbers.
    """
    plain = " ".join(text.split()).removeprefix("tel:").strip()
    if amount := _AMOUNT.fullmatch(plain):
        plain = amount[1]
    plain = _CODE_IN_BRACKETS.sub(r"\1 ", plain) if plain.startswith("(") else plain
    if len(plain) > _LONGEST:
        raise ValueError(_INVALID)
    line, extension = _divided(plain)
    if not _LINE.fullmatch(line) and not _LETTERS.fullmatch(line):
        is_several = len(re.findall(r"\d{4,}", re.sub(r"[\s()-]", "", line))) > 1
        raise ValueError("The value holds more than one phone number. Send each as its own." if is_several else _INVALID)
    before, stroke, behind = line.rpartition("/")
    if stroke and (_digits(behind) < _SHORTEST_AFTER_A_STROKE or "+" in behind or _digits(before) >= _SHORTEST_OF_SEVERAL):
        raise ValueError("The value holds more than one phone number, or a range of them. Send each number as its own.")
    return PhoneNumber(_in_e164(line.replace("/", " "), region), extension)


def several_phones(text: str, region: str) -> tuple[str, ...]:
    """Return the numbers that the text lists, each as it is written; the whole text if it is not a list of whole numbers."""
    parts = [part.strip() for part in _BETWEEN_NUMBERS.split(text) if part.strip()]
    if not 1 < len(parts) <= _MOST_OF_A_LIST or any(
        _digits(part) < _SHORTEST_OF_SEVERAL or not _is_phone(part, region) for part in parts
    ):
        return (text,)
    return tuple(parts)


def _divided(text: str) -> tuple[str, str | None]:
    """Return the number and the extension behind it."""
    bare = _IN_BRACKETS.sub(r" \1", text).removesuffix("#")
    before = bare.rstrip("0123456789")
    extension = bare[len(before) :]
    if not 1 <= len(extension) <= _LONGEST_EXTENSION:
        return text, None
    before = before.rstrip(" .:")
    folded = before.casefold()
    mark = next((mark for mark in _MARKS if folded.endswith(mark)), None)
    if mark is None:
        return text, None
    return before[: -len(mark)].rstrip(" ,;."), extension


def _is_phone(text: str, region: str) -> bool:
    try:
        read_phone(text, region)
    except ValueError:
        return False
    return True


def _digits(text: str) -> int:
    return sum(character.isdigit() for character in text)


# An import reads a number when it reads its cell, and again when it checks the contact.
@lru_cache(maxsize=64)
def _in_e164(line: str, region: str) -> str:
    """Return the number in E.164. A zero in brackets is dialled within the country only, and is no part of the number."""
    import phonenumbers

    possible: list[phonenumbers.PhoneNumber] = []
    for written in _ways_to_write(line):
        try:
            parsed = phonenumbers.parse(written, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(parsed):
            return _formatted(parsed)
        # A number without its area code is possible within its area only.
        if phonenumbers.is_possible_number_with_reason(parsed) == phonenumbers.ValidationResult.IS_POSSIBLE:
            possible.append(parsed)
    if not possible:
        raise ValueError(f"{_INVALID} Write it with its area code, and with its country code if it is from abroad.")
    return _formatted(possible[-1])


def _ways_to_write(line: str) -> Iterator[str]:
    yield line
    if _TRUNK_ZERO.search(line):
        yield _TRUNK_ZERO.sub("", line)


def _formatted(number: "PhoneNumberParts") -> str:
    import phonenumbers

    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
