"""Emails and phones of a contact: how they are normalized, typed and which is primary (S2.4, S2.11)."""

from collections.abc import Sequence
from typing import TypeVar

from contactbook.domain.base.errors import FieldError
from contactbook.domain.base.text import fold
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import Address, Email, Phone
from contactbook.domain.settings.fields import PhoneFormat, TypeDefinition

P = TypeVar("P", Email, Phone, Address)


def normalized_email(address: str) -> str:
    """The address as it is stored: syntax checked, domain part lower-cased, international domains as Unicode. Raises ValueError."""
    # Imported here: it is needed only when an address is written.
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(address, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError as error:
        raise ValueError("This is not an email address.") from error


def comparable_email(address: str) -> str:
    """The form in which two email addresses are compared (S4.6)."""
    return fold(address)


def normalized_phone(number: str, region: str) -> str:
    """The number in E.164; one without a country code is read in the region (ISO 3166-1 alpha-2). Raises ValueError."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException as error:
        raise ValueError("This is not a phone number.") from error
    if not phonenumbers.is_possible_number(parsed):
        raise ValueError("This is not a phone number.")
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))


def displayed_phone(number: str, style: PhoneFormat) -> str:
    """A number in E.164 as the tenant displays it (S2.11)."""
    if style is PhoneFormat.E164:
        return number
    import phonenumbers

    formats = {
        PhoneFormat.INTERNATIONAL: phonenumbers.PhoneNumberFormat.INTERNATIONAL,
        PhoneFormat.NATIONAL: phonenumbers.PhoneNumberFormat.NATIONAL,
    }
    return str(phonenumbers.format_number(phonenumbers.parse(number), formats[style]))


def checked_emails(emails: Sequence[Email], types: Sequence[TypeDefinition]) -> tuple[tuple[Email, ...], list[FieldError]]:
    """The emails normalized, each once, with exactly one primary; and what is wrong with them."""
    errors: list[FieldError] = []
    normalized: list[Email] = []
    for place, email in enumerate(emails):
        try:
            normalized.append(with_fields(email, address=normalized_email(email.address)))
        except ValueError as error:
            errors.append(FieldError(f"/emails/{place}/address", "invalid_email", str(error)))
    if errors:
        return tuple(emails), errors
    return _settled(normalized, types, "emails", lambda email: comparable_email(email.address))


def checked_phones(
    phones: Sequence[Phone], types: Sequence[TypeDefinition], region: str
) -> tuple[tuple[Phone, ...], list[FieldError]]:
    """The phones in E.164, each once, with exactly one primary; and what is wrong with them."""
    errors: list[FieldError] = []
    normalized: list[Phone] = []
    for place, phone in enumerate(phones):
        try:
            normalized.append(with_fields(phone, number=normalized_phone(phone.number, region)))
        except ValueError as error:
            errors.append(FieldError(f"/phones/{place}/number", "invalid_phone", str(error)))
    if errors:
        return tuple(phones), errors
    return _settled(normalized, types, "phones", lambda phone: phone.number)


def typed(points: Sequence[P], types: Sequence[TypeDefinition], field: str) -> tuple[list[P], list[FieldError]]:
    """The points with their types filled in (the first configured one by default), and those of an unknown type."""
    known = {definition.type for definition in types}
    errors = [
        FieldError(f"/{field}/{place}/type", "unknown_type", "This type is not in the tenant's settings.")
        for place, point in enumerate(points)
        if point.type is not None and point.type not in known
    ]
    default = types[0].type
    return [point if point.type else with_fields(point, type=default) for point in points], errors


def missing_types(points: Sequence[P], types: Sequence[TypeDefinition], field: str) -> list[FieldError]:
    """The mandatory types of which there is no value (S2.6)."""
    present = {point.type for point in points}
    return [
        FieldError(f"/{field}", "mandatory_type_missing", f"A value of type '{definition.type}' is mandatory.")
        for definition in types
        if definition.mandatory and definition.type not in present
    ]


def _settled(
    points: Sequence[P], types: Sequence[TypeDefinition], field: str, value: object
) -> tuple[tuple[P, ...], list[FieldError]]:
    assert callable(value)  # noqa: S101 - narrows the type for both kinds of point
    settled, errors = typed(points, types, field)
    errors += missing_types(settled, types, field)
    seen: set[object] = set()
    for place, point in enumerate(settled):
        if value(point) in seen:
            errors.append(FieldError(f"/{field}/{place}", "repeated_value", "This value is there already."))
        seen.add(value(point))
    primaries = [place for place, point in enumerate(settled) if point.primary]
    if len(primaries) > 1:
        errors.append(FieldError(f"/{field}/{primaries[1]}/primary", "second_primary", "Only one can be primary."))
    if settled and not primaries:
        settled[0] = with_fields(settled[0], primary=True)
    return tuple(settled), errors
