"""Categories, industries and the tenant's own fields (S2.7-S2.9)."""

from collections.abc import Iterable, Mapping
from datetime import date

from pydantic import JsonValue

from contactbook.domain.base.errors import FieldError
from contactbook.domain.contacts.details import CustomValue
from contactbook.domain.contacts.record import Contact, ContactFields, ContactKind
from contactbook.domain.settings.fields import AccountCustomField, CustomFields, CustomFieldType, Industries
from contactbook.domain.settings.sections import Settings


def classification_errors(fields: ContactFields, settings: Settings) -> list[FieldError]:
    """Return errors for unknown categories, industries, sectors and groups, and for an industry of another sector (S2.9)."""
    errors = [
        FieldError(
            f"/categories/{place}",
            "unknown_category",
            "The settings do not have this category. GET /v1/settings/categories lists them.",
        )
        for place, category in enumerate(fields.categories)
        if category not in settings.categories.categories
    ]
    sector_of = {industry: sector.sector for sector in settings.industries.sectors for industry in sector.industries}
    sectors = {sector.sector for sector in settings.industries.sectors}
    if fields.industry is not None and fields.industry not in sector_of:
        errors.append(
            FieldError(
                "/industry", "unknown_industry", "The settings do not have this industry. GET /v1/settings/industries lists them."
            )
        )
    elif fields.industry_sector is not None and fields.industry_sector not in sectors:
        errors.append(
            FieldError(
                "/industry_sector",
                "unknown_sector",
                "The settings do not have this sector. GET /v1/settings/industries lists them.",
            )
        )
    elif fields.industry and fields.industry_sector and sector_of[fields.industry] != fields.industry_sector:
        errors.append(
            FieldError(
                "/industry_sector",
                "sector_mismatch",
                "The industry belongs to another sector. Send that one, or leave `industry_sector` out.",
            )
        )
    groups = settings.groups.groups
    if fields.owned_by_group is not None and groups and fields.owned_by_group not in groups:
        errors.append(
            FieldError(
                "/owned_by_group", "unknown_group", "The settings do not have this group. GET /v1/settings/groups lists them."
            )
        )
    return errors


def sector_of(fields: ContactFields, settings: Settings) -> str | None:
    """Return the sector as given, else the one to which the industry belongs (S2.8)."""
    if fields.industry is None or fields.industry_sector is not None:
        return fields.industry_sector
    return _sector_with(fields.industry, settings.industries)


def moved_industries(before: Industries, after: Industries) -> set[str]:
    """Return the industries that belong to another sector than before."""
    known = {industry: sector.sector for sector in before.sectors for industry in sector.industries}
    return {one for sector in after.sectors for one in sector.industries if known.get(one, sector.sector) != sector.sector}


def moved_sector(contact: Contact, industries: Industries) -> str | None:
    """Return the sector to which the contact's industry belongs now, if the contact has another one."""
    found = _sector_with(contact.industry, industries)
    return found if contact.erasure is None and found != contact.industry_sector else None


def _sector_with(industry: str | None, industries: Industries) -> str | None:
    return next((sector.sector for sector in industries.sectors if industry in sector.industries), None)


def sector_patch(contact: ContactFields, patch: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Return the merge-patch that lets the sector follow the industry, unless it says another sector or removes the industry."""
    is_unsaid = patch.get("industry_sector", contact.industry_sector) == contact.industry_sector
    industry = patch.get("industry", contact.industry)
    return patch | {"industry_sector": None} if is_unsaid and industry is not None else patch


def custom_errors(fields: ContactFields, kind: ContactKind, custom: CustomFields) -> list[FieldError]:
    """Return errors for custom fields of a contact, as `custom_value_errors`."""
    return custom_value_errors(fields.custom, [field for field in custom.fields if kind.value in field.kinds])


def custom_value_errors(custom: Mapping[str, CustomValue], defined: Iterable[AccountCustomField]) -> list[FieldError]:
    """Return errors for custom fields that are unknown, have the wrong type, or are mandatory and missing."""
    known = {field.name: field for field in defined}
    errors = [
        FieldError(
            f"/custom/{name}",
            "unknown_field",
            "The settings define no such field for this kind of record. GET /v1/settings/custom_fields lists them.",
        )
        for name in custom
        if name not in known
    ]
    errors += [
        FieldError(f"/custom/{name}", "wrong_type", f"The value of this field must be a {known[name].type.value}.")
        for name, value in custom.items()
        if name in known and value is not None and not fits_custom(known[name], value)
    ]
    return errors + [
        FieldError(f"/custom/{name}", "required", "This field is mandatory.")
        for name, field in known.items()
        if field.mandatory and custom.get(name) in (None, "")
    ]


def fits_custom(field: AccountCustomField, value: str | bool | float) -> bool:
    """True if the value has the type of the field."""
    match field.type:
        case CustomFieldType.TEXT:
            return isinstance(value, str)
        case CustomFieldType.NUMBER:
            return isinstance(value, int | float) and not isinstance(value, bool)
        case CustomFieldType.FLAG:
            return isinstance(value, bool)
        case CustomFieldType.CHOICE:
            return value in field.choices
        case CustomFieldType.DATE:
            return isinstance(value, str) and _is_date(value)


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
