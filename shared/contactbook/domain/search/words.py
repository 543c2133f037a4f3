"""The words under which a contact is found (S2.14). They come from the contact alone, so they can be rebuilt.

Words of names lie apart from values: emails, phones and identifiers. A value finds duplicates as well. The filters that have rows
are in `facets.py`.
"""

from collections.abc import Iterator

from contactbook.domain.base.comparable import comparable_email
from contactbook.domain.base.text import fold_identifier
from contactbook.domain.base.transliteration import joined_words, latin_words, sounded, unspelled_words
from contactbook.domain.base.values import Value
from contactbook.domain.contacts.names import LEGAL_FORMS
from contactbook.domain.contacts.record import Contact, ContactFields
from contactbook.domain.search.facets import BY_ADDRESS, Facet, facets_of

# Letters of a stored word.
SHORTEST, LONGEST = 2, 60
_MOST_WORDS = 400
# Begins the domain of an email, and the digits of a phone from the last to the first.
DOMAIN, LAST_DIGITS = "@", "~"


class SearchTerms(Value):
    """Everything under which one contact is found."""

    names: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()
    facets: frozenset[Facet] = frozenset()


def terms_of(contact: Contact) -> SearchTerms:
    """Return everything under which the contact is found; nothing once its erasure has begun (S2.141)."""
    if contact.erasure:
        return SearchTerms()
    facets = frozenset(facet for facet in facets_of(contact) if facet.name != BY_ADDRESS)
    return SearchTerms(names=looked_up_words(contact), values=frozenset(looked_up_values(contact)), facets=facets)


def words_of(contact: Contact) -> frozenset[str]:
    """Return every word of the names, every email, phone and identifier, without accents, case and alphabet.

    A word of one letter is among them, as in John F. Kennedy. Returns nothing once the contact's erasure has begun (S2.141).
    """
    if contact.erasure:
        return frozenset()
    international = {word[:LONGEST] for phone in contact.phones for word in phone_words(phone.number)}
    single = {word for text in names_of(contact) for word in latin_words(text) if len(word) < SHORTEST}
    joined = {word[:LONGEST] for text in names_of(contact) for word in joined_words(text)}
    return looked_up_words(contact) | frozenset(looked_up_values(contact)) | international | single | joined


def looked_up_words(contact: Contact) -> frozenset[str]:
    """Return the words of the names, and how its emails and phones end: everything that lies among the words of names."""
    return name_words(contact) | ending_words(contact)


def looked_up_values(contact: Contact) -> tuple[str, ...]:
    """Return the emails, the phones without their country codes, the identifiers, and the ids in other systems."""
    led = (one for ids in contact.led_external_ids.values() for one in ids)
    words = (fold_identifier(one)[:LONGEST] for one in (*contact.external_ids.values(), *led))
    return tuple(dict.fromkeys((*value_words(contact), *filter(None, words))))


def name_words(contact: Contact) -> frozenset[str]:
    """Return the words of the names, as they are spelled and as they sound.

    What is written with an apostrophe, hyphens or dots counts in its parts and as one word. A letter counts if it stands alone.
    """
    names = names_of(contact)
    words = {spelling for text in names for word in latin_words(text) for spelling in (word, sounded(word))}
    kept = sorted(word[:LONGEST] for word in words if len(word) >= SHORTEST)[:_MOST_WORDS]
    further = sorted({word for text in names for word in _further_words(text)} - set(kept))[:_MOST_WORDS]
    single = {word for text in names for word in joined_words(text) if len(word) < SHORTEST}
    return frozenset((*kept, *further, *single) if kept or further else (word for word in words if word))


def _further_words(text: str) -> Iterator[str]:
    parts = set(latin_words(text))
    for word in joined_words(text):
        # Most companies have a legal form, so it finds nobody alone.
        if word not in parts and word not in LEGAL_FORMS:
            # One row will do, as the search asks for the sound of a word too.
            yield (sounded(word) if len(sounded(word)) >= SHORTEST else word)[:LONGEST]
    yield from (word[:LONGEST] for word in unspelled_words(text))


def ending_words(contact: Contact) -> frozenset[str]:
    """Return how the emails and phones end: each domain, and the digits of each national number from the last to the first."""
    domains = (comparable_email(email.address).rpartition("@")[2] for email in contact.emails)
    numbers = (national_number(phone.number)[::-1] for phone in contact.phones)
    found = [*(DOMAIN + domain for domain in domains if domain), *(LAST_DIGITS + number for number in numbers if number)]
    return frozenset(word[:LONGEST] for word in found)


def value_words(contact: Contact) -> tuple[str, ...]:
    """Return the emails, the phones without their country codes, and the identifiers."""
    words = [*map(fold_identifier, identifiers_of(contact))]
    words += [email_word(email.address) for email in contact.emails]
    words += [national_number(phone.number) for phone in contact.phones]
    return tuple(dict.fromkeys(word[:LONGEST] for word in words if word))[:_MOST_WORDS]


def email_word(address: str) -> str:
    """Return the email address as a word, the same for every way to write it."""
    return comparable_email(address).replace(" ", "")


def word_of_address(address: str) -> str:
    """Return the word under which an email address or a phone in E.164 is stored."""
    return (email_word(address) if "@" in address else national_number(address))[:LONGEST]


def phone_words(number: str) -> set[str]:
    """Return a number in E.164 as words: with its country code, and as dialled at home without the trunk prefix."""
    return {_digits(number), national_number(number)}


def national_number(number: str) -> str:
    """Return a number in E.164 as dialled at home without the trunk prefix."""
    # Imported here because only the search for phones needs it.
    import phonenumbers

    try:
        return str(phonenumbers.national_significant_number(phonenumbers.parse(number, None)))
    except phonenumbers.NumberParseException:
        return _digits(number)


def without_calling_code(digits: str) -> str | None:
    """Return the digits that follow a country's calling code, or None if no whole calling code begins the digits."""
    if not (digits.isascii() and digits.isdecimal()):
        return None
    import phonenumbers

    codes = (
        length
        for length in (1, 2, 3)
        if len(digits) >= length and int(digits[:length]) in phonenumbers.COUNTRY_CODE_TO_REGION_CODE
    )
    length = next(codes, None)
    return None if length is None else digits[length:]


def _digits(number: str) -> str:
    return "".join(character for character in number if character.isdigit())


def names_of(fields: ContactFields) -> list[str]:
    """Return every name of a contact."""
    names = (fields.first_name, fields.middle_name, fields.last_name, fields.full_name, fields.company_name)
    return [name for name in names if name]


def identifiers_of(contact: Contact) -> list[str]:
    """Return every identifier of a contact."""
    identifiers = contact.identifiers
    documents = [document.number for document in (identifiers.id_card, identifiers.passport) if document]
    numbers = (
        identifiers.social_security_number,
        identifiers.vat_number,
        identifiers.registration_number,
        identifiers.tax_number,
    )
    return [*documents, *(number for number in numbers if number)]
