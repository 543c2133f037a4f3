"""One-off communications, and the communications of a contact (S0.7, S0.11, S0.19-S0.22, S2.66)."""

from collections.abc import Sequence
from datetime import datetime

from contactbook.domain.audit.entries import Change
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import NotFound
from contactbook.domain.base.paging import After, pages
from contactbook.domain.communications.communication_drafts import CommunicationDraft
from contactbook.domain.communications.communication_ids import communication_id, contact_id_in
from contactbook.domain.communications.communication_views import CommunicationView, communication_view
from contactbook.domain.communications.communications import Communication
from contactbook.domain.communications.worklist import is_about
from contactbook.domain.contacts.record import Contact
from contactbook.domain.decisions.origins import Origin, Service, account_service, origin_with
from contactbook.domain.notification_types.notification_types import OWN_EXPORT_TYPE_ID
from contactbook.domain.templates.merge_tags import EXPORT_LINK
from contactbook.services.base.ids import new_ulid
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import editable_contact, visible_contact
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.services.communications.planned import find_communication, planned_for
from contactbook.services.communications.present_addresses import present_views
from contactbook.services.communications.references import checked_content, open_account, own_account
from contactbook.services.communications.sender_queue import SOON, send_to_sender
from contactbook.services.senders.requirement import require_sender
from contactbook.storage.base.rows import Write
from contactbook.storage.contacts.profiles import MergedContact
from contactbook.storage.tenant_store import TenantStore


@retried_when_raced
def queue_communication(
    store: TenantStore,
    contact_id: str,
    draft: CommunicationDraft,
    *,
    by: Caller,
    now: datetime,
    also: frozenset[str] = frozenset(),
) -> CommunicationView:
    """Queue one communication to a contact. Without `scheduled_for` it is sent at once, in the background (S0.19, S2.66).

    `also` names tags of the draft that are not offered to callers. Raises ValidationFailed (`sender_missing` without a verified sender), RuleBroken `not_functional`, `anonymized`
    and `account_closed`, NotFound, Merged.
    """
    contact = editable_contact(store, contact_id, by=by)
    account = open_account(store, contact_id, draft.account_id)
    service = Service(service=draft.service) if draft.service else account_service(account) if account else None
    is_own_export = EXPORT_LINK in also and draft.notification_type_id == OWN_EXPORT_TYPE_ID
    type_id = None if is_own_export else draft.notification_type_id
    content = checked_content(store, draft.template_id, draft.bodies, draft.channel, type_id, also=also)
    require_sender(store, draft.channel)
    waits = draft.scheduled_for is not None and draft.scheduled_for > now
    communication = Communication(
        communication_id=communication_id(contact_id, new_ulid(now)),
        contact_id=contact_id,
        service=service,
        origin=origin_with(Origin.PROFILE, service),
        channel=draft.channel,
        notification_type_id=draft.notification_type_id,
        template_id=draft.template_id,
        bodies=content,
        account_id=account.account_id if account else None,
        scheduled_for=draft.scheduled_for,
        due_at=draft.scheduled_for if waits else now + SOON,
        created_at=now,
        created_by=by.actor,
        updated_at=now,
    )
    writes = [store.communications.add_of(communication)]
    commit_communication(store, contact, "communication.queued", communication, writes, by=by, now=now)
    if waits:
        return present_views(store, [communication], now=now)[0]
    send_to_sender(store, [communication.communication_id])
    return communication_view(communication)


def read_communication(store: TenantStore, communication: str, *, by: Caller, now: datetime) -> CommunicationView:
    """Return one communication to a caller who may see its contact; a queued one with what would be used now (S0.28).

    Raises NotFound.
    """
    found, _ = visible_communication(store, communication, by, now)
    return present_views(store, [found], now=now)[0]


def page_of_communications(
    store: TenantStore, contact_id: str, *, account_id: str | None, limit: int, after: After | None, by: Caller, now: datetime
) -> tuple[list[CommunicationView], After | None]:
    """Return a page of a contact's communications, newest first; with an account, those about it (S0.22).

    A queued one shows the address and level that would be used now.

    Raises NotFound, Merged, and ValidationFailed for an account that the contact does not have.
    """
    contact = visible_contact(store, contact_id, by=by)
    ids = contact.own_ids()
    # Read before the stored ones, so that one that is armed in between is shown.
    planned = planned_for(store, ids)
    stored = store.communications.shown_at(now)
    found: list[Communication] = []
    further: After | None = None
    for page, following in pages(lambda start: stored.page(ids, limit=limit, after=start, planned=planned), after=after):
        further = following
        found = [one for one in page if account_id is None or is_about(one, account_id)]
        if found or account_id is None:
            break
    if not found and further is None:
        own_account(store, contact_id, account_id)
    return present_views(store, found, now=now), further


def visible_communication(store: TenantStore, communication: str, by: Caller, now: datetime) -> tuple[Communication, str]:
    """Return the communication and the contact that it belongs to now: after a merge that is the surviving contact.

    Raises NotFound.
    """
    contact_id = contact_id_in(communication)
    if isinstance(store.contacts.find(contact_id), MergedContact):
        survivor = store.contacts.survivors([contact_id]).get(contact_id)
        contact_id = survivor.contact_id if survivor else contact_id
    visible_contact(store, contact_id, by=by)
    stored = store.communications.shown_at(now)
    found = find_communication(store, communication, now=now) or stored.find_of(contact_id, communication)
    if found is None:
        raise NotFound("There is no such communication.")
    return found, contact_id


def commit_communication(
    store: TenantStore,
    contact: Contact,
    action: str,
    communication: Communication,
    writes: Sequence[Write],
    *,
    details: Sequence[Change] = (),
    by: Caller,
    now: datetime,
) -> None:
    """Commit the writes of a communication, with its audit entry at the contact."""
    details = [
        Change(field="communication.state", to=communication.state),
        Change(field="communication.channel", to=communication.channel),
        *details,
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
