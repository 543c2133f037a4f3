"""Communications that follow from what happens to a contact: defined by the tenant, queued from the stream (S2.67, S2.109).

An audit entry is the event. The communication's id is derived from the entry and the definition, so the stream may tell the same
thing twice: one entry and one definition make one communication.
"""

from collections.abc import Sequence
from datetime import datetime

from pydantic import JsonValue

from contactbook.domain.audit.entries import Entry
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import NotFound
from contactbook.domain.base.merge_patch import patched_fields
from contactbook.domain.base.versions import next_version, require_version
from contactbook.domain.decisions.notification_types import Origin, Service
from contactbook.domain.notifications.communications import Communication, CommunicationState, communication_id, derived_tail
from contactbook.domain.notifications.schedules import (
    EventCommunication,
    EventCommunicationDraft,
    EventCommunicationFields,
    EventName,
)
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.domain_events import new_entries
from contactbook.services.decisions.notification_types import customer_care_type
from contactbook.services.notifications.runs import check_references
from contactbook.services.notifications.sender_queue import SOON, send_to_sender
from contactbook.storage.base import table
from contactbook.storage.base.rows import Row
from contactbook.storage.notifications.communications import AlreadyThere
from contactbook.storage.stream.changes import RowChange
from contactbook.storage.tenant_store import TenantStore

_EVENTS = frozenset(event.value for event in EventName)
_ACCOUNT_EVENTS = frozenset({EventName.ACCOUNT_CREATED.value})


def create_event_communication(
    store: TenantStore, draft: EventCommunicationDraft, *, by: Caller, now: datetime
) -> EventCommunication:
    """Define a communication that follows an event. Raises ValidationFailed for what it names and is not there."""
    type_id = draft.notification_type_id or customer_care_type(store, by=by, now=now).notification_type_id
    check_references(store, type_id, draft.template_id, draft.channel)
    stated = {**dict(draft), "notification_type_id": type_id}
    made = EventCommunication(**stated, event_communication_id=new_id("evc", now), created_at=now, updated_at=now)
    table.transact([store.event_communications.add_of(made.event_communication_id, made)])
    return made


@retried_when_raced
def change_event_communication(
    store: TenantStore, event_communication_id: str, patch: dict[str, JsonValue], *, now: datetime, if_match: int | None = None
) -> EventCommunication:
    """Apply a merge-patch. Raises ValidationFailed, VersionMismatch, NotFound."""
    stored = store.event_communications.get(event_communication_id)
    require_version(stored.version, if_match)
    fields = patched_fields(EventCommunicationFields, stored, patch)
    check_references(store, fields.notification_type_id, fields.template_id, fields.channel)
    changed = next_version(stored, **dict(fields), updated_at=now)
    table.transact([store.event_communications.save_of(event_communication_id, changed, replacing=stored.version)])
    return changed


def delete_event_communication(store: TenantStore, event_communication_id: str, *, if_match: int | None = None) -> None:
    """Delete a definition; what is queued already is sent. Raises VersionMismatch, NotFound."""
    stored = store.event_communications.get(event_communication_id)
    require_version(stored.version, if_match)
    table.transact([store.event_communications.remove_of(event_communication_id, version=stored.version)])


def follow_changes(store: TenantStore, changes: Sequence[RowChange], now: datetime) -> None:
    """Queue one communication for each new audit entry and each definition that follows such an event."""
    events = [(row, entry) for row in new_entries(changes) for entry in [_entry(row)] if entry.action in _EVENTS]
    if not events:
        return
    definitions = [found for found in store.event_communications.all() if found.enabled]
    queued: list[str] = []
    for row, entry in events:
        contact_id = row.key.pk.rpartition("#")[2]
        for definition in definitions:
            # What happened before it was defined is not followed, also when the stream tells of it late.
            if definition.event == entry.action and definition.created_at <= entry.at:
                queued += _queue(store, contact_id, entry, definition, now)
    if queued:
        send_to_sender(store, queued)


def _queue(store: TenantStore, contact_id: str, entry: Entry, definition: EventCommunication, now: datetime) -> list[str]:
    tail = derived_tail(entry.entry_id, entry.entry_id, definition.event_communication_id)
    about_account = entry.action in _ACCOUNT_EVENTS and entry.subject is not None
    communication = Communication(
        communication_id=communication_id(contact_id, tail),
        contact_id=contact_id,
        service=_service(store, contact_id, entry) if about_account else None,
        origin=Origin.EVENT,
        channel=definition.channel,
        notification_type_id=definition.notification_type_id,
        template_id=definition.template_id,
        event_entry_id=entry.entry_id,
        event_communication_id=definition.event_communication_id,
        due_at=now + SOON,
        created_at=now,
        created_by=entry.actor,
        updated_at=now,
    )
    try:
        store.communications.add(communication)
    except AlreadyThere as there:
        # Told again: its message may have been lost, and a second one does no harm.
        return [communication.communication_id] if there.stored.state is CommunicationState.QUEUED else []
    return [communication.communication_id]


def _service(store: TenantStore, contact_id: str, entry: Entry) -> Service | None:
    if entry.subject is None:
        return None
    try:
        account = store.accounts.get(contact_id, entry.subject)
    except NotFound:
        return None
    return Service(account_id=account.account_id, service=account.service or account.service_group)


def _entry(row: Row) -> Entry:
    return Entry.model_validate_json(row.document)
