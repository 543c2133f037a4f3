"""Removing changes from a contact: the inverse of `changes_between`."""

from collections.abc import Iterable

from pydantic import JsonValue

from contactbook.domain.audit.entries import Change
from contactbook.domain.contacts.record import Contact


def without_changes(contact: Contact, newest_first: Iterable[Change]) -> Contact:
    """Return the contact without these changes. Its version and history stay, because the removal is a change as well."""
    document: JsonValue = contact.model_dump(mode="json", exclude_defaults=True)
    for change in newest_first:
        _put(document, change.field.split("."), change.from_)
    return Contact.model_validate(document)


def _put(place: JsonValue, steps: list[str], value: JsonValue) -> None:
    """Set the value at the path; None removes it."""
    if not isinstance(place, dict):
        return
    first, *rest = steps
    if rest:
        inner = place.setdefault(first, {})
        _put(inner, rest, value)
        # An object that is empty now did not exist before the change.
        if inner == {}:
            del place[first]
    elif value is None:
        place.pop(first, None)
    else:
        place[first] = value
