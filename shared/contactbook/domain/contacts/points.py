"""Emails and phones of a contact: normal form, type and primary flag (S2.4, S2.11)."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeVar

from contactbook.domain.base.comparable import comparable_email
from contactbook.domain.base.errors import FieldError
from contactbook.domain.base.phones import read_phone
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.details import Address, Email, Phone
from contactbook.domain.settings.fields import PhoneFormat, TypeDefinition

P = TypeVar("P", Email, Phone, Address)
# An address whose part before the @ is surely valid and stays as it is: what is left to check is its domain.
_COMMON_ADDRESS = re.compile(r"([a-z0-9_+-]{1,30}(?:\.[a-z0-9_+-]{1,30})?)@([^@]+)", re.ASCII)
_LONGEST_COMMON = 200


def normalized_email(address: str) -> str:
    """Return the address as it is stored: domain in lower case, international domains in Unicode. Raises ValueError."""
    if len(address) <= _LONGEST_COMMON and (common := _COMMON_ADDRESS.fullmatch(address)):
        return f"{common[1]}@{_normalized_domain(common[2])}"
    return _validated(address)


# Most addresses of a file are in a few domains.
@lru_cache(maxsize=1024)
def _normalized_domain(domain: str) -> str:
    return _validated(f"a@{domain}").removeprefix("a@")


def _validated(address: str) -> str:
    # Imported here, because only writing an address needs it.
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(address, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError as error:
        raise ValueError("The value is not a valid email address.") from error


def normalized_phone(number: str, region: str) -> str:
    """Return the number in E.164. `region` (ISO 3166-1 alpha-2) gives a missing country code.

    Raises ValueError, also for a number with an extension, which only a contact's phone can have.
    """
    found = read_phone(number, region)
    if found.extension is not None:
        raise ValueError("This number cannot have an extension. Send the number alone.")
    return found.number


def displayed_phone(phone: Phone, style: PhoneFormat) -> str:
    """Return the phone in the tenant's format (S2.11), with its extension."""
    return f"{displayed_number(phone.number, style)}{f' ext. {phone.extension}' if phone.extension else ''}"


def displayed_number(number: str, style: PhoneFormat) -> str:
    """Return a number, which is stored in E.164, in the tenant's format (S2.11)."""
    if style is PhoneFormat.E164:
        return number
    import phonenumbers

    formats = {
        PhoneFormat.INTERNATIONAL: phonenumbers.PhoneNumberFormat.INTERNATIONAL,
        PhoneFormat.NATIONAL: phonenumbers.PhoneNumberFormat.NATIONAL,
    }
    return str(phonenumbers.format_number(phonenumbers.parse(number), formats[style]))


def checked_emails(emails: Sequence[Email], types: Sequence[TypeDefinition]) -> tuple[tuple[Email, ...], list[FieldError]]:
    """Return the emails normalized, with exactly one primary, and their errors."""
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
    """Return the phones in E.164, with exactly one primary, and their errors."""
    errors: list[FieldError] = []
    normalized: list[Phone] = []
    for place, phone in enumerate(phones):
        try:
            number, extension = read_phone(phone.number, region)
        except ValueError as error:
            errors.append(FieldError(f"/phones/{place}/number", "invalid_phone", str(error)))
            continue
        if extension and phone.extension not in (None, extension):
            message = "The number has another extension. Send the extension once."
            errors.append(FieldError(f"/phones/{place}/extension", "contradicts_number", message))
        normalized.append(with_fields(phone, number=number, extension=extension or phone.extension))
    if errors:
        return tuple(phones), errors
    return _settled(normalized, types, "phones", lambda phone: (phone.number, phone.extension))


def typed(points: Sequence[P], types: Sequence[TypeDefinition], field: str) -> tuple[list[P], list[FieldError]]:
    """Return the points with types (the first configured type by default), and errors for unknown types."""
    known = {definition.type for definition in types}
    errors = [
        FieldError(
            f"/{field}/{place}/type", "unknown_type", "The settings do not have this type. GET /v1/settings/types lists them."
        )
        for place, point in enumerate(points)
        if point.type is not None and point.type not in known
    ]
    default = types[0].type
    return [point if point.type else with_fields(point, type=default) for point in points], errors


def missing_types(points: Sequence[P], types: Sequence[TypeDefinition], field: str) -> list[FieldError]:
    """Return errors for mandatory types without a value (S2.6)."""
    present = {point.type for point in points}
    return [
        FieldError(f"/{field}", "mandatory_type_missing", f"A value of type '{definition.type}' is mandatory. Add one.")
        for definition in types
        if definition.mandatory and definition.type not in present
    ]


def _settled(
    points: Sequence[P], types: Sequence[TypeDefinition], field: str, value: Callable[[P], object]
) -> tuple[tuple[P, ...], list[FieldError]]:
    settled, errors = typed(points, types, field)
    errors += missing_types(settled, types, field)
    seen: set[object] = set()
    for place, point in enumerate(settled):
        if value(point) in seen:
            errors.append(FieldError(f"/{field}/{place}", "repeated_value", "The list contains this value twice. Send it once."))
        seen.add(value(point))
    primaries = [place for place, point in enumerate(settled) if point.primary]
    if len(primaries) > 1:
        errors.append(
            FieldError(
                f"/{field}/{primaries[1]}/primary", "second_primary", "Only one entry can be primary. Set the others to false."
            )
        )
    if settled and not primaries:
        settled[0] = with_fields(settled[0], primary=True)
    return tuple(settled), errors
