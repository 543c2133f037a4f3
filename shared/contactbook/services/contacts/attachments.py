"""Attachments of a contact; files are uploaded and downloaded at signed URLs, never through a function (S2.82)."""

from collections.abc import Iterable
from datetime import datetime

from contactbook.domain.base.callers import Caller, job
from contactbook.domain.base.paging import After
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.attachments import (
    CONSENT_FORMS,
    MAXIMUM_ATTACHMENTS,
    Attachment,
    AttachmentDraft,
    require_free,
    stored,
    upload_key,
)
from contactbook.domain.kyc.provision import documents_provided
from contactbook.gateways import files
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.uploads import arrived_at, saving, taken_over
from contactbook.services.changes.access import editable_contact, visible_contact
from contactbook.services.changes.children import Children
from contactbook.services.changes.commit import commit_change
from contactbook.storage.tenant_store import TenantStore

JOB = "uploads"
ATTACHMENTS: Children[Attachment] = Children("attachment", "attachments", MAXIMUM_ATTACHMENTS, lambda store: store.attachments)


@retried_when_raced
def add_attachment(store: TenantStore, contact_id: str, draft: AttachmentDraft, *, by: Caller, now: datetime) -> Attachment:
    """Announce a file; it is `pending` until it is uploaded.

    A signed consent form is taken even if the contact's consent allows nothing else, so that a new consent can be recorded (S2.119).
    Raises RuleBroken `too_many_attachments`, NotFound, or Merged.
    """
    is_form = draft.classification in CONSENT_FORMS
    contact = editable_contact(store, contact_id, by=by, although_not_functional=is_form)
    attachment_id = new_id("att", now)
    attachment = Attachment(
        attachment_id=attachment_id,
        contact_id=contact_id,
        file_name=draft.file_name,
        content_type=draft.content_type,
        size=draft.size,
        classification=draft.classification,
        file_key=upload_key(store.tenant_id, contact_id, attachment_id),
        created_at=now,
        created_by=by.actor,
    )
    return ATTACHMENTS.add(store, contact, attachment, by=by, now=now)


def page_of_attachments(
    store: TenantStore, contact_id: str, *, by: Caller, limit: int, after: After | None
) -> tuple[list[Attachment], After | None]:
    """Return attachments of a contact, newest first: one query. Raises NotFound, or Merged."""
    return ATTACHMENTS.page(store, contact_id, by=by, limit=limit, after=after)


def read_attachment(store: TenantStore, contact_id: str, attachment_id: str, *, by: Caller) -> Attachment:
    """Return one attachment as it stands: whoever reads it takes nothing over (S2.103). Raises NotFound, or Merged."""
    return ATTACHMENTS.read(store, contact_id, attachment_id, by=by)


@retried_when_raced
def take_over(store: TenantStore, contact_id: str, attachment_id: str, *, by: Caller, now: datetime) -> Attachment:
    """Make a pending attachment `stored` if its file has arrived, as the job. Return the attachment as it stands then.

    The address for the file was given while the contact was open. So a consent that closes the contact meanwhile loses no file.
    Raises NotFound, or Merged.
    """
    contact = visible_contact(store, contact_id, by=by)
    attachment = store.attachments.get(contact_id, attachment_id)
    taken = taken_over(store, attachment, now) if contact.erasure is None else None
    if taken is None:
        return attachment
    settings = store.settings.current()
    file_key, stored_at = taken
    zone = settings.localization.time_zone
    owner = documents_provided(contact, settings.kyc, attachment.classification, stored_at, zone=zone, now=now)
    after = stored(attachment, stored_at, file_key)
    change = ATTACHMENTS.change_of(store, contact, attachment, after, contact_after=owner, verb="stored")
    with saving(store, attachment, file_key):
        # Whoever judges the contact does not store the file, and must not stand in the history of what it does to a KYC profile.
        commit_change(store, change, by=with_fields(job(JOB), request_id=by.request_id), now=now)
    return after


def confirm_uploads(store: TenantStore, contact_id: str, *, by: Caller, now: datetime) -> tuple[dict[str, datetime], bool]:
    """Take over which pending files have arrived (S2.83). Return the documents as `documents_of`, and if one was noticed now."""
    known = store.attachments.all_of(contact_id)
    found = [_confirmed(store, attachment, by=by, now=now) for attachment in known]
    return _latest((one.classification, one.stored_at) for one in found), found != known


@retried_when_raced
def remove_attachment(
    store: TenantStore, contact_id: str, attachment_id: str, *, by: Caller, now: datetime, if_match: int | None = None
) -> None:
    """Remove a document and its file. Raises RuleBroken `form_in_use` (S2.119), VersionMismatch, NotFound, or Merged.

    The file is deleted last: a consent that comes to rest on it at the same moment keeps it. A fault between leaves a file without
    an owner, which the daily cleaning removes.
    """
    contact, attachment = ATTACHMENTS.editable(store, contact_id, attachment_id, by=by, if_match=if_match)
    require_free(attachment, is_form=contact.consent.form_attachment_id == attachment_id)
    ATTACHMENTS.remove(store, contact, attachment, by=by, now=now)
    files.remove_file(attachment.file_key)


def documents_of(store: TenantStore, contact_id: str, *, now: datetime) -> dict[str, datetime]:
    """Return when the latest file of each classification was stored: one query, and a HEAD request for each pending one.

    Changes nothing: a file that has arrived and that nobody has noticed counts as well.
    """
    known = store.attachments.all_of(contact_id)
    return _latest((one.classification, one.stored_at or arrived_at(one, now)) for one in known)


def _latest(stored_at: Iterable[tuple[str, datetime | None]]) -> dict[str, datetime]:
    latest: dict[str, datetime] = {}
    for classification, at in stored_at:
        if at is not None:
            latest[classification] = max(at, latest.get(classification, at))
    return latest


def _confirmed(store: TenantStore, attachment: Attachment, *, by: Caller, now: datetime) -> Attachment:
    if attachment.contact_id is None or arrived_at(attachment, now) is None:
        return attachment
    return take_over(store, attachment.contact_id, attachment.attachment_id, by=by, now=now)
