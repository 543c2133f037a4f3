"""The words and facets under which a contact is found (S2.14). They come from the contact alone, so they can be rebuilt.

Words of names lie apart from values: emails, phones and identifiers. A value finds duplicates as well.
"""

from contactbook.domain.base.comparable import comparable_email
from contactbook.domain.base.text import fold, fold_identifier
from contactbook.domain.base.transliteration import latin_words, sounded
from contactbook.domain.base.values import Value
from contactbook.domain.contacts.life_cycle import stage
from contactbook.domain.contacts.record import ConsentState, Contact, ContactFields, ContactKind, Stage

# Letters of a stored word.
SHORTEST, LONGEST = 2, 60
_MOST_WORDS = 400
# The filter whose rows are those of the addresses, which find duplicates as well.
BY_ADDRESS = "country"


class Facet(Value):
    """One value of a filter that has rows of its own, such as tag = vip."""

    name: str
    value: str


# Under it lie the contacts with a credit limit above the maximum of their KYC standing (S2.72). No caller filters by it.
ABOVE_MAXIMUM = Facet(name="above_maximum", value="yes")


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
    return SearchTerms(names=name_words(contact), values=frozenset(value_words(contact)), facets=facets)


def words_of(contact: Contact) -> frozenset[str]:
    """Return every word of the names, every email, phone and identifier, without accents, case and alphabet.

    Returns nothing once the contact's erasure has begun (S2.141).
    """
    if contact.erasure:
        return frozenset()
    international = {word[:LONGEST] for phone in contact.phones for word in phone_words(phone.number)}
    return name_words(contact) | frozenset(value_words(contact)) | international


def name_words(contact: Contact) -> frozenset[str]:
    """Return the words of the names, as they are spelled and as they sound."""
    words = {spelling for text in names_of(contact) for word in latin_words(text) for spelling in (word, sounded(word))}
    return frozenset(sorted(word[:LONGEST] for word in words if len(word) >= SHORTEST)[:_MOST_WORDS])


def value_words(contact: Contact) -> tuple[str, ...]:
    """Return the emails, the phones without their country codes, and the identifiers."""
    words = [*map(fold_identifier, identifiers_of(contact))]
    words += [email_word(email.address) for email in contact.emails]
    words += [national_number(phone.number) for phone in contact.phones]
    return tuple(dict.fromkeys(word[:LONGEST] for word in words if word))[:_MOST_WORDS]


def facets_of(contact: Contact) -> frozenset[Facet]:
    """Return the filter values for which the contact has rows of its own.

    Only values that few of a tenant's contacts have get rows. A lead without consent, as most contacts are, gets none for
    either.
    """
    if contact.erasure:
        return frozenset()
    facets = [
        *(("tag", tag) for tag in contact.tags),
        *(("category", category) for category in contact.categories),
        *(("country", address.country) for address in contact.addresses if address.active),
    ]
    if contact.owned_by_group:
        facets.append(("owned_by_group", contact.owned_by_group))
    if contact.kyc:
        facets += [("kyc_profile", contact.kyc.profile), ("kyc_state", contact.kyc.state.value)]
    if contact.above_maximum:
        facets.append((ABOVE_MAXIMUM.name, ABOVE_MAXIMUM.value))
    if contact.consent.state is not ConsentState.PENDING:
        facets.append(("consent_state", contact.consent.state.value))
    if stage(contact) is not Stage.LEAD:
        facets.append(("stage", stage(contact).value))
    if contact.kind is ContactKind.COMPANY:
        facets.append(("kind", contact.kind.value))
    return frozenset(Facet(name=name, value=fold(value)) for name, value in facets)


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
