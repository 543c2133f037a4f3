"""Cells of emails and phones, and of the labels of their types (S6.5, S6.6)."""

import re
from collections.abc import Callable, Mapping, Sequence

from pydantic import JsonValue

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.base.phones import PhoneNumber, read_phone, several_phones
from contactbook.domain.base.spreadsheets import Cell, restored
from contactbook.domain.contacts.points import normalized_email
from contactbook.domain.exports.list_cells import GOOGLE_SEPARATOR
from contactbook.domain.imports.reading.names import plain_name
from contactbook.domain.imports.reading.rules import Reading
from contactbook.domain.settings.fields import TypeDefinition

_NAMED = re.compile(r"[^<>]*<\s*([^<>\s]+@[^<>\s]+)\s*>[\s;,]*")
# What people write between addresses, and what an address is without any of it.
_BETWEEN_EMAILS = tuple(map(re.compile, (r"[;,|\n]", r";|\n", r",", r"[/;,|]|\s+")))
_ADDRESS = re.compile(r"[^@\s<>;,|/]{1,64}@[^@\s<>;,|/]+\.[^@\s<>;,|/]+")
# What other tools call a type, and the types that tenants have for it, the closest first.
_LABELS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("cell", "cellular", "cell phone", "mobile phone", "iphone", "handy", "κινητο"), ("mobile",)),
    **dict.fromkeys(("business", "office", "work", "company", "εργασια"), ("work", "business")),
    **dict.fromkeys(("home", "personal", "private", "σπιτι", "οικια"), ("home", "personal")),
}
OTHER = "other"
# What 3.58E+10 is once it is a number again: no phone ends with so many zeros.
_ROUNDED_PHONE = re.compile(r"\+?\d{1,5}0{7,}")
# How Exchange names a mailbox of its own house. It is no address that anybody else can write to.
_OF_EXCHANGE = re.compile(r"/o=.*/cn=.*", re.IGNORECASE | re.DOTALL)


def entries_of(text: str, separator: str | None) -> list[str]:
    """Return the values in a cell, divided by the separator of the import and by that of Google."""
    parts = text.split(GOOGLE_SEPARATOR)
    if separator and separator.strip() != GOOGLE_SEPARATOR:
        parts = [piece for part in parts for piece in part.split(separator)]
    return [stripped for part in parts if (stripped := part.strip())]


def divided(text: str, separator: str | None, read: Callable[[str], Reading]) -> Reading:
    """Return the reading of each value in the cell, in one."""
    parts = entries_of(text, separator)
    if len(parts) < 2:
        return read(parts[0] if parts else text)
    return Reading(tuple(entry for part in parts for entry in read(part).entries), "several_values")


def divided_cell(cell: Cell, separator: str | None, read: Callable[[Cell], Reading]) -> Reading:
    """Return `divided` for a reader of whole cells, which a number reaches as it is."""
    return divided(cell, separator, read) if isinstance(cell, str) and GOOGLE_SEPARATOR in cell else read(cell)


def emails_of(text: str) -> Reading:
    """Return the addresses of a cell. No address contains what stands between two, so a list of them has one reading only."""
    if _OF_EXCHANGE.fullmatch(text.strip()):
        return Reading.empty("internal_address")
    if text.count("@") > 1:
        for mark in _BETWEEN_EMAILS:
            parts = [part for part in (piece.strip() for piece in mark.split(text)) if part]
            readings = [_email_of(part) for part in parts]
            if len(parts) > 1 and all(_ADDRESS.fullmatch(str(one.entries[0]["address"])) for one in readings):
                return Reading(tuple(entry for one in readings for entry in one.entries), "several_values")
    return _email_of(text)


def _email_of(text: str) -> Reading:
    """Return the address of a cell, which may stand behind a name: Ann <ann@example.com>."""
    bare = "".join(text.split()) if text.count("@") == 1 and "<" not in text and not text.strip().count(" ") else text.strip()
    found = _NAMED.fullmatch(bare)
    # A list of one has the mark of a list at its end.
    single = (found[1] if found else bare).strip(" ;,|")
    local, at, domain = single.removeprefix("mailto:").strip().rpartition("@")
    address = _as_stored(local + at + domain.lower())
    other_case = "lower_case" if address.lower() == single.lower() else "characters_cleaned"
    removed = "mark_removed" if single != bare else other_case if address != single else None
    code = "display_name" if found else "mailto" if single.startswith("mailto:") else removed
    return Reading(({"address": address},), code)


def _as_stored(address: str) -> str:
    """Return the address with the letters and dots in which one of an international domain is stored; any other as it is."""
    if address.isascii() and "xn--" not in address:
        return address
    try:
        return normalized_email(address)
    except ValueError:
        return address


def phones_of(text: str, region: str) -> Reading:
    """Return the numbers of a cell, each with its extension. What is no number stays as it is, for the validator to refuse.

    Raises ValidationFailed `digits_lost` for a number that somebody typed again as a spreadsheet had shown it: 3.58E+10.
    """
    # A list of one has the mark of a list at its end.
    bare = restored(text).strip(" ;,|")
    if _ROUNDED_PHONE.fullmatch(bare):
        raise ValidationFailed("A program has rounded this number. Format the column as text in the file.", code="digits_lost")
    listed = several_phones(bare, region)
    if len(listed) > 1:
        return Reading(tuple(_phone_entry(one, region) for one in listed), "several_values")
    entry = _phone_entry(bare, region)
    return Reading((entry,), "phone_read" if entry["number"] != text.strip() else None)


def _phone_entry(text: str, region: str) -> dict[str, JsonValue]:
    try:
        found: PhoneNumber = read_phone(text, region)
    except ValueError:
        return {"number": text}
    entry: dict[str, JsonValue] = {"number": found.number}
    return entry | ({"extension": found.extension} if found.extension else {})


def type_of(label: str, types: Sequence[TypeDefinition]) -> Reading:
    """Return the tenant's type for a label of a tool, where `*` marks the primary one.

    An unknown label is `other` where the tenant has it, else untyped.
    """
    name = label.removeprefix("*").strip()
    primary: dict[str, JsonValue] = {"primary": True} if label.startswith("*") else {}
    if not name:
        return Reading((primary,))
    known = {plain_name(one.label): one.type for one in types} | {plain_name(one.type): one.type for one in types}
    plain = plain_name(name.replace("_", " "))
    found = known.get(plain) or known.get(plain_name(name))
    if found is None:
        found = next((known[other] for other in _LABELS.get(plain, ()) if other in known), None)
    if found is not None:
        return Reading(({"type": found, **primary},), None if plain == plain_name(found) and not primary else "type_read")
    return Reading(({"type": known[OTHER], **primary} if OTHER in known else primary,), "unknown_type")
