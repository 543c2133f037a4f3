"""Communications that follow an event of a contact: defined by the tenant, queued from the stream (S2.67, S2.109).

An audit entry is the event. The communication's id is derived from the entry and the definition, so one entry and one definition
make one communication, even if the stream delivers the entry twice.
"""

from collections.abc import Sequence
from datetime import datetime

from pydantic import JsonValue

from contactbook.domain.audit.entries import Entry
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import NotFound
from contactbook.domain.base.merge_patch import patched_fields
from contactbook.domain.base.versions import next_version, require_version
from contactbook.domain.communications.communication_ids import communication_id, derived_tail
from contactbook.domain.communications.communication_states import CommunicationState
from contactbook.domain.communications.communications import Communication
from contactbook.domain.communications.event_communications import (
    EventCommunication,
    EventCommunicationDraft,
    EventCommunicationFields,
    EventName,
)
from contactbook.domain.decisions.origins import Origin, Service, account_service
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.tenant_changes import TenantChange, commit_tenant_change
from contactbook.services.changes.children import stated_fields
from contactbook.services.changes.new_entries import new_entries
from contactbook.services.communications.references import require_type_and_template
from contactbook.services.communications.sender_queue import SOON, send_to_sender
from contactbook.services.decisions.excluding import require_excluded
from contactbook.services.notification_types.notification_types import customer_care_type
from contactbook.services.senders.requirement import require_sender
from contactbook.storage.communications.communications import AlreadyThere
from contactbook.storage.communications.event_communications import Event, event_in
from contactbook.storage.stream.changes import RowChange
from contactbook.storage.tenant_store import TenantStore

_EVENTS = frozenset(event.value for event in EventName)
_ACCOUNT_EVENTS = frozenset({EventName.ACCOUNT_CREATED.value})


def create_event_communication(
    store: TenantStore, draft: EventCommunicationDraft, *, by: Caller, now: datetime
) -> EventCommunication:
    """Create a definition.

    Raises ValidationFailed for an unknown type, template or record of `exclude`, `sender_missing` without a verified sender, MissingScope
    for no type.
    """
    require_excluded(store, draft.exclude)
    require_sender(store, draft.channel)
    type_id = draft.notification_type_id or customer_care_type(store, by=by, now=now).notification_type_id
    require_type_and_template(store, type_id, draft.template_id, draft.channel)
    stated = {**dict(draft), "notification_type_id": type_id}
    made = EventCommunication(**stated, event_communication_id=new_id("evc", now), created_at=now, updated_at=now)
    add = store.event_communications.add_of(made.event_communication_id, made)
    change = TenantChange("event_communication.created", made.event_communication_id, None, made)
    commit_tenant_change(store, change, add, by=by, now=now)
    return made


@retried_when_raced
def change_event_communication(
    store: TenantStore,
    event_communication_id: str,
    patch: dict[str, JsonValue],
    *,
    by: Caller,
    now: datetime,
    if_match: int | None = None,
) -> EventCommunication:
    """Apply a merge-patch; one that changes nothing is not saved. Raises ValidationFailed, VersionMismatch, NotFound."""
    stored = store.event_communications.get(event_communication_id)
    require_version(stored.version, if_match)
    fields = patched_fields(EventCommunicationFields, stored, patch)
    if dict(fields) == stated_fields(stored, EventCommunicationFields):
        return stored
    require_type_and_template(store, fields.notification_type_id, fields.template_id, fields.channel)
    require_excluded(store, fields.exclude)
    if fields.enabled and (not stored.enabled or fields.channel is not stored.channel):
        require_sender(store, fields.channel)
    changed = next_version(stored, **dict(fields), updated_at=now)
    save = store.event_communications.save_of(event_communication_id, changed, replacing=stored.version)
    change = TenantChange("event_communication.changed", event_communication_id, stored, changed)
    commit_tenant_change(store, change, save, by=by, now=now)
    return changed


def delete_event_communication(
    store: TenantStore, event_communication_id: str, *, by: Caller, now: datetime, if_match: int | None = None
) -> None:
    """Delete a definition; queued communications are still sent. Raises VersionMismatch, NotFound."""
    stored = store.event_communications.get(event_communication_id)
    require_version(stored.version, if_match)
    remove = store.event_communications.remove_of(event_communication_id, version=stored.version)
    change = TenantChange("event_communication.deleted", event_communication_id, stored, None)
    commit_tenant_change(store, change, remove, by=by, now=now)


def follow_changes(store: TenantStore, changes: Sequence[RowChange], now: datetime) -> None:
    """Queue one communication for each new audit entry and each definition that follows such an event."""
    events = [event for row in new_entries(changes) for event in [event_in(row)] if event.entry.action in _EVENTS]
    if not events:
        return
    definitions = [found for found in store.event_communications.all() if found.enabled]
    if not definitions or store.settings.current().closing.is_closed:
        # While the tenant is off-boarded people still say no on their pages, and nothing is sent about it (S8.6).
        return
    queued: list[str] = []
    for event in events:
        for definition in definitions:
            # A definition does not follow earlier events, even if the stream delivers them late.
            if definition.event == event.entry.action and definition.created_at <= event.entry.at:
                queued += _queue(store, event, definition, now)
    if queued:
        send_to_sender(store, queued)


def _queue(store: TenantStore, event: Event, definition: EventCommunication, now: datetime) -> list[str]:
    """Save the communication and return its id, or nothing if it exists and is no longer queued."""
    communication = _communication(store, event, definition, now)
    try:
        store.communications.add(communication)
    except AlreadyThere as there:
        # The entry was delivered again. Its message to the sender may have been lost, and a second one does no harm.
        return [communication.communication_id] if there.stored.state is CommunicationState.QUEUED else []
    return [communication.communication_id]


def _communication(store: TenantStore, event: Event, definition: EventCommunication, now: datetime) -> Communication:
    entry = event.entry
    tail = derived_tail(entry.entry_id, entry.entry_id, definition.event_communication_id)
    return Communication(
        communication_id=communication_id(event.contact_id, tail),
        contact_id=event.contact_id,
        service=_service(store, event.contact_id, entry) if entry.action in _ACCOUNT_EVENTS else None,
        origin=Origin.EVENT,
        channel=definition.channel,
        notification_type_id=definition.notification_type_id,
        template_id=definition.template_id,
        event_entry_id=entry.entry_id,
        event_communication_id=definition.event_communication_id,
        exclude=definition.exclude,
        due_at=now + SOON,
        created_at=now,
        created_by=entry.actor,
        updated_at=now,
    )


def _service(store: TenantStore, contact_id: str, entry: Entry) -> Service | None:
    if entry.subject is None:
        return None
    try:
        account = store.accounts.get(contact_id, entry.subject)
    except NotFound:
        return None
    return account_service(account)
