"""The timeline of a contact: its changes, its communications and its notes in one list, newest first."""

import heapq
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.base.paging import After
from contactbook.domain.base.values import Moment, Value
from contactbook.domain.base.versions import with_fields
from contactbook.domain.communications.communication_views import CommunicationView
from contactbook.domain.communications.communications import Communication
from contactbook.domain.contacts.notes import Note
from contactbook.domain.contacts.record import Contact
from contactbook.services.audit.entries import AuditEntry, of_change
from contactbook.services.changes.access import visible_contact
from contactbook.services.communications.present_addresses import present_views
from contactbook.services.communications.worklist_sources import of_contact
from contactbook.storage.tenant_store import TenantStore

# Stands in a cursor for a source that has nothing left.
_DONE = ""
# Of the changes on a page.
_MOST_BYTES = 2_000_000


class TimelineKind(StrEnum):
    """What an item of a timeline is."""

    CHANGE = "change"
    COMMUNICATION = "communication"
    NOTE = "note"


class TimelineItem(Value):
    """One item of a timeline: what it is, when it was made, and the thing itself in the field of its kind."""

    kind: TimelineKind
    at: Moment
    change: AuditEntry | None = None
    communication: CommunicationView | None = None
    note: Note | None = None


@dataclass(frozen=True)
class _Found:
    kind: TimelineKind
    at: datetime
    found: AuditEntry | Communication | Note
    # Where the source goes on behind it.
    after: After


_Source = Callable[[int, After | None], tuple[Sequence[_Found], After | None]]


def page_of_timeline(
    store: TenantStore, contact_id: str, *, by: Caller, now: datetime, limit: int, after: After | None
) -> tuple[list[TimelineItem], After | None]:
    """Return a page of the timeline. Changes are on it for a caller who may read the audit. A query or two of each source.

    Raises NotFound, Merged.
    """
    contact = visible_contact(store, contact_id, by=by)
    places = dict(after or {})
    read: dict[TimelineKind, tuple[Sequence[_Found], After | None]] = {}
    for kind, source in _sources(store, contact, by, now).items():
        if places.get(kind) != _DONE:
            read[kind] = source(limit, json.loads(places[kind]) if kind in places else None)
    # The head of each source competes, so that every source is shown in its own order and none is passed over.
    merged = list(heapq.merge(*(found for found, _ in read.values()), key=lambda one: one.at, reverse=True))
    shown = _that_fit(merged[:limit])
    for one in shown:
        places[one.kind] = json.dumps(one.after)
    for kind, (found, further) in read.items():
        if further is None and sum(one.kind is kind for one in shown) == len(found):
            places[kind] = _DONE
    is_last = len(merged) == len(shown) and all(places.get(kind) == _DONE for kind in read)
    return _items(store, shown, now), None if is_last else {str(kind): place for kind, place in places.items()}


def _that_fit(found: list[_Found]) -> list[_Found]:
    """Return as many as an answer can hold, one at least: an entry has the values of its change."""
    size = 0
    for number, one in enumerate(found):
        size += one.found.size if isinstance(one.found, AuditEntry) else 0
        if number and size > _MOST_BYTES:
            return found[:number]
    return found


def _sources(store: TenantStore, contact: Contact, by: Caller, now: datetime) -> dict[TimelineKind, _Source]:
    sources: dict[TimelineKind, _Source] = {
        TimelineKind.COMMUNICATION: _communications(store, contact, now),
        TimelineKind.NOTE: _notes(store, contact),
    }
    return {TimelineKind.CHANGE: _changes(store, contact), **sources} if Scope.AUDIT_READ in by.scopes else sources


def _changes(store: TenantStore, contact: Contact) -> _Source:
    def read(limit: int, after: After | None) -> tuple[list[_Found], After | None]:
        found, further = store.history.page(contact.contact_id, limit=limit, after=after)
        return [
            _Found(
                TimelineKind.CHANGE,
                entry.at,
                of_change(contact.contact_id, entry, values),
                store.history.after_of(contact.contact_id, entry.entry_id),
            )
            for entry, values in found
        ], further

    return read


def _communications(store: TenantStore, contact: Contact, now: datetime) -> _Source:
    source = of_contact(store, contact, now)

    def read(limit: int, after: After | None) -> tuple[list[_Found], After | None]:
        found, further = source(limit, after)
        return [
            _Found(TimelineKind.COMMUNICATION, one.communication.created_at, one.communication, one.after) for one in found
        ], further

    return read


def _notes(store: TenantStore, contact: Contact) -> _Source:
    def read(limit: int, after: After | None) -> tuple[list[_Found], After | None]:
        found, further = store.notes.page(contact.contact_id, limit=limit, after=after)
        return [
            _Found(TimelineKind.NOTE, one.created_at, one, store.notes.after_of(contact.contact_id, one.note_id)) for one in found
        ], further

    return read


def _items(store: TenantStore, shown: Sequence[_Found], now: datetime) -> list[TimelineItem]:
    queued = [one.found for one in shown if isinstance(one.found, Communication)]
    views = {view.communication_id: view for view in present_views(store, queued, now=now)}
    return [
        with_fields(
            TimelineItem(kind=one.kind, at=one.at),
            **{one.kind.value: views[one.found.communication_id] if isinstance(one.found, Communication) else one.found},
        )
        for one in shown
    ]
