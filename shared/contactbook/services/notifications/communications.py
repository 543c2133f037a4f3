"""One-off communications and the history of a contact's (S0.7, S0.11, S0.19-S0.27, S2.66)."""

from datetime import datetime

from pydantic import JsonValue
from ulid import ULID

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.audit.entries import Change
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import NotFound, RuleBroken, ValidationFailed
from contactbook.domain.base.merge_patch import patched_fields
from contactbook.domain.base.versions import require_version, with_fields
from contactbook.domain.contacts.record import Contact
from contactbook.domain.decisions.notification_types import Channel, Origin, Service, origin_with, service_of
from contactbook.domain.notifications import communications as transitions
from contactbook.domain.notifications.communication_drafts import CommunicationDraft, CommunicationFields, content_of, fields_of
from contactbook.domain.notifications.communication_view import CommunicationView, view_of
from contactbook.domain.notifications.communications import Communication, CommunicationState, communication_id
from contactbook.domain.templates.templates import Bodies, TemplateContent, has_body
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import editable_contact, visible_contact
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.services.notifications.runs import check_references
from contactbook.services.notifications.sender_queue import SOON, send_to_sender
from contactbook.services.templates.templates import check_template
from contactbook.storage.base.rows import Write
from contactbook.storage.contacts.profiles import MergedContact
from contactbook.storage.tenant_store import TenantStore


@retried_when_raced
def queue_communication(
    store: TenantStore, contact_id: str, draft: CommunicationDraft, *, by: Caller, now: datetime
) -> CommunicationView:
    """Queue one communication to a contact; without `scheduled_for` it is sent at once, in the background (S0.19, S2.66).

    Raises ValidationFailed, RuleBroken `not_functional` and `anonymized`, NotFound, Merged.
    """
    contact = editable_contact(store, contact_id, by=by)
    account = _account(store, contact_id, draft.account_id)
    origin = Origin.ACCOUNT_PROFILE if account else Origin.PROFILE
    bodies = _checked_bodies(store, draft.template_id, draft.bodies, draft.channel, draft.notification_type_id)
    waits = draft.scheduled_for is not None and draft.scheduled_for > now
    communication = Communication(
        communication_id=communication_id(contact_id, str(ULID.from_datetime(now))),
        contact_id=contact_id,
        service=service_of(origin, account),
        origin=origin,
        channel=draft.channel,
        notification_type_id=draft.notification_type_id,
        template_id=draft.template_id,
        bodies=bodies,
        account_id=account.account_id if account else None,
        scheduled_for=draft.scheduled_for,
        due_at=draft.scheduled_for if waits else now + SOON,
        created_at=now,
        created_by=by.actor,
        updated_at=now,
    )
    _commit(store, contact, "communication.queued", communication, [store.communications.add_of(communication)], by, now)
    if not waits:
        send_to_sender(store, [communication.communication_id])
    return view_of(communication)


def read_communication(store: TenantStore, communication: str, *, by: Caller) -> CommunicationView:
    """One communication, for whoever may see its contact. Raises NotFound."""
    return view_of(_visible(store, communication, by)[0])


def page_of_communications(
    store: TenantStore,
    contact_id: str,
    *,
    account_id: str | None,
    limit: int,
    after: dict[str, str] | None,
    by: Caller,
) -> tuple[list[CommunicationView], dict[str, str] | None]:
    """The contact's history and queue, newest first; with an account, what was about it (S0.22). Raises NotFound, Merged."""
    contact = visible_contact(store, contact_id, by=by)
    ids = (contact_id, *contact.absorbed)
    found, further = store.communications.page_of_all(ids, limit=limit, after=after)
    if account_id is None:
        return [view_of(one) for one in found], further
    wanted = [one for one in found if _is_about(one, account_id)]
    while further is not None and not wanted:
        found, further = store.communications.page_of_all(ids, limit=limit, after=further)
        wanted = [one for one in found if _is_about(one, account_id)]
    return [view_of(one) for one in wanted], further


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
    """Change a queued communication by merge-patch; its Service decides the level that it uses when it is sent (S0.23-S0.27).

    Raises RuleBroken `not_queued`, ValidationFailed, VersionMismatch, NotFound.
    """
    found, contact = _queued(store, communication, by, if_match)
    fields = patched_fields(CommunicationFields, fields_of(found), patch)
    changed = _changed(store, found, contact, fields, patch)
    if changed == found:
        return view_of(found)
    waits = fields.scheduled_for is not None and fields.scheduled_for > now
    # Also one of a run: its slice may be done by the time that it is sent at.
    due_at = fields.scheduled_for if waits else now + SOON
    changed = with_fields(changed, due_at=due_at, updated_at=now, version=found.version + 1)
    _commit(store, contact, "communication.changed", changed, [store.communications.save_of(changed)], by, now)
    if not waits:
        send_to_sender(store, [changed.communication_id], run_id=changed.run_id)
    return view_of(changed)


@retried_when_raced
def cancel_communication(
    store: TenantStore, communication: str, *, by: Caller, now: datetime, if_match: int | None = None
) -> None:
    """Cancel what is queued; it stays in the history as cancelled. Raises RuleBroken `not_queued`, VersionMismatch, NotFound."""
    found, contact = _queued(store, communication, by, if_match)
    cancelled = transitions.cancelled(found, now)
    _commit(store, contact, "communication.cancelled", cancelled, [store.communications.save_of(cancelled)], by, now)


def _changed(
    store: TenantStore, found: Communication, contact: Contact, fields: CommunicationFields, patch: dict[str, JsonValue]
) -> Communication:
    """The communication with these fields. Raises ValidationFailed."""
    # The Service section is set as a whole: naming or clearing the service lets go of the account.
    account_id = None if "service" in patch and "account_id" not in patch else fields.account_id
    account = _account(store, contact.contact_id, account_id)
    template_id, bodies = content_of(fields, patch)
    service = Service(account_id=account.account_id, service=account.service or account.service_group) if account else None
    if service is None and fields.service is not None:
        service = Service(service=fields.service)
    return with_fields(
        found,
        template_id=template_id,
        bodies=_checked_bodies(store, template_id, bodies, fields.channel, fields.notification_type_id),
        channel=fields.channel,
        notification_type_id=fields.notification_type_id,
        service=service,
        origin=origin_with(found.origin, service),
        account_id=account.account_id if account else None,
        scheduled_for=fields.scheduled_for,
    )


def _commit(
    store: TenantStore,
    contact: Contact,
    action: str,
    communication: Communication,
    writes: list[Write],
    by: Caller,
    now: datetime,
) -> None:
    details = [
        Change(field="communication.state", to=communication.state),
        Change(field="communication.channel", to=communication.channel),
    ]
    change = ContactChange(
        before=contact,
        after=contact,
        action=action,
        subject=communication.communication_id,
        details=details,
        writes=writes,
    )
    commit_change(store, change, by=by, now=now)


def _visible(store: TenantStore, communication: str, by: Caller) -> tuple[Communication, str]:
    """The communication, and the contact it belongs to by now: a merged one's lives on with the survivor."""
    contact_id = transitions.contact_of(communication)
    if isinstance(store.contacts.find(contact_id), MergedContact):
        living = store.contacts.survivors([contact_id]).get(contact_id)
        contact_id = living.contact_id if living else contact_id
    visible_contact(store, contact_id, by=by)
    found = store.communications.find(communication) or store.communications.find_with(contact_id, communication)
    if found is None:
        raise NotFound("There is no such communication.")
    return found, contact_id


def _queued(store: TenantStore, communication: str, by: Caller, if_match: int | None) -> tuple[Communication, Contact]:
    found, contact_id = _visible(store, communication, by)
    contact = editable_contact(store, contact_id, by=by)
    require_version(found.version, if_match)
    if found.state is not CommunicationState.QUEUED:
        raise RuleBroken(f"The communication is {found.state}; only a queued one can be changed.", code="not_queued")
    return found, contact


def _account(store: TenantStore, contact_id: str, account_id: str | None) -> Account | None:
    """The contact's own account: another contact's does not exist here (S0.17)."""
    if account_id is None:
        return None
    account = store.accounts.find(contact_id, account_id)
    if account is None:
        raise ValidationFailed.of("/account_id", "unknown_account", "The contact has no such account.")
    return account


def _checked_bodies(
    store: TenantStore, template_id: str | None, bodies: Bodies | None, channel: Channel, notification_type_id: str
) -> TemplateContent | None:
    if template_id is not None:
        check_references(store, notification_type_id, template_id, channel)
        return None
    if store.notification_types.find(notification_type_id) is None:
        raise ValidationFailed.of("/notification_type_id", "unknown_notification_type", "There is no such notification type.")
    content = TemplateContent(bodies=bodies or Bodies())
    check_template(store, content)
    if not has_body(content, channel):
        raise ValidationFailed.of("/bodies", "no_body_for_channel", "There is no body for this channel.")
    return content


def _is_about(found: Communication, account_id: str) -> bool:
    return account_id in (found.account_id, found.service.account_id if found.service else None)
