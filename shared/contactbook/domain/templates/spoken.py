"""Values of merge fields as the recipient reads them: in its language and the tenant's formats (S2.11)."""

from collections.abc import Iterable, Mapping
from datetime import date

from contactbook.domain.contacts.details import CustomValue
from contactbook.domain.links.month_names import FLAGS, MONTHS
from contactbook.domain.settings.fields import AccountCustomField, CustomFieldType


def day_in(day: date | None, language: str | None) -> str:
    """Return a date in words, `12 April 1985`; in a language without words for it `1985-04-12`. Empty without a date."""
    if day is None:
        return ""
    months = MONTHS.get(language or "")
    return f"{day.day} {months[day.month - 1]} {day.year}" if months else day.isoformat()


def month_day_in(month_day: str | None, language: str | None) -> str:
    """Return a day of the year (`MM-DD`) in words, `12 April`; in a language without words for it as it is."""
    months = MONTHS.get(language or "")
    if not month_day or not months:
        return month_day or ""
    month, day = month_day.split("-")
    return f"{int(day)} {months[int(month) - 1]}"


def custom_values(
    fields: Iterable[AccountCustomField], custom: Mapping[str, CustomValue], language: str | None, *, prefix: str
) -> dict[str, str]:
    """Return the tenant's own fields by the names of their tags, which begin with the prefix."""
    return {f"{prefix}{field.name}": _custom(field, custom.get(field.name), language) for field in fields}


def _custom(field: AccountCustomField, value: CustomValue, language: str | None) -> str:
    if isinstance(value, bool):
        return FLAGS.get(language or "", FLAGS["en"])[value]
    if field.type is CustomFieldType.DATE and isinstance(value, str):
        return day_in(date.fromisoformat(value), language)
    return "" if value is None else str(value)
