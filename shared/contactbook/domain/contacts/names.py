"""How names are put together and displayed (S1.18, S2.3)."""

import re

from contactbook.domain.base.text import fold
from contactbook.domain.contacts.record import ContactFields, ContactKind
from contactbook.domain.settings.fields import NameDisplay

NAME_PARTS = ("title", "first_name", "middle_name", "last_name", "full_name", "company_name")
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def full_name(fields: ContactFields) -> str | None:
    """The full name as given; where none was given, its parts in order (S1.18)."""
    if fields.full_name:
        return fields.full_name
    parts = [part for part in (fields.first_name, fields.middle_name, fields.last_name) if part]
    return " ".join(parts) or None


def display_name(fields: ContactFields, kind: ContactKind, display: NameDisplay) -> str:
    """The name as the tenant displays it (S2.3).

    A format whose every placeholder is empty falls back to whatever name there is; an empty part takes the punctuation
    that only it needed along with it.
    """
    template = display.person if kind is ContactKind.PERSON else display.company
    values = {part: getattr(fields, part) or "" for part in NAME_PARTS} | {"full_name": full_name(fields) or ""}
    if any(not values.get(name) for name in _PLACEHOLDER.findall(template)):
        return full_name(fields) or fields.company_name or fields.last_name or fields.first_name or ""
    return _PLACEHOLDER.sub(lambda found: values[found.group(1)], template)


def sort_name(fields: ContactFields) -> str:
    """The folded name by which contacts are listed: last name first, whatever the display says."""
    parts = (
        (fields.last_name, fields.first_name, fields.middle_name) if fields.last_name else (fields.full_name, fields.first_name)
    )
    return fold(" ".join(part for part in (fields.company_name, *parts) if part))
