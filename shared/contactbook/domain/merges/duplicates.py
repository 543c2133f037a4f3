"""Which contacts are likely the same: the keys that find them, and the score of a pair (S1.22).

Two contacts are compared only if they share a key. The key of a name ignores its spelling; a contact with a date of birth has
none, because a name alone makes nobody likely the same. A date of birth with initials ignores typing errors in the name. The score
depends on the fields that agree.
"""

from collections.abc import Iterator, Sequence
from itertools import product

from contactbook.domain.base.comparable import comparable_email
from contactbook.domain.base.text import fold, fold_identifier
from contactbook.domain.base.values import Draft, Value
from contactbook.domain.contacts.details import Address, Identifiers, IdentityDocument
from contactbook.domain.contacts.record import Contact
from contactbook.domain.merges.names import former_words, name_words, words_apart
from contactbook.domain.search.words import value_words

MOST_KEYS = 40
# The families of keys, those that fewest contacts share first.
FAMILIES = ("value", "birth", "place", "name")
# A key: the kind of contact, the family, and what contacts share. A place begins with its country.
DuplicateKey = tuple[str, ...]
# Pairs with a lower score are returned only on request.
LEAST_SCORE = 0.5
_WEIGHTS = {"emails": 0.6, "phones": 0.5, "name": 0.4, "similar_name": 0.35, "date_of_birth": 0.3, "addresses": 0.25}
_IDENTIFIER = 0.9
# Factors that lower the score: different dates of birth, different numbers of the same kind.
_OTHER_BIRTH, _OTHER_NUMBER = 0.6, 0.5
_VOWELS = frozenset("aeiou")
_WITHOUT_VOWELS = str.maketrans(dict.fromkeys("aeiou"))


class Duplicate(Value):
    """A contact that is likely the same; `fields` are the fields that agree."""

    contact_id: str
    display_name: str
    score: float
    fields: tuple[str, ...]


class DuplicatePair(Value):
    """Two contacts that are likely the same."""

    contact_id: str
    duplicate_id: str
    display_name: str
    duplicate_display_name: str
    score: float
    fields: tuple[str, ...]


class NotDuplicateDraft(Draft):
    """A request to mark a contact as a different one."""

    contact_id: str


class NotDuplicateView(Value):
    """Two contacts that are marked as different; `version` is that of the first."""

    contact_id: str
    not_duplicate_id: str
    version: int


class Likeness(Value):
    """The score of two contacts, and the fields that agree."""

    score: float
    fields: tuple[str, ...]


def duplicate_keys(contact: Contact) -> tuple[DuplicateKey, ...]:
    """Return the keys that the contact shares with its likely duplicates; none once its erasure has begun (S2.141)."""
    return _keys_of(contact, name_words(contact))


def former_keys(contact: Contact) -> tuple[DuplicateKey, ...]:
    """Return the keys of the contact that a version before this one stored, and this one does not."""
    return tuple(key for key in _keys_of(contact, former_words(contact)) if key not in duplicate_keys(contact))


def _keys_of(contact: Contact, words: list[str]) -> tuple[DuplicateKey, ...]:
    if contact.erasure is not None:
        return ()
    return tuple(dict.fromkeys(_keys(contact, words)))[:MOST_KEYS]


def _keys(contact: Contact, words: list[str]) -> Iterator[DuplicateKey]:
    kind = contact.kind.value
    for word in value_words(contact):
        yield (kind, "value", word)
    initials = _initials(words)
    if contact.date_of_birth and words:
        yield (kind, "birth", contact.date_of_birth.isoformat(), initials)
    for address in contact.addresses:
        country, place = _place(address)
        yield (kind, "place", fold(country), initials, place)
    if words and not contact.date_of_birth:
        yield (kind, "name", _skeleton(words))


def likeness(one: Contact, other: Contact) -> Likeness:
    """Return how likely two contacts are the same, from 0 to 1."""
    if one.kind is not other.kind:
        return Likeness(score=0.0, fields=())
    agreeing = {field: _WEIGHTS[field] for field in _agreeing(one, other)}
    numbers, others = _numbers(one.identifiers), _numbers(other.identifiers)
    agreeing |= {f"identifiers.{name}": _IDENTIFIER for name in numbers if numbers[name] == others.get(name)}
    doubt = 1.0
    for weight in agreeing.values():
        doubt *= 1 - weight
    score = 1 - doubt
    if one.date_of_birth and other.date_of_birth and one.date_of_birth != other.date_of_birth:
        score *= _OTHER_BIRTH
    if any(name in others and others[name] != number for name, number in numbers.items()):
        score *= _OTHER_NUMBER
    return Likeness(score=round(score, 2), fields=tuple(sorted(agreeing)))


def _agreeing(one: Contact, other: Contact) -> Iterator[str]:
    if {comparable_email(email.address) for email in one.emails} & {comparable_email(email.address) for email in other.emails}:
        yield "emails"
    if {phone.number for phone in one.phones} & {phone.number for phone in other.phones}:
        yield "phones"
    names = name_words(one), name_words(other)
    if names[0] and sorted(names[0]) == sorted(names[1]):
        yield "name"
    elif _are_similar(*names) or _are_similar(words_apart(one), words_apart(other)):
        yield "similar_name"
    if one.date_of_birth and one.date_of_birth == other.date_of_birth:
        yield "date_of_birth"
    if {_place(address) for address in one.addresses} & {_place(address) for address in other.addresses}:
        yield "addresses"


def _numbers(identifiers: Identifiers) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in Identifiers.model_fields:
        value = getattr(identifiers, name)
        number = value.number if isinstance(value, IdentityDocument) else value
        if number and (folded := fold_identifier(number)):
            found[name] = folded
    return found


def _skeleton(words: Sequence[str]) -> str:
    """Return the sorted words of the name without vowels, which most spellings share."""
    return " ".join(sorted(word.translate(_WITHOUT_VOWELS) or word[:1] for word in words))


def _initials(words: Sequence[str]) -> str:
    """Return the first letters of the name, which seldom have typing errors. All vowels count as one."""
    return "".join(sorted("a" if word[0] in _VOWELS else word[0] for word in words))


def _place(address: Address) -> tuple[str, str]:
    return (address.country, fold_identifier(address.postal_code or f"{address.city or ''} {address.line_1}"))


def _are_similar(one: Sequence[str], other: Sequence[str]) -> bool:
    """True if every word of the shorter name is in the longer one, except for typing errors. One word alone is not enough."""
    shorter, longer = sorted((list(one), list(other)), key=len)
    if len(shorter) < 2 and len(longer) != len(shorter):
        return False
    for word in shorter:
        match = next((found for found in longer if _typing_errors(word, found) <= _allowed_errors(word)), None)
        if match is None:
            return False
        longer.remove(match)
    return bool(shorter)


def _allowed_errors(word: str) -> int:
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


def _typing_errors(one: str, other: str) -> int:
    """Return how many letters were added, left out, replaced, or swapped with the next one."""
    if abs(len(one) - len(other)) > 2:
        return 3
    rows = [
        [place + column if not (place and column) else 0 for column in range(len(other) + 1)] for place in range(len(one) + 1)
    ]
    for place, column in product(range(1, len(one) + 1), range(1, len(other) + 1)):
        differs = one[place - 1] != other[column - 1]
        best = min(rows[place - 1][column] + 1, rows[place][column - 1] + 1, rows[place - 1][column - 1] + differs)
        swapped = place > 1 and column > 1 and one[place - 1] == other[column - 2] and one[place - 2] == other[column - 1]
        rows[place][column] = min(best, rows[place - 2][column - 2] + 1) if swapped else best
    return rows[-1][-1]
