"""The words and facets under which a contact is found (S2.14). They come from the contact alone, so they can be rebuilt."""

from datetime import datetime

from contactbook.domain.base.text import fold, fold_identifier
from contactbook.domain.base.transliteration import latin_words, sounded
from contactbook.domain.base.values import Value
from contactbook.domain.contacts.life_cycle import stage
from contactbook.domain.contacts.record import ConsentState, Contact, ContactFields, ContactKind, Stage

# Letters of a stored word.
SHORTEST, LONGEST = 2, 60
_MOST_WORDS = 400


class Facet(Value):
    """One value of a filter that has rows of its own, such as tag = vip."""

    name: str
    value: str


class SearchTerms(Value):
    """Everything under which one contact is found."""

    words: frozenset[str] = frozenset()
    facets: frozenset[Facet] = frozenset()
    updated: str | None = None


def terms_of(contact: Contact) -> SearchTerms:
    """Return everything under which the contact is found; nothing once its erasure has begun (S2.141)."""
    if contact.erasure:
        return SearchTerms()
    return SearchTerms(words=words_of(contact), facets=facets_of(contact), updated=updated_word(contact.updated_at))


def words_of(contact: Contact) -> frozenset[str]:
    """Return every word of the names, every email, phone and identifier, without accents, case and alphabet.

    Returns nothing once the contact's erasure has begun (S2.141).
    """
    if contact.erasure:
        return frozenset()
    words = {spelling for text in names_of(contact) for word in latin_words(text) for spelling in (word, sounded(word))}
    words |= {email_word(email.address) for email in contact.emails}
    for phone in contact.phones:
        words |= phone_words(phone.number)
    words |= {identifier for identifier in map(fold_identifier, identifiers_of(contact)) if identifier}
    return frozenset(sorted(word[:LONGEST] for word in words if len(word) >= SHORTEST)[:_MOST_WORDS])


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
    if contact.consent.state is not ConsentState.PENDING:
        facets.append(("consent_state", contact.consent.state.value))
    if stage(contact) is not Stage.LEAD:
        facets.append(("stage", stage(contact).value))
    if contact.kind is ContactKind.COMPANY:
        facets.append(("kind", contact.kind.value))
    return frozenset(Facet(name=name, value=fold(value)) for name, value in facets)


def updated_word(moment: datetime) -> str:
    """Return the time as a word that sorts by time."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def email_word(address: str) -> str:
    """Return the email address as a word."""
    return fold(address).replace(" ", "")


def phone_words(number: str) -> set[str]:
    """Return a number in E.164 as words: with its country code, and as dialled at home without the trunk prefix."""
    # Imported here because only the indexing of phones needs it.
    import phonenumbers

    digits = "".join(character for character in number if character.isdigit())
    try:
        national = str(phonenumbers.national_significant_number(phonenumbers.parse(number, None)))
    except phonenumbers.NumberParseException:
        national = digits
    return {digits, national}


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
