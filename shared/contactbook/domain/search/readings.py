"""What the text of a search can mean, and whether a contact matches it (S2.14).

The text has several readings: words of a name, an identifier, a phone number with or without its zeros, how one ends, the domain of an
email. A reading is a list of words that must all match. A word matches if one of its spellings begins a word of the contact.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contactbook.domain.base.comparable import comparable_domain
from contactbook.domain.base.text import fold, fold_identifier
from contactbook.domain.base.transliteration import joined_words, latin_words, sounded, unspelled_words
from contactbook.domain.contacts.record import Contact
from contactbook.domain.search.words import (
    DOMAIN,
    LAST_DIGITS,
    LONGEST,
    SHORTEST,
    email_word,
    looked_up_values,
    looked_up_words,
    without_calling_code,
    words_of,
)

# The spellings of one word: any of them may match.
Spellings = tuple[str, ...]
# Words that must all match.
Reading = tuple[Spellings, ...]
# Fewer digits are no end of a phone: they end too many.
_FEWEST_LAST_DIGITS = 3
# Words of a text that are asked for. More tell nobody apart.
_MOST_WORDS = 20


@dataclass(frozen=True)
class Lookup:
    """One way to find candidates: the names or values that begin with `prefix`, for one reading of the text."""

    reading: Reading
    prefix: str
    in_values: bool


def readings_of(text: str) -> tuple[Reading, ...]:
    """Return the readings of a text, the likeliest first; empty if the text has no letter and no digit."""
    compact = fold_identifier(text)
    if not compact:
        return ()
    readings = _of_address(text) if "@" in fold(text) else tuple(_of_words(text, compact))
    return tuple(dict.fromkeys(reading[:_MOST_WORDS] for reading in readings if reading))


def _of_address(text: str) -> tuple[Reading, ...]:
    """Return the text as an email, or as the domain of one; beside other words as well."""
    address: Reading = ((email_word(text)[:LONGEST],),)
    parts = fold(text).split()
    if len(parts) == 1:
        return (address,)
    others = _spelled(word for part in parts if "@" not in part for word in _words(part))
    return address, (*others, *((email_word(part)[:LONGEST],) for part in parts if "@" in part))


def _of_words(text: str, compact: str) -> Iterator[Reading]:
    words, joined = _spelled(_words(text)), _spelled(_words(text, joined=True))
    digits = "".join(character for character in compact if character.isdigit())
    if not words:
        # Letters without a Latin spelling, such as U+02BB, make no word of a name. An identifier may hold them.
        if len(compact) >= SHORTEST:
            yield ((compact[:LONGEST],),)
    elif digits == compact:
        yield ((digits[:LONGEST],),)
        if bare := digits.lstrip("0"):
            yield ((bare[:LONGEST],),)
        if not is_international(text):
            yield tuple((end,) for end in _last_digits(digits))
    elif digits:
        yield from (((compact[:LONGEST],),), words, joined)
    else:
        yield from (words, joined)
    folded = fold(text)
    if not digits and " " not in folded and len(words) > 1:
        # The beginning of an email: `eleni.georg`.
        yield ((email_word(folded)[:LONGEST],),)
    if digits != compact and " " not in folded and "." in folded.strip("."):
        yield ((f"{DOMAIN}{comparable_domain(folded)}"[:LONGEST],),)


def _words(text: str, *, joined: bool = False) -> Iterator[str]:
    """Yield the words of a text: what is joined by an apostrophe, hyphens or dots in its parts, or `joined` as one."""
    for part in text.split():
        yield from unspelled_words(part) or (joined_words(part) if joined else latin_words(part))


def is_international(text: str) -> bool:
    """True if a text is written as a phone number with its country code."""
    return text.strip().startswith(("+", "00"))


def lookups_of(readings: tuple[Reading, ...], *, international: bool = False, place: int = 0) -> tuple[Lookup, ...]:
    """Return the prefixes to look up, in order: the longest word of each reading, among names and among values.

    `place` takes the second longest (1) and so on: any of the words finds everyone who has them all.

    A reading of single letters counts only if there is no other. Phones are stored without country codes, which is where an
    `international` number is looked up first.
    """
    ordered = {reading: sorted(reading, key=lambda spellings: -min(map(len, spellings))) for reading in readings}
    telling = [reading for reading in readings if len(ordered[reading][0][0]) >= SHORTEST] or readings
    lookups: list[Lookup] = []
    for reading in telling:
        word = ordered[reading][min(place, len(reading) - 1)]
        if word[0].isalpha():
            lookups += [*_among_names(reading, word), *_among_values(reading, word[:1])]
        else:
            lookups += [*_among_values(reading, word[:1]), *_among_names(reading, word)]
    if international:
        lookups.sort(key=lambda lookup: lookup.prefix != without_calling_code(lookup.reading[0][0].lstrip("0")))
    return tuple(dict.fromkeys(lookups))


def _among_names(reading: Reading, prefixes: Iterable[str]) -> Iterator[Lookup]:
    """Yield lookups for prefixes that a word of a name can have, and for how emails and phones end."""
    return (Lookup(reading, prefix, in_values=False) for prefix in prefixes if prefix.isalnum() or _is_ending(prefix))


def _among_values(reading: Reading, prefixes: Iterable[str]) -> Iterator[Lookup]:
    """Yield lookups for each prefix, and without the calling code for one that may be an international number."""
    for prefix in prefixes:
        if _is_ending(prefix):
            continue
        yield Lookup(reading, prefix, in_values=True)
        national = without_calling_code(prefix)
        if national:
            yield Lookup(reading, national, in_values=True)


def _is_ending(prefix: str) -> bool:
    return prefix.startswith((DOMAIN, LAST_DIGITS))


def first_lookup(contact: Contact, lookups: tuple[Lookup, ...]) -> tuple[int, str] | None:
    """Return the first lookup that finds the contact, with the first of its words there; None if no lookup does.

    A contact is listed at this one place only. So pages repeat no contact, although several of its words match.
    """
    return next(places_of(contact, lookups), None)


def places_of(contact: Contact, lookups: tuple[Lookup, ...]) -> Iterator[tuple[int, str]]:
    """Yield every place at which the lookups find the contact: the number of the lookup, and a word."""
    if contact.erasure:
        return
    words, names, values = sorted(words_of(contact)), sorted(looked_up_words(contact)), sorted(looked_up_values(contact))
    for place, lookup in enumerate(lookups):
        if fits_reading(words, lookup.reading):
            yield from ((place, word) for word in (values if lookup.in_values else names) if word.startswith(lookup.prefix))


def fits_reading(words: list[str], reading: Reading) -> bool:
    """True if every word of the reading begins one of the contact's words."""
    return all(any(word.startswith(spelling) for spelling in spellings for word in words) for spellings in reading)


def _spelled(words: Iterable[str]) -> Reading:
    return tuple(_spellings(word) for word in dict.fromkeys(words))


def _spellings(word: str) -> Spellings:
    sound = sounded(word)
    # A sound of one letter (`zzz` becomes `z`) would find every word that begins with it.
    spelled = (word[:LONGEST], sound[:LONGEST]) if len(sound) >= SHORTEST else (word[:LONGEST],)
    return tuple(dict.fromkeys((*spelled, *_last_digits(word))))


def _last_digits(word: str) -> tuple[str, ...]:
    """Return a number as the end of a phone, if it has enough digits."""
    return (f"{LAST_DIGITS}{word[::-1]}"[:LONGEST],) if word.isdecimal() and len(word) >= _FEWEST_LAST_DIGITS else ()
