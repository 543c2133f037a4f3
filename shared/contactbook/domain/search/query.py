"""The query of a search, and whether a contact matches it (S2.14).

The text of a search has several readings: words of a name, an identifier, a phone number with or without its zeros. A reading
is a list of words that must all match. A word matches if one of its spellings begins a word of the contact.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from contactbook.domain.base.text import fold, fold_identifier
from contactbook.domain.base.transliteration import latin_words, sounded
from contactbook.domain.base.values import Moment, Value
from contactbook.domain.contacts.life_cycle import life_cycle_state, stage
from contactbook.domain.contacts.record import ConsentState, Contact, ContactKind, KycState, LifeCycleState, Stage
from contactbook.domain.search.words import LONGEST, SHORTEST, Facet, email_word, facets_of, updated_word, words_of

# The spellings of one word: any of them may match.
Spellings = tuple[str, ...]
# Words that must all match.
Reading = tuple[Spellings, ...]
# Filters with rows of their own, the most selective first. A search reads the rows of the first filter it has.
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

    def is_only_about_names(self) -> bool:
        """True if the answer reveals nothing but names. A caller who may select but not view a contact may ask no more (S3.15)."""
        return self == Filters(kind=self.kind)


@dataclass(frozen=True)
class Lookup:
    """One way to find candidates: the words that begin with `prefix`, for one reading of the text."""

    reading: Reading
    prefix: str


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


def lookups_of(readings: tuple[Reading, ...]) -> tuple[Lookup, ...]:
    """Return the prefixes to look up, in order: the longest word of each reading, in each of its spellings."""
    lookups: list[Lookup] = []
    for reading in readings:
        longest = max(reading, key=lambda spellings: min(map(len, spellings)))
        lookups += [Lookup(reading, prefix) for prefix in longest]
    return tuple(lookups)


def first_lookup(contact: Contact, lookups: tuple[Lookup, ...]) -> tuple[int, str] | None:
    """Return the first lookup that finds the contact, with the first of its words there; None if no lookup does.

    A contact is listed at this one place only. So pages repeat no contact, although several of its words match.
    """
    words = sorted(words_of(contact))
    for place, lookup in enumerate(lookups):
        found = next((word for word in words if word.startswith(lookup.prefix)), None)
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
        and all(Facet(name=name, value=fold(value)) in facets for name, value in _facet_texts(filters))
    )


def facet_to_read(filters: Filters) -> Facet | None:
    """Return the filter whose rows are read: the most selective of those that have rows."""
    values = dict(_every_facet(filters))
    return next((Facet(name=name, value=fold(values[name])) for name in FACETS if name in values), None)


def updated_from(filters: Filters) -> str | None:
    """Return the time from which last changes are read, as a word."""
    return updated_word(filters.updated_since) if filters.updated_since else None


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
