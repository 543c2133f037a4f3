"""Composing and displaying names (S1.18, S2.3)."""

import re

from contactbook.domain.base.text import fold
from contactbook.domain.contacts.record import ContactFields, ContactKind
from contactbook.domain.settings.fields import NameDisplay

NAME_PARTS = ("title", "first_name", "middle_name", "last_name", "full_name", "company_name")
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def full_name(fields: ContactFields) -> str | None:
    """Return the full name as given, else its parts in order (S1.18)."""
    if fields.full_name:
        return fields.full_name
    parts = [part for part in (fields.first_name, fields.middle_name, fields.last_name) if part]
    return " ".join(parts) or None


def display_name(fields: ContactFields, kind: ContactKind, display: NameDisplay) -> str:
    """Return the name in the tenant's format (S2.3). If a part of the format is empty, return any name that the contact has."""
    template = display.person if kind is ContactKind.PERSON else display.company
    values = {part: getattr(fields, part) or "" for part in NAME_PARTS} | {"full_name": full_name(fields) or ""}
    if any(not values.get(name) for name in _PLACEHOLDER.findall(template)):
        return full_name(fields) or fields.company_name or fields.last_name or fields.first_name or ""
    return _PLACEHOLDER.sub(lambda found: values[found.group(1)], template)


def sort_name(fields: ContactFields) -> str:
    """Return the folded name by which lists sort: last name first, independent of the display format."""
    parts = (
        (fields.last_name, fields.first_name, fields.middle_name) if fields.last_name else (fields.full_name, fields.first_name)
    )
    return fold(" ".join(part for part in (fields.company_name, *parts) if part))
