"""A contact at an earlier time: the present contact, undone change by change."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic import JsonValue

from contactbook.domain.audit.entries import Change, Entry, EntryValues
from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.contacts.record import Contact


def contact_as_of(contact: Contact, newest_first: Sequence[tuple[Entry, EntryValues | None]], as_of: datetime) -> Contact:
    """Return the contact at that time, from the present contact and the entries of its history since then.

    Fields about the record itself (its version, its last change) stay those of today. Raises RuleBroken `history_erased` if the
    values of an entry were erased.
    """
    known: dict[str, Any] = contact.model_dump(mode="json", exclude_defaults=True)
    for entry, values in newest_first:
        if entry.at <= as_of or entry.sequence > contact.history.count:
            continue
        if entry.fields and values is None:
            raise RuleBroken(
                "Values of the contact at that time are erased. Ask for a later time in `as_of`, or read the contact as it is now.",
                code="history_erased",
            )
        for change in values.changes if values else ():
            if change.field.partition(".")[0] in Contact.model_fields:
                _undo(known, change)
    return Contact.model_validate(known)


def _undo(known: dict[str, Any], change: Change) -> None:
    *path, last = change.field.split(".")
    parents: list[tuple[dict[str, Any], str]] = []
    place = known
    for name in path:
        if not isinstance(place.get(name), dict):
            place[name] = {}
        parents.append((place, name))
        place = place[name]
    _set(place, last, change.from_)
    # Remove objects that became empty: a stored contact leaves out the parts that have only defaults.
    for parent, name in reversed(parents):
        if not parent[name]:
            del parent[name]


def _set(place: dict[str, Any], name: str, value: JsonValue) -> None:
    if value is None:
        place.pop(name, None)
    else:
        place[name] = value
