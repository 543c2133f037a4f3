"""The events of the catalogue that changes of the table are (S7.6).

An audit entry of a contact is one event or several. Communications, runs, imports, the sync and an off-boarding have no such entries:
their own rows tell. An id is made from what the event is about, so that a change which the stream brings twice has the same ids.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from contactbook.domain.audit.entries import Entry
from contactbook.domain.communications.communications import Communication
from contactbook.domain.communications.told import event_of_communication, told_communication
from contactbook.domain.contacts.record import Contact
from contactbook.domain.events import bodies
from contactbook.domain.events.bodies import EventBody
from contactbook.domain.events.catalogue import CATALOGUE, Event
from contactbook.domain.events.of_entries import events_of_entry, is_source_of_merge
from contactbook.domain.events.types import EventType
from contactbook.domain.settings.closing import Closing
from contactbook.services.base.ids import id_of_time
from contactbook.services.changes.new_entries import new_entries
from contactbook.services.stream.ended_work import ended_import, ended_run, ended_sync
from contactbook.storage.base.rows import Row
from contactbook.storage.stream.changes import RowChange
from contactbook.storage.tenant_store import TenantStore

_PREFIX = "evt"
_Told = Iterator[Event]
# Of an entry that does not say which account, opportunity or merge it is about.
_NAMELESS = EventType.CONTACT_CHANGED


def events_in(store: TenantStore, changes: Sequence[RowChange], now: datetime) -> list[Event]:
    """Return the events that a tenant's changes are, in the order of the changes."""
    return [event for change in changes for event in _OF_A_KIND.get(change.kind, _nothing)(store, change, now)]


def _made(
    store: TenantStore, type_: EventType, at: datetime, purpose: str, body: EventBody, *, made_at: datetime | None = None
) -> Event:
    """Return an event whose id is always the same for what it is about (`purpose`) and its time, or that of `made_at`."""
    return Event(
        type=type_,
        event_id=id_of_time(_PREFIX, made_at or at, f"{store.tenant_id} {type_} {purpose}"),
        timestamp=at,
        tenant_id=store.tenant_id,
        data=body.model_dump(mode="json", exclude_none=True),
    )


def _nothing(store: TenantStore, change: RowChange, now: datetime) -> _Told:  # noqa: ARG001 - each kind has this signature
    yield from ()


def _of_entry(store: TenantStore, change: RowChange, now: datetime) -> _Told:  # noqa: ARG001 - as above
    for row in new_entries([change]):
        entry = row.read(Entry)
        for named, fields in events_of_entry(entry.action, entry.fields):
            type_ = named if entry.subject or CATALOGUE[named].body is bodies.ContactBody else _NAMELESS
            yield _made(store, type_, entry.at, entry.entry_id, _body_of(type_, row, entry, fields))


def _body_of(type_: EventType, row: Row, entry: Entry, fields: tuple[str, ...]) -> EventBody:
    body = CATALOGUE[type_].body
    values: dict[str, object] = {"contact_id": row.contact_id, "action": entry.action, "fields": fields}
    if body is bodies.MergeBody:
        role = bodies.MergeRole.SOURCE if is_source_of_merge(entry.action) else bodies.MergeRole.SURVIVOR
        values |= {"merge_id": entry.subject, "role": role}
    elif body is bodies.AccountBody:
        values["account_id"] = entry.subject
    elif body is bodies.OpportunityBody:
        values["opportunity_id"] = entry.subject
    return body.model_validate(values)


def _of_contact(store: TenantStore, change: RowChange, now: datetime) -> _Told:  # noqa: ARG001 - as above
    """The lists that the contact joined and left. One that goes tells so itself."""
    after = change.new_contact
    if after is None:
        return
    before = change.old_contact.list_ids if change.old_contact else ()
    for list_id in after.list_ids:
        if list_id not in before:
            yield _membership(store, EventType.LIST_JOINED, after, list_id)
    for list_id in before:
        if list_id not in after.list_ids:
            yield _membership(store, EventType.LIST_LEFT, after, list_id)


def _membership(store: TenantStore, type_: EventType, contact: Contact, list_id: str) -> Event:
    purpose = f"{contact.contact_id} {contact.version} {list_id}"
    body = bodies.ListBody(contact_id=contact.contact_id, list_id=list_id)
    return _made(store, type_, contact.updated_at, purpose, body)


def _of_communication(store: TenantStore, change: RowChange, now: datetime) -> _Told:  # noqa: ARG001 - as above
    if change.new is None:
        return
    before, after = change.old.read(Communication) if change.old else None, change.new.read(Communication)
    type_ = event_of_communication(before, after)
    if type_ is not None:
        purpose = f"{after.communication_id} {after.version}"
        yield _made(store, type_, after.updated_at, purpose, told_communication(after))


def _of_run(store: TenantStore, change: RowChange, now: datetime) -> _Told:
    ended = ended_run(store, change, now)
    if ended is not None:
        purpose = f"{ended.body.run_id} {ended.body.state}"
        yield _made(store, EventType.RUN_FINISHED, ended.at, purpose, ended.body, made_at=ended.made_at)


def _of_import(store: TenantStore, change: RowChange, now: datetime) -> _Told:  # noqa: ARG001 - as above
    ended = ended_import(change)
    if ended is not None:
        yield _made(store, EventType.IMPORT_FINISHED, ended.at, ended.body.import_id, ended.body)


def _of_sync(store: TenantStore, change: RowChange, now: datetime) -> _Told:
    ended = ended_sync(change, now)
    if ended is not None:
        yield _made(store, EventType.SYNC_FINISHED, ended.at, ended.body.sync_run_id, ended.body, made_at=ended.made_at)


def _of_closing(store: TenantStore, change: RowChange, now: datetime) -> _Told:
    if change.old is None and change.new is not None:
        # A mark of a former version does not say since when.
        at = change.new.read(Closing).since or now
        yield _made(store, EventType.TENANT_CLOSING, at, store.tenant_id, bodies.ClosingBody())


_OF_A_KIND: Mapping[str, Callable[[TenantStore, RowChange, datetime], _Told]] = {
    "history": _of_entry,
    "contact": _of_contact,
    "communication": _of_communication,
    "notification_run": _of_run,
    "notification_totals": _of_run,
    "bulk_change": _of_run,
    "anonymization_run": _of_run,
    "reconsent_run": _of_run,
    "import": _of_import,
    "sync_run": _of_sync,
    "closing": _of_closing,
}
