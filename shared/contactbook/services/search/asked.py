"""The filters of a search as a caller sends them, read in the tenant's settings."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from contactbook.domain.base.errors import FieldError, ValidationFailed
from contactbook.domain.base.field_errors import pointer_to
from contactbook.domain.base.phones import read_phone
from contactbook.domain.base.text import fold, fold_identifier
from contactbook.domain.base.versions import with_fields
from contactbook.domain.search.facets import comparable_number
from contactbook.domain.search.filters import Filters
from contactbook.domain.settings.fields import CustomField, CustomFieldType
from contactbook.domain.settings.sections import Settings
from contactbook.storage.tenant_store import TenantStore


def filters_of(store: TenantStore, given: Filters) -> Filters:
    """Return the filters with the phone in E.164, and the custom fields as they are compared.

    Raises ValidationFailed for what no contact can have: no phone number, a field that is not defined, a value of another type.
    """
    if not given.custom and given.phone is None and given.postal_code is None:
        return given
    settings = store.settings.current()
    errors: list[FieldError] = []
    phone = _phone(given.phone, settings, errors) if given.phone is not None else None
    custom = _custom(given.custom, settings, errors)
    if given.postal_code is not None and not fold_identifier(given.postal_code):
        errors.append(FieldError("/postal_code", "invalid", "The postal code has no letter and no digit."))
    if errors:
        raise ValidationFailed("The search has filters that cannot be read.", errors=errors)
    return with_fields(given, phone=phone, custom=custom)


def _phone(text: str, settings: Settings, errors: list[FieldError]) -> str | None:
    try:
        return read_phone(text, settings.localization.default_region).number
    except ValueError as error:
        errors.append(FieldError("/phone", "invalid", str(error)))
        return None


def _custom(given: Mapping[str, str], settings: Settings, errors: list[FieldError]) -> dict[str, str]:
    defined = {field.name: field for field in settings.custom_fields.fields}
    found: dict[str, str] = {}
    for name, text in given.items():
        where = pointer_to([f"custom.{name}"])
        field = defined.get(name)
        if field is None:
            errors.append(FieldError(where, "unknown_field", "The tenant's settings do not define this field."))
        elif value := _comparable(field, text):
            found[name] = value
        else:
            errors.append(FieldError(where, "wrong_type", f"No value of this field can be this. It is a {field.type.value}."))
    return found


def _comparable(field: CustomField, text: str) -> str:
    """Return the value as it is compared; empty if no value of the field can be this."""
    match field.type:
        case CustomFieldType.FLAG:
            return text if text in ("true", "false") else ""
        case CustomFieldType.NUMBER:
            try:
                number = Decimal(text)
            except InvalidOperation:
                return ""
            return comparable_number(number) if number.is_finite() else ""
        case _:
            return fold(text)
