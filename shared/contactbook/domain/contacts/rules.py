"""Checking a contact's fields against its tenant's rules, with all errors at once (S1.17, S2.6, S2.15).

Create, change, import and sync all use these checks, so each of them refuses the same values with the same code.
"""

from typing import TypeVar

from pydantic import JsonValue

from contactbook.domain.base.errors import FieldError, ValidationFailed
from contactbook.domain.base.values import MOST_IN_A_LINE
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.addresses import checked_addresses
from contactbook.domain.contacts.classification import classification_errors, custom_errors, sector_of, sector_patch
from contactbook.domain.contacts.details import MOST_IN_A_POSTAL_CODE
from contactbook.domain.contacts.identifiers import checked_identifiers
from contactbook.domain.contacts.names import full_name_patch
from contactbook.domain.contacts.points import checked_emails, checked_phones
from contactbook.domain.contacts.record import ContactFields, ContactKind
from contactbook.domain.contacts.uniqueness.claims import groups_of, missing_fields, pointer, values_at
from contactbook.domain.settings.fields import NameCase
from contactbook.domain.settings.sections import Settings
from contactbook.domain.settings.sending import zone_of

F = TypeVar("F", bound=ContactFields)

PERSON_ONLY = ("title", "first_name", "middle_name", "last_name", "full_name", "gender", "date_of_birth", "birthday", "name_day")
COMPANY_ONLY = ("company_name",)
UNKNOWN_ZONE = "There is no such time zone. Send its IANA name, such as Europe/Nicosia."
_NAMES = ("first_name", "middle_name", "last_name", "full_name", "company_name")
# What is said of a single value that the settings do not have.
_UNKNOWN = frozenset({"unknown_industry", "unknown_sector", "unknown_group"})


def checked_fields(fields: F, kind: ContactKind, settings: Settings, *, before: ContactFields | None = None) -> F:
    """Return the fields normalized as the tenant stores them. Raises ValidationFailed, which names every invalid field.

    What the contact had `before` stays although the settings do not have it any more (S2.4): nobody may be locked out by a setting.
    """
    types = settings.types
    emails, email_errors = checked_emails(fields.emails, types.email)
    phones, phone_errors = checked_phones(fields.phones, types.phone, settings.localization.default_region)
    addresses, address_errors = checked_addresses(fields.addresses, types.address)
    identifiers, identifier_errors = checked_identifiers(fields.identifiers)
    settled = with_fields(
        fields,
        **_blank_texts_removed(fields),
        birthday=kept_birthday(fields),
        emails=emails,
        phones=phones,
        addresses=addresses,
        identifiers=identifiers,
        tags=tuple(dict.fromkeys(fields.tags)),
        categories=tuple(dict.fromkeys(fields.categories)),
        industry_sector=sector_of(fields, settings),
    )
    settled = _formatted(settled, settings)
    errors = [
        *_kind_errors(fields, kind),
        *birthday_errors(fields),
        *_zone_errors(fields),
        *email_errors,
        *phone_errors,
        *address_errors,
        *identifier_errors,
        *classification_errors(settled, settings),
        *custom_errors(settled, kind, settings.custom_fields),
        *_missing(settled, kind, settings),
    ]
    errors = [one for one in errors if before is None or not _stood_before(one, settled, before)]
    if errors:
        raise ValidationFailed("The contact has invalid fields; see `errors`.", errors=errors)
    return settled


def _stood_before(error: FieldError, fields: ContactFields, before: ContactFields) -> bool:
    """True if the settings do not know a value that the contact had already."""
    name, _, place = error.field.removeprefix("/").partition("/")
    if error.code == "unknown_type":
        points = getattr(fields, name)
        return points[int(place.partition("/")[0])].type in {one.type for one in getattr(before, name)}
    if error.code == "unknown_category":
        return fields.categories[int(place)] in before.categories
    if name == "custom" and error.code in {"unknown_field", "wrong_type"}:
        return place in before.custom and fields.custom[place] == before.custom[place]
    return error.code in _UNKNOWN and getattr(fields, name) == getattr(before, name)


def _kind_errors(fields: ContactFields, kind: ContactKind) -> list[FieldError]:
    foreign = COMPANY_ONLY if kind is ContactKind.PERSON else PERSON_ONLY
    return [
        FieldError(f"/{name}", "wrong_kind", f"A {kind.value} cannot have this field. Leave it out.")
        for name in foreign
        if getattr(fields, name) is not None
    ]


def _zone_errors(fields: ContactFields) -> list[FieldError]:
    if fields.time_zone is None or zone_of(fields.time_zone) is not None:
        return []
    return [FieldError("/time_zone", "unknown_time_zone", UNKNOWN_ZONE)]


def _missing(fields: ContactFields, kind: ContactKind, settings: Settings) -> list[FieldError]:
    mandatory = settings.mandatory_fields.person if kind is ContactKind.PERSON else settings.mandatory_fields.company
    errors = [
        FieldError(pointer(path), "required", "This field is mandatory.") for path in mandatory if not values_at(fields, path)
    ]
    errors += missing_fields(fields, groups_of(settings.uniqueness, kind))
    says_who = any(getattr(fields, name) for name in _NAMES) or fields.emails or fields.phones
    if not errors and not says_who:
        errors = [FieldError("/last_name", "required", "A contact needs at least a name, an email or a phone.")]
    # Two rules can make a field mandatory; it is named once.
    return list({error.field: error for error in errors}.values())


def _blank_texts_removed(fields: ContactFields) -> dict[str, None]:
    return {name: None for name, value in fields.__dict__.items() if type(value) is str and not value}


def _formatted(fields: F, settings: Settings) -> F:
    """Return the fields in the tenant's formats (S2.11). A value that would become too long stays as typed: ß becomes SS."""
    formatting = settings.formatting
    changes: dict[str, object] = {}
    if formatting.name_case is not NameCase.AS_TYPED:
        change = str.upper if formatting.name_case is NameCase.UPPER else str.title
        changes = {name: _within(MOST_IN_A_LINE, change(value), value) for name in _NAMES if (value := getattr(fields, name))}
    if formatting.upper_case_postal_codes:
        changes["addresses"] = tuple(
            with_fields(address, postal_code=_within(MOST_IN_A_POSTAL_CODE, address.postal_code.upper(), address.postal_code))
            if address.postal_code
            else address
            for address in fields.addresses
        )
    return with_fields(fields, **changes) if changes else fields


def _within(most: int, formatted: str, typed: str) -> str:
    return formatted if len(formatted) <= most else typed


def birthday_of(fields: ContactFields) -> str | None:
    """Return the birthday, `MM-DD`, or None."""
    born = fields.date_of_birth
    return f"{born.month:02}-{born.day:02}" if born else fields.birthday


def kept_birthday(fields: ContactFields) -> str | None:
    """Return the birthday to store: None where the date of birth says it."""
    return None if fields.date_of_birth else fields.birthday


def birthday_errors(fields: ContactFields) -> list[FieldError]:
    """Return the error of a birthday that is not the day of the date of birth."""
    if fields.birthday is None or fields.birthday == birthday_of(fields):
        return []
    message = "The birthday must be the day of `date_of_birth`, which is known. Change that, or remove it with null."
    return [FieldError("/birthday", "contradicts_date_of_birth", message)]


def derived_patch(contact: ContactFields, patch: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Return the merge-patch under which derived values follow what they derive from, unless it says others.

    A form shows the derived full name, birthday and sector as it shows the fields; sent back unchanged they are not said.
    """
    return sector_patch(contact, full_name_patch(contact, birthday_patch(contact, patch)))


def birthday_patch(contact: ContactFields, patch: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Return the merge-patch that also replaces the birthday where it sets the date of birth, and says nothing else of the birthday."""
    is_unsaid = patch.get("birthday", birthday_of(contact)) == birthday_of(contact)
    return patch | {"birthday": None} if is_unsaid and patch.get("date_of_birth") is not None else patch
