"""Reading what a contact permits, because of which event, and every event of its ledger (S5.9)."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from contactbook.domain.audit.entries import Entry, EntryValues
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.paging import After, pages
from contactbook.domain.contacts.record import Contact
from contactbook.domain.permissions.derivation import PermissionEvent, events_of
from contactbook.domain.permissions.said import EVIDENCE_NOTE
from contactbook.domain.permissions.views import PermissionEventView, Permissions, permissions_of, shown
from contactbook.services.audit.as_of import past_contact
from contactbook.services.changes.access import visible_contact
from contactbook.storage.tenant_store import TenantStore

_AT_ONCE = 100


def read_permissions(
    store: TenantStore, contact_id: str, *, by: Caller, now: datetime, as_of: datetime | None = None
) -> Permissions:
    """Return each scope, whether it is allowed, and the event that decides; at an earlier time too.

    Reads the contact's whole history. Raises NotFound, Merged, and as `past_contact` for a time.
    """
    contact = past_contact(store, contact_id, as_of, by=by, now=now) if as_of else visible_contact(store, contact_id, by=by)
    topics = [found.list_id for found in store.lists.all() if found.public]
    return Permissions(items=permissions_of(contact, ledger_of(store, contact, as_of), topics))


def ledger_of(store: TenantStore, contact: Contact, as_of: datetime | None = None) -> list[PermissionEvent]:
    """Return every event of the contact's ledger until that time, oldest first. One query for each hundred audit entries."""
    found: list[PermissionEvent] = []
    for page, _ in pages(lambda after: store.history.page(contact.contact_id, limit=_AT_ONCE, after=after)):
        for entry, values in page:
            found += reversed(events_in(entry, values))
    return [event for event in reversed(found) if as_of is None or event.recorded_at <= as_of]


def page_of_events(
    store: TenantStore, contact_id: str, *, by: Caller, limit: int, after: After | None
) -> tuple[list[PermissionEventView], After | None]:
    """Return a page of the events, newest first. Raises NotFound, Merged.

    A cursor names the last entry that was shown whole, and how many events of the next one were shown.
    """
    visible_contact(store, contact_id, by=by)
    last, skip = (after["last"], int(after["skip"])) if after else ("", 0)
    found: list[PermissionEventView] = []
    for entry, values in _entries_after(store, contact_id, last):
        events = [shown(event) for event in reversed(events_in(entry, values))][skip:]
        room = limit - len(found)
        found += events[:room]
        if len(events) > room:
            return found, {"last": last, "skip": str(skip + room)}
        last, skip = entry.entry_id, 0
    return found, None


def _entries_after(store: TenantStore, contact_id: str, last: str) -> Iterator[tuple[Entry, EntryValues | None]]:
    start = store.history.after_of(contact_id, last) if last else None
    for page, _ in pages(lambda after: store.history.page(contact_id, limit=_AT_ONCE, after=after), after=start):
        yield from page


def events_in(entry: Entry, values: EntryValues | None) -> Sequence[PermissionEvent]:
    """Return what an audit entry says about contacting its contact, in its order."""
    notes = {change.field: change.to for change in values.changes} if values and entry.said else {}
    note = notes.get(EVIDENCE_NOTE)
    return events_of(
        entry.said, entry_id=entry.entry_id, at=entry.at, by=entry.actor, note=str(note) if note is not None else None
    )
