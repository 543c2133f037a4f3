"""Categories, industries and the tenant's own fields (S2.7-S2.9)."""

from datetime import date

from contactbook.domain.base.errors import FieldError
from contactbook.domain.contacts.record import ContactFields, ContactKind
from contactbook.domain.settings.fields import CustomField, CustomFields, CustomFieldType
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


def custom_errors(fields: ContactFields, kind: ContactKind, custom: CustomFields) -> list[FieldError]:
    """Return errors for custom fields that are unknown, have the wrong type, or are mandatory and missing."""
    known = {field.name: field for field in custom.fields if kind.value in field.kinds}
    errors = [
        FieldError(
            f"/custom/{name}",
            "unknown_field",
            "The settings define no such field for this kind of contact. GET /v1/settings/custom_fields lists them.",
        )
        for name in fields.custom
        if name not in known
    ]
    errors += [
        FieldError(f"/custom/{name}", "wrong_type", f"The value of this field must be a {known[name].type.value}.")
        for name, value in fields.custom.items()
        if name in known and value is not None and not _fits(known[name], value)
    ]
    return errors + [
        FieldError(f"/custom/{name}", "required", "This field is mandatory.")
        for name, field in known.items()
        if field.mandatory and fields.custom.get(name) in (None, "")
    ]


def _fits(field: CustomField, value: str | bool | float) -> bool:
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
