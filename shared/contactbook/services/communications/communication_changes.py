"""Changes of queued communications: edits and cancellations (S0.23-S0.27)."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import JsonValue

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import ConcurrentUpdate, Merged, NotFound, RuleBroken, ValidationFailed
from contactbook.domain.base.merge_patch import patched_fields
from contactbook.domain.base.versions import next_version, require_version, with_fields
from contactbook.domain.communications import transitions
from contactbook.domain.communications.communication_drafts import (
    EITHER_OF_SERVICE,
    CommunicationFields,
    changed_content,
    communication_fields,
)
from contactbook.domain.communications.communication_states import CommunicationState
from contactbook.domain.communications.communication_views import CommunicationView, communication_view
from contactbook.domain.communications.communications import Communication
from contactbook.domain.communications.worklist import CancelEnd
from contactbook.domain.contacts.record import Contact
from contactbook.domain.decisions.origins import Service, account_service, origin_with
from contactbook.domain.notification_types.notification_types import OWN_EXPORT_TYPE_ID
from contactbook.domain.templates.merge_tags import EXPORT_LINK
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import editable_contact
from contactbook.services.communications.communications import commit_communication, visible_communication
from contactbook.services.communications.present_addresses import present_views
from contactbook.services.communications.references import checked_content, open_account, own_account
from contactbook.services.communications.run_ends import ending_writes
from contactbook.services.communications.sender_queue import SOON, send_to_sender
from contactbook.services.senders.requirement import require_sender
from contactbook.storage.base.marks import unmarked
from contactbook.storage.base.rows import Write
from contactbook.storage.tenant_store import TenantStore

_SERVICE_SECTION = frozenset({"account_id", "service"})


@retried_when_raced
def change_communication(
    store: TenantStore,
    communication: str,
    patch: dict[str, JsonValue],
    *,
    by: Caller,
    now: datetime,
    if_match: int | None = None,
) -> CommunicationView:
    """Change a queued communication by merge-patch. Its Service decides the level that it uses when it is sent (S0.23-S0.27).

    Raises RuleBroken `not_queued` and `run_cancelled`, ValidationFailed, also `sender_missing` for a channel without a verified sender,
    VersionMismatch, NotFound.
    """
    found, contact = _queued(store, communication, by, if_match, now)
    if found.run_id and store.runs.is_stopped(found.run_id):
        raise RuleBroken("Its run was cancelled, so it is cancelled as well. Write another one.", code="run_cancelled")
    patch = _edited(store, found, patch, now)
    fields = patched_fields(CommunicationFields, communication_fields(found), patch)
    changed = _changed(store, found, contact, fields, patch)
    if changed == found:
        return present_views(store, [found], now=now)[0]
    if changed.channel is not found.channel:
        require_sender(store, changed.channel)
    waits = fields.scheduled_for is not None and fields.scheduled_for > now
    # A communication of a run gets a time of its own as well: its slice may be done before that time.
    due_at = fields.scheduled_for if waits else now + SOON
    # At another time quiet hours decide anew.
    put_off_until = found.put_off_until if fields.scheduled_for == found.put_off_until else None
    changed = next_version(changed, due_at=due_at, put_off_until=put_off_until, updated_at=now)
    writes: list[Write] = [store.communications.save_of(changed)]
    if found.run_id:
        writes.append(store.runs.check_not_stopped_of(found.run_id))
    commit_communication(store, contact, "communication.changed", changed, writes, by=by, now=now)
    if not waits:
        send_to_sender(store, [changed.communication_id], run_id=changed.run_id)
    return present_views(store, [changed], now=now)[0]


@retried_when_raced
def cancel_communication(
    store: TenantStore, communication: str, *, by: Caller, now: datetime, if_match: int | None = None
) -> None:
    """Cancel a queued communication; it remains as cancelled. Raises RuleBroken `not_queued`, VersionMismatch, NotFound."""
    found, contact = _queued(store, communication, by, if_match, now)
    cancelled = transitions.cancelled(found, now)
    writes = [store.communications.save_of(cancelled), *ending_writes(store, found, cancelled)]
    commit_communication(store, contact, "communication.cancelled", cancelled, writes, by=by, now=now)


def cancel_many(store: TenantStore, communication_ids: Sequence[str], *, by: Caller, now: datetime) -> list[CancelEnd]:
    """Cancel queued communications, each by itself; return what became of each, in the order asked for (S0.23).

    One that is cancelled already is reported as cancelled, so the request can be repeated.
    """
    with unmarked():
        return [_end_of(store, one, by, now) for one in dict.fromkeys(communication_ids)]


def _end_of(store: TenantStore, communication: str, by: Caller, now: datetime) -> CancelEnd:
    try:
        cancel_communication(store, communication, by=by, now=now)
    except (NotFound, Merged, RuleBroken, ConcurrentUpdate) as error:
        if error.code != "not_queued":
            return CancelEnd(communication_id=communication, code=error.code)
        found, _ = visible_communication(store, communication, by, now)
        if found.state is not CommunicationState.CANCELLED:
            return CancelEnd(communication_id=communication, code=error.code)
    return CancelEnd(communication_id=communication, state=CommunicationState.CANCELLED)


def _edited(store: TenantStore, found: Communication, patch: dict[str, JsonValue], now: datetime) -> dict[str, JsonValue]:
    """Return the patch without the parts of the Service section that stay as they are shown.

    A form that was read repeats both `account_id` and `service`. What counts is the one that somebody edited (S0.27).
    """
    if not patch.keys() & _SERVICE_SECTION:
        return patch
    is_any = found.service is not None and found.service.is_any
    shown = present_views(store, [found], now=now)[0] if is_any else communication_view(found)
    same = {name for name in _SERVICE_SECTION & patch.keys() if patch[name] == getattr(shown, name)}
    return {name: value for name, value in patch.items() if name not in same}


def _changed(
    store: TenantStore, found: Communication, contact: Contact, fields: CommunicationFields, patch: dict[str, JsonValue]
) -> Communication:
    """Return the communication with these fields. Raises ValidationFailed, RuleBroken `account_closed`."""
    # The Service section is set as a whole: setting or clearing the service removes the account.
    account_id = None if "service" in patch and "account_id" not in patch else fields.account_id
    account = (open_account if "account_id" in patch else own_account)(store, contact.contact_id, account_id)
    template_id, bodies = changed_content(fields, patch)
    service = account_service(account) if account else None
    named = patch.get("service")
    if service is not None and named not in (None, service.service):
        raise ValidationFailed.of("/service", "invalid", EITHER_OF_SERVICE)
    if service is None and fields.service is not None:
        service = Service(service=fields.service)
    return with_fields(
        found,
        template_id=template_id,
        bodies=checked_content(
            store, template_id, bodies, fields.channel, _named_type(found, fields, patch), also=_stands(patch)
        ),
        channel=fields.channel,
        notification_type_id=fields.notification_type_id,
        service=service,
        origin=origin_with(found.origin, service),
        account_id=account.account_id if account else None,
        scheduled_for=fields.scheduled_for,
    )


def _named_type(found: Communication, fields: CommunicationFields, patch: dict[str, JsonValue]) -> str | None:
    """Return the type to look up; None for the mail of an export whose text stays ours."""
    is_ours = found.notification_type_id == fields.notification_type_id == OWN_EXPORT_TYPE_ID
    return None if is_ours and not patch.keys() & {"bodies", "template_id"} else fields.notification_type_id


def _stands(patch: dict[str, JsonValue]) -> frozenset[str]:
    """Return the tags that bodies may have that a caller did not write: those of the mail of an export."""
    return frozenset() if "bodies" in patch else frozenset({EXPORT_LINK})


def _queued(
    store: TenantStore, communication: str, by: Caller, if_match: int | None, now: datetime
) -> tuple[Communication, Contact]:
    found, contact_id = visible_communication(store, communication, by, now)
    contact = editable_contact(store, contact_id, by=by)
    require_version(found.version, if_match)
    if found.state is not CommunicationState.QUEUED:
        raise RuleBroken(
            f"The communication is {found.state}; only a queued one can be changed. Write another one.", code="not_queued"
        )
    return found, contact
