"""The ids of other contacts in the values of an audit entry, such as the other end of a relation."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from pydantic import JsonValue

from contactbook.domain.audit.entries import Change, EntryValues
from contactbook.domain.base.versions import with_fields

_CONTACT = "con_"


def contacts_named_in(values: Iterable[EntryValues | None]) -> set[str]:
    """Return every id of a contact that the values hold, at any depth."""
    changes = [change for one in values if one for change in one.changes]
    return {found for change in changes for value in (change.from_, change.to) for found in _ids_in(value)}


def without_contacts(values: EntryValues | None, hidden: Collection[str]) -> EntryValues | None:
    """Return the values without the ids of these contacts. They do not match their commitment any more."""
    if values is None or not contacts_named_in([values]) & set(hidden):
        return values
    changes = [
        Change(field=change.field, from_=_without(change.from_, hidden), to=_without(change.to, hidden))
        for change in values.changes
    ]
    return with_fields(values, changes=tuple(changes))


def _ids_in(value: JsonValue) -> Iterator[str]:
    if isinstance(value, str):
        if value.startswith(_CONTACT):
            yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _ids_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _ids_in(inner)


def _without(value: JsonValue, hidden: Collection[str]) -> JsonValue:
    if isinstance(value, str):
        return None if value in hidden else value
    if isinstance(value, Mapping):
        return {name: _without(inner, hidden) for name, inner in value.items()}
    if isinstance(value, list):
        return [_without(inner, hidden) for inner in value if not (isinstance(inner, str) and inner in hidden)]
    return value
