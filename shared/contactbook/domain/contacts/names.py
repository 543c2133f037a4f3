"""Composing and displaying names (S1.18, S2.3)."""

import re
import unicodedata
from collections.abc import Mapping

from pydantic import JsonValue

from contactbook.domain.base.text import fold
from contactbook.domain.contacts.record import ContactFields, ContactKind
from contactbook.domain.settings.fields import NameDisplay

NAME_PARTS = ("title", "first_name", "middle_name", "last_name", "full_name", "company_name")
_BRACKETS = frozenset({"()", "[]"})
# The legal forms of companies, in Latin letters and without dots.
LEGAL_FORMS = frozenset(
    [
        "ltd",
        "limited",
        "plc",
        "inc",
        "incorporated",
        "corp",
        "corporation",
        "co",
        "company",
        "llc",
        "llp",
        "lp",
        "sa",
        "ae",
        "epe",
        "ike",
        "oe",
        "ee",
        "gmbh",
        "ag",
        "kg",
        "sarl",
        "sas",
        "srl",
        "spa",
        "bv",
        "nv",
        "ab",
        "oy",
        "aps",
    ]
)
# Letters of a name by which contacts sort.
SORTED_LETTERS = 200
# Latin letters whose stroke or joint is no accent of its own: they sort as they are read.
_WITH_STROKE = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "\u0131": "i", "æ": "ae", "œ": "oe", "þ": "th", "ŋ": "n"}
)
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def full_name(fields: ContactFields) -> str | None:
    """Return the full name as given, else its parts in order (S1.18)."""
    if fields.full_name:
        return fields.full_name
    parts = [part for part in (fields.first_name, fields.middle_name, fields.last_name) if part]
    return " ".join(parts) or None


def full_name_patch(contact: ContactFields, patch: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Return the merge-patch without a full name that only repeats the derived one: it goes on following its parts (S1.18)."""
    is_derived = contact.full_name is None and patch.get("full_name") == full_name(contact)
    return {name: value for name, value in patch.items() if name != "full_name"} if is_derived else patch


def display_name(fields: ContactFields, kind: ContactKind, display: NameDisplay) -> str:
    """Return the name in the tenant's format (S2.3), or any name that the contact has if every part of the format is empty."""
    template = display.person if kind is ContactKind.PERSON else display.company
    values = {part: getattr(fields, part) or "" for part in NAME_PARTS} | {"full_name": full_name(fields) or ""}
    shown = _filled(template, values)
    return shown or full_name(fields) or fields.company_name or fields.last_name or fields.first_name or ""


def _filled(template: str, values: Mapping[str, str]) -> str:
    """Return the format with its values. A placeholder without a value drops out with the separator beside it."""
    # Texts and names by turns, with a text at both ends.
    parts = _PLACEHOLDER.split(template)
    texts, found = parts[::2], [values.get(name, "") for name in parts[1::2]]
    while "" in found:
        empty = found.index("")
        is_last = empty == len(found) - 1
        texts[empty : empty + 2] = [_without_placeholder(*texts[empty : empty + 2], is_first=empty == 0, is_last=is_last)]
        del found[empty]
    if not found:
        return ""
    return "".join([texts[0], *(value + text for value, text in zip(found, texts[1:], strict=True))]).strip()


def _without_placeholder(before: str, after: str, *, is_first: bool, is_last: bool) -> str:
    """Return what stands where a placeholder dropped out. Of two separators the one with a sign stays; brackets around it go."""
    if before[-1:] + after[:1] in _BRACKETS:
        before, after = before[:-1], after[1:]
    if is_first or is_last:
        return before if is_first else after
    return after if after.strip() and not before.strip() else before


def sort_name(fields: ContactFields) -> str:
    """Return the folded name by which lists sort: last name first, independent of the display format, without accents."""
    return _without_accents(former_sort_name(fields))


def former_sort_name(fields: ContactFields) -> str:
    """Return the name by which a contact lies in the index that a former version saved: with its accents."""
    parts = (
        (fields.last_name, fields.first_name, fields.middle_name) if fields.last_name else (fields.full_name, fields.first_name)
    )
    return fold(" ".join(part for part in (fields.company_name, *parts) if part))


def _without_accents(folded: str) -> str:
    if folded.isascii():
        return folded
    letters = unicodedata.normalize("NFD", folded.translate(_WITH_STROKE))
    return unicodedata.normalize("NFC", "".join(one for one in letters if not unicodedata.combining(one)))
