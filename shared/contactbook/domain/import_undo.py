"""A contact as it was before some of its changes: the inverse of `changes_between`."""

from collections.abc import Iterable

from pydantic import JsonValue

from contactbook.domain.audit import Change
from contactbook.domain.contacts import Contact


def taken_back(contact: Contact, newest_first: Iterable[Change]) -> Contact:
    """The contact without these changes. Its version and history stay what they are: the taking back is a change as well."""
    document: JsonValue = contact.model_dump(mode="json", exclude_defaults=True)
    for change in newest_first:
        _put(document, change.field.split("."), change.from_)
    return Contact.model_validate(document)


def _put(document: JsonValue, steps: list[str], value: JsonValue) -> None:
    place = document
    for step in steps[:-1]:
        if not isinstance(place, dict):
            return
        place = place.setdefault(step, {})
    if not isinstance(place, dict):
        return
    if value is None:
        place.pop(steps[-1], None)
    else:
        place[steps[-1]] = value
