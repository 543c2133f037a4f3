"""Refuse to remove what contacts have of the settings, such as a type or a category, unless the caller says so (S2.4)."""

from collections import Counter
from datetime import datetime

from contactbook.domain.base.errors import FieldError, RuleBroken
from contactbook.domain.base.values import Part
from contactbook.domain.settings.sections import Settings
from contactbook.domain.settings_rules.usage import Named, removed_from, used_by
from contactbook.services.base.first_contacts import MOST, first_pages
from contactbook.storage.tenant_store import TenantStore


def check_in_use(store: TenantStore, before: Settings, section: Part, now: datetime) -> None:  # noqa: ARG001 - every check has this signature
    """Raise RuleBroken `in_use`, with how many contacts, if the section removes what they have.

    Reads nothing where nothing is removed. Else the contacts are read page by page, 10,000 at most: with further ones it cannot be said
    that nobody has it, so it is refused as well.
    """
    removed = removed_from(before, section)
    if not removed:
        return
    counts: Counter[Named] = Counter()
    more = False
    for listed, further in first_pages(store):
        more = further
        for contact in listed:
            counts.update(used_by(contact, section) & removed)
    used = removed if more else counts.keys()
    if used:
        named = sorted(used, key=lambda one: (one.place, one.value))
        errors = [FieldError(one.place, "in_use", _message(one.value, counts[one], more=more)) for one in named]
        raise RuleBroken("Contacts have what would be removed; see `errors`.", code="in_use", errors=errors)


def _message(value: str, count: int, *, more: bool) -> str:
    having = "1 contact has" if count == 1 else f"{count} contacts have"
    among = f" among the first {MOST}, and there are others" if more else ""
    return f"{having} '{value}'{among}. Change them first, or remove it all the same with `?force=true`."
