"""The query of a search, and whether a contact matches it (S2.14).

The text of a search has several readings: words of a name, an identifier, a phone number with or without its zeros. A reading
is a list of words that must all match. A word matches if one of its spellings begins a word of the contact.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contactbook.domain.base.text import fold, fold_identifier
from contactbook.domain.base.transliteration import latin_words, sounded
from contactbook.domain.base.values import Moment, Value
from contactbook.domain.contacts.kyc_record import KycState
from contactbook.domain.contacts.life_cycle import life_cycle_state, stage
from contactbook.domain.contacts.record import ConsentState, Contact, ContactKind, LifeCycleState, Stage
from contactbook.domain.search.words import (
    LONGEST,
    SHORTEST,
    Facet,
    email_word,
    facets_of,
    name_words,
    value_words,
    without_calling_code,
    words_of,
)

# The spellings of one word: any of them may match.
Spellings = tuple[str, ...]
# Words that must all match.
Reading = tuple[Spellings, ...]
# Filters with rows of their own, those that are likely the most selective first.
FACETS = ("tag", "kyc_state", "kyc_profile", "category", "owned_by_group", "consent_state", "country", "stage", "kind")


class Filters(Value):
    """The filters of a search. A contact must match all that are given."""

    kind: ContactKind | None = None
    life_cycle_state: LifeCycleState | None = None
    stage: Stage | None = None
    category: str | None = None
    tag: str | None = None
    list_id: str | None = None
    owned_by_group: str | None = None
    kyc_profile: str | None = None
    kyc_state: KycState | None = None
    consent_state: ConsentState | None = None
    country: str | None = None
    updated_since: Moment | None = None
    # `system:id`.
    external_id: str | None = None

    def is_only_about_names(self) -> bool:
        """True if the answer reveals nothing but names. A caller who may select but not view a contact may ask no more (S3.15)."""
        return self == Filters(kind=self.kind)


@dataclass(frozen=True)
class Lookup:
    """One way to find candidates: the names or values that begin with `prefix`, for one reading of the text."""

    reading: Reading
    prefix: str
    in_values: bool


def readings_of(text: str) -> tuple[Reading, ...]:
    """Return the readings of a text, the likeliest first; empty if the text has no letter and no digit."""
    folded = fold(text)
    if "@" in folded:
        return (((email_word(folded)[:LONGEST],),),)
    compact = fold_identifier(text)
    digits = "".join(character for character in compact if character.isdigit())
    words: Reading = tuple(_spellings(word) for word in dict.fromkeys(latin_words(text)))
    if not compact:
        return ()
    if not words:
        # Letters without a Latin spelling, such as U+02BB, make no word of a name. An identifier may hold them.
        return (((compact[:LONGEST],),),) if len(compact) >= SHORTEST else ()
    if digits == compact:
        bare = digits.lstrip("0")
        return tuple(((number[:LONGEST],),) for number in dict.fromkeys((digits, bare)) if number)
    whole: Reading = ((compact[:LONGEST],),)
    if digits:
        return (whole,) if words == whole else (whole, words)
    # The beginning of an email: `eleni.georg`.
    start: Reading = ((email_word(folded)[:LONGEST],),)
    return (words, start) if len(words) > 1 and " " not in folded else (words,)


def is_international(text: str) -> bool:
    """True if a text is written as a phone number with its country code."""
    return text.strip().startswith(("+", "00"))


def lookups_of(readings: tuple[Reading, ...], *, international: bool = False) -> tuple[Lookup, ...]:
    """Return the prefixes to look up, in order: the longest word of each reading, among names and among values.

    Phones are stored without country codes, which is where an `international` number is looked up first.
    """
    lookups: list[Lookup] = []
    for reading in readings:
        longest = max(reading, key=lambda spellings: min(map(len, spellings)))
        if longest[0].isalpha():
            lookups += [*_among_names(reading, longest), *_among_values(reading, longest[:1])]
        else:
            lookups += [*_among_values(reading, longest[:1]), *_among_names(reading, longest)]
    if international:
        lookups.sort(key=lambda lookup: lookup.prefix != without_calling_code(lookup.reading[0][0].lstrip("0")))
    return tuple(dict.fromkeys(lookups))


def _among_names(reading: Reading, prefixes: Iterable[str]) -> Iterator[Lookup]:
    """Yield lookups for prefixes that a word of a name can have."""
    return (Lookup(reading, prefix, in_values=False) for prefix in prefixes if prefix.isalnum())


def _among_values(reading: Reading, prefixes: Iterable[str]) -> Iterator[Lookup]:
    """Yield lookups for each prefix, and without the calling code for one that may be an international number."""
    for prefix in prefixes:
        yield Lookup(reading, prefix, in_values=True)
        national = without_calling_code(prefix)
        if national is not None:
            yield Lookup(reading, national, in_values=True)


def first_lookup(contact: Contact, lookups: tuple[Lookup, ...]) -> tuple[int, str] | None:
    """Return the first lookup that finds the contact, with the first of its words there; None if no lookup does.

    A contact is listed at this one place only. So pages repeat no contact, although several of its words match.
    """
    if contact.erasure:
        return None
    words, names, values = sorted(words_of(contact)), sorted(name_words(contact)), sorted(value_words(contact))
    for place, lookup in enumerate(lookups):
        found = next((word for word in (values if lookup.in_values else names) if word.startswith(lookup.prefix)), None)
        if found is not None and fits_reading(words, lookup.reading):
            return place, found
    return None


def fits_reading(words: list[str], reading: Reading) -> bool:
    """True if every word of the reading begins one of the contact's words."""
    return all(any(word.startswith(spelling) for spelling in spellings for word in words) for spellings in reading)


def fits(contact: Contact, filters: Filters) -> bool:
    """True if the contact matches every filter that is given."""
    facets = facets_of(contact)
    return (
        filters.kind in (None, contact.kind)
        and filters.life_cycle_state in (None, life_cycle_state(contact))
        and filters.stage in (None, stage(contact))
        and filters.consent_state in (None, contact.consent.state)
        and (filters.list_id is None or filters.list_id in contact.list_ids)
        and (filters.updated_since is None or contact.updated_at >= filters.updated_since)
        and (filters.external_id is None or _has_external_id(contact, filters.external_id))
        and all(Facet(name=name, value=fold(value)) in facets for name, value in _facet_texts(filters))
    )


def _has_external_id(contact: Contact, wanted: str) -> bool:
    """True if the contact has this id, or if the id led to a contact that was merged into it. `wanted` is `system:id`."""
    system, _, external_id = wanted.partition(":")
    return external_id in (contact.external_ids.get(system), *contact.led_external_ids.get(system, ()))


def facets_to_read(filters: Filters) -> list[Facet]:
    """Return the filters that have rows, those that are likely the most selective first."""
    values = dict(_every_facet(filters))
    return [Facet(name=name, value=fold(values[name])) for name in FACETS if name in values]


def _facet_texts(filters: Filters) -> Iterator[tuple[str, str]]:
    for name in ("tag", "kyc_state", "kyc_profile", "category", "owned_by_group", "country"):
        value = getattr(filters, name)
        if value is not None:
            yield name, str(value)


def _every_facet(filters: Filters) -> Iterator[tuple[str, str]]:
    yield from _facet_texts(filters)
    if filters.consent_state not in (None, ConsentState.PENDING):
        yield "consent_state", str(filters.consent_state)
    if filters.stage not in (None, Stage.LEAD):
        yield "stage", str(filters.stage)
    elif filters.life_cycle_state is LifeCycleState.FINANCIAL:
        # A contact is a customer exactly while it has an open account.
        yield "stage", Stage.CUSTOMER.value
    if filters.kind is ContactKind.COMPANY:
        yield "kind", filters.kind.value


def _spellings(word: str) -> Spellings:
    sound = sounded(word)
    # A sound of one letter (`zzz` becomes `z`) would find every word that begins with it.
    return tuple(dict.fromkeys((word[:LONGEST], sound[:LONGEST]) if len(sound) >= SHORTEST else (word[:LONGEST],)))
