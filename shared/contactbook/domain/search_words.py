"""The words under which a contact is found (S2.14)."""

import re

from contactbook.domain.contacts import Contact, ContactFields
from contactbook.domain.text import fold, fold_identifier

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 60
_MOST_WORDS = 120


def words_of(contact: Contact) -> frozenset[str]:
    """Every word of the name, every email, phone and identifier, folded: accents, case and alphabet do not stop a find."""
    words = {word for text in _names(contact) for word in name_words(text)}
    words |= {email_word(email.address) for email in contact.emails}
    for phone in contact.phones:
        words |= phone_words(phone.number)
    words |= {identifier for identifier in map(fold_identifier, _identifiers(contact)) if identifier}
    return frozenset(sorted(word[:_LONGEST] for word in words if len(word) >= 2)[:_MOST_WORDS])


def name_words(text: str) -> set[str]:
    """The words of a name in Latin letters, lower case, without accents."""
    # Imported here: the table of letters is loaded only where a name is searched or indexed.
    from anyascii import anyascii

    return set(_WORD.findall(anyascii(fold(text)).casefold()))


def email_word(address: str) -> str:
    """An email address as a word."""
    return fold(address)


def phone_words(number: str) -> set[str]:
    """A number in E.164 as words: with its country code, and by its last digits as people dial them."""
    digits = "".join(character for character in number if character.isdigit())
    return {digits} | {digits[cut:] for cut in (1, 2, 3) if len(digits) - cut >= 7}


def query_words(text: str) -> list[str]:
    """The words of a search: an email or a number stays whole, a name falls into its words."""
    folded = fold(text)
    if "@" in folded:
        return [folded.replace(" ", "")]
    digits = "".join(character for character in folded if character.isdigit())
    if digits and not any(character.isalpha() for character in folded):
        return [digits.removeprefix("00")]
    return sorted(name_words(text), key=len, reverse=True)


def _names(fields: ContactFields) -> list[str]:
    names = (fields.first_name, fields.middle_name, fields.last_name, fields.full_name, fields.company_name)
    return [name for name in names if name]


def _identifiers(contact: Contact) -> list[str]:
    identifiers = contact.identifiers
    documents = [document.number for document in (identifiers.id_card, identifiers.passport) if document]
    numbers = (
        identifiers.social_security_number,
        identifiers.vat_number,
        identifiers.registration_number,
        identifiers.tax_number,
    )
    return [*documents, *(number for number in numbers if number)]
