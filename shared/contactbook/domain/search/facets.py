"""The values of filters for which a contact has rows of its own (S2.14). They come from the contact alone, so they can be rebuilt."""

from collections.abc import Iterator
from decimal import Decimal

from contactbook.domain.base.text import fold, fold_identifier
from contactbook.domain.base.transliteration import latin_words
from contactbook.domain.base.values import Value
from contactbook.domain.contacts.details import CustomValue
from contactbook.domain.contacts.life_cycle import is_past_customer, stage
from contactbook.domain.contacts.record import ConsentState, Contact, ContactKind, Stage

# The filter whose rows are those of the addresses, which find duplicates as well.
BY_ADDRESS = "country"
# Begins the name of a filter by a custom field.
CUSTOM = "custom."
# Letters of a value in a row. A longer one shares its rows with others that begin so.
_LONGEST = 60
# Up to here letters have one spelling in Latin: Latin, Greek, Cyrillic, Armenian.
_LAST_ALPHABETIC = "\u058f"


class Facet(Value):
    """One value of a filter that has rows of its own, such as tag = vip."""

    name: str
    value: str


# Under it lie the contacts with a credit limit above the maximum of their KYC standing (S2.72). No caller filters by it.
ABOVE_MAXIMUM = Facet(name="above_maximum", value="yes")


def facets_of(contact: Contact) -> frozenset[Facet]:
    """Return the filter values for which the contact has rows of its own.

    Only values that few of a tenant's contacts have get rows. A lead without consent, as most contacts are, gets none for
    either.
    """
    if contact.erasure:
        return frozenset()
    return frozenset(facet(name, value) for name, value in (*_stated(contact), *_filed(contact)) if value)


def facet(name: str, value: str) -> Facet:
    """Return a value of a filter as its rows hold it."""
    return Facet(name=name, value=fold(value)[:_LONGEST] if name.startswith(CUSTOM) or name == "city" else fold(value))


def comparable_city(city: str) -> str:
    """Return the form in which two cities are compared: accents, case, hyphens, and Greek or Latin letters make no difference.

    A city in another script is compared as it is written: several Chinese ones have one Latin spelling.
    """
    folded = fold(city)
    return (" ".join(latin_words(city)) if max(folded, default="") <= _LAST_ALPHABETIC else "") or folded


def comparable_postal_code(code: str) -> str:
    """Return the form in which two postal codes are compared: letters and digits only."""
    return fold_identifier(code)


def comparable_custom(value: CustomValue) -> str:
    """Return the form in which two values of a custom field are compared; empty for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return fold(value) if isinstance(value, str) else comparable_number(Decimal(str(value)))


def comparable_number(number: Decimal) -> str:
    """Return one spelling of a number: 5 for 5.0. Nothing for what is no number."""
    return format(number.normalize() + 0, "f") if number.is_finite() and abs(number.adjusted()) < _LONGEST else str(number)


def _stated(contact: Contact) -> Iterator[tuple[str, str]]:
    """Yield what the contact's own fields say."""
    yield from (("tag", tag) for tag in contact.tags)
    yield from (("category", category) for category in contact.categories)
    for address in contact.addresses:
        if address.active:
            yield "country", address.country
            yield "city", comparable_city(address.city or "")
            yield "postal_code", comparable_postal_code(address.postal_code or "")
    yield from (("industry", contact.industry or ""), ("industry_sector", contact.industry_sector or ""))
    yield from ((f"{CUSTOM}{name}", comparable_custom(value)) for name, value in contact.custom.items())


def _filed(contact: Contact) -> Iterator[tuple[str, str]]:
    """Yield how the tenant files the contact, and what follows from its records."""
    yield "owned_by_group", contact.owned_by_group or ""
    if contact.kyc:
        yield from (("kyc_profile", contact.kyc.profile), ("kyc_state", contact.kyc.state.value))
    if contact.above_maximum:
        yield ABOVE_MAXIMUM.name, ABOVE_MAXIMUM.value
    if contact.consent.state is not ConsentState.PENDING:
        yield "consent_state", contact.consent.state.value
    if stage(contact) is not Stage.LEAD:
        yield "stage", stage(contact).value
    if is_past_customer(contact):
        yield "past_customer", "true"
    if contact.kind is ContactKind.COMPANY:
        yield "kind", contact.kind.value
