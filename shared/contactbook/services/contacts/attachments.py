"""Attachments of a contact: uploaded and downloaded at signed addresses, never through a function (S2.82)."""

from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.days import today_in
from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.base.paging import After
from contactbook.domain.base.versions import require_version
from contactbook.domain.contacts.attachments import (
    MAXIMUM_ATTACHMENTS,
    Attachment,
    AttachmentDraft,
    AttachmentState,
    contact_file_key,
    stored,
)
from contactbook.domain.contacts.record import Contact
from contactbook.domain.kyc.profiles import documents_provided
from contactbook.gateways import files
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import editable_contact, require_open, visible_contact
from contactbook.services.changes.children import (
    ChildChange,
    commit_child,
    details_of,
    made_before,
    require_room,
)
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.storage.tenant_store import TenantStore


@retried_when_raced
def add_attachment(store: TenantStore, contact_id: str, draft: AttachmentDraft, *, by: Caller, now: datetime) -> Attachment:
    """Announce a file; it counts once it is uploaded. Raises RuleBroken `too_many_attachments`, NotFound, or Merged."""
    contact = editable_contact(store, contact_id, by=by)
    attachment_id, known = new_id("att", now), store.attachments.all_of(contact_id)
    if made := made_before(known, attachment_id, lambda found: found.attachment_id):
        return made
    require_room(known, MAXIMUM_ATTACHMENTS, "attachments")
    attachment = Attachment(
        attachment_id=attachment_id,
        contact_id=contact_id,
        file_name=draft.file_name,
        content_type=draft.content_type,
        size=draft.size,
        classification=draft.classification,
        file_key=contact_file_key(store.tenant_id, contact_id, attachment_id),
        created_at=now,
        created_by=by.actor,
    )
    change = ChildChange("attachment", store.attachments, attachment_id, None, attachment)
    commit_child(store, contact, change, by=by, now=now)
    return attachment


def page_of_attachments(
    store: TenantStore, contact_id: str, *, by: Caller, now: datetime, limit: int, after: After | None
) -> tuple[list[Attachment], After | None]:
    """Attachments of a contact, newest first: one query, and a look for each that is pending. Raises NotFound, or Merged."""
    visible_contact(store, contact_id, by=by)
    attachments, further = store.attachments.page(contact_id, limit=limit, after=after)
    return [_looked_for(store, attachment, by=by, now=now) for attachment in attachments], further


@retried_when_raced
def read_attachment(store: TenantStore, contact_id: str, attachment_id: str, *, by: Caller, now: datetime) -> Attachment:
    """One attachment; a pending one is looked for, and stored from then on if its file is there.

    Raises NotFound, or Merged.
    """
    contact = visible_contact(store, contact_id, by=by)
    attachment = store.attachments.get(contact_id, attachment_id)
    if not has_arrived(attachment) or _is_closed(store, contact):
        return attachment
    settings = store.settings.current()
    after = stored(attachment, now)
    today = today_in(settings.localization.time_zone, now)
    change = ContactChange(
        before=contact,
        after=documents_provided(contact, settings.kyc, attachment.classification, today),
        action="attachment.stored",
        subject=attachment_id,
        details=details_of("attachment", attachment, after),
        writes=store.attachments.save_writes(contact_id, attachment_id, after, replacing=attachment.version),
    )
    commit_change(store, change, by=by, now=now)
    return after


def confirm_uploads(store: TenantStore, contact_id: str, *, by: Caller, now: datetime) -> list[Attachment]:
    """Every attachment of the contact, the pending ones looked for: what a check of documents goes by (S2.83)."""
    return [_looked_for(store, attachment, by=by, now=now) for attachment in store.attachments.all_of(contact_id)]


@retried_when_raced
def remove_attachment(
    store: TenantStore, contact_id: str, attachment_id: str, *, by: Caller, now: datetime, if_match: int | None = None
) -> None:
    """Remove a document and its file. Raises VersionMismatch, NotFound, or Merged.

    The file goes first: where the second step fails, the attachment is still there to be removed again, and no file without one.
    """
    contact = editable_contact(store, contact_id, by=by)
    attachment = store.attachments.get(contact_id, attachment_id)
    require_version(attachment.version, if_match)
    files.remove_file(attachment.file_key)
    change = ChildChange("attachment", store.attachments, attachment_id, attachment, None)
    commit_child(store, contact, change, by=by, now=now)


def has_arrived(attachment: Attachment) -> bool:
    """Whether the file of a pending attachment is there by now, in the announced size."""
    return attachment.state is AttachmentState.PENDING and files.size_of(attachment.file_key) == attachment.size


def _looked_for(store: TenantStore, attachment: Attachment, *, by: Caller, now: datetime) -> Attachment:
    if attachment.contact_id is None or not has_arrived(attachment):
        return attachment
    return read_attachment(store, attachment.contact_id, attachment.attachment_id, by=by, now=now)


def _is_closed(store: TenantStore, contact: Contact) -> bool:
    try:
        require_open(contact, store.settings.current().consent)
    except RuleBroken:
        return True
    return False
