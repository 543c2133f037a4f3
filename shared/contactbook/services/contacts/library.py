"""The tenant's library: attachments of no contact, such as consent forms, logos and files to import (S2.119)."""

from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.versions import require_version
from contactbook.domain.contacts.attachments import Attachment, AttachmentDraft, require_free, rested_on, stored, upload_key
from contactbook.gateways import files
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.tenant_changes import TenantChange, commit_tenant_change
from contactbook.services.base.uploads import saving, taken_over
from contactbook.storage.base import table
from contactbook.storage.tenant_store import TenantStore


def add_file(store: TenantStore, draft: AttachmentDraft, *, by: Caller, now: datetime) -> Attachment:
    """Announce a file of the library; it is `pending` until it is uploaded."""
    attachment_id = new_id("att", now)
    attachment = Attachment(
        attachment_id=attachment_id,
        file_name=draft.file_name,
        content_type=draft.content_type,
        size=draft.size,
        classification=draft.classification,
        file_key=upload_key(store.tenant_id, None, attachment_id),
        created_at=now,
        created_by=by.actor,
    )
    change = TenantChange("library_file.added", attachment_id, None, attachment)
    commit_tenant_change(store, change, store.library.add_of(attachment_id, attachment), by=by, now=now)
    return attachment


@retried_when_raced
def take_over_file(store: TenantStore, attachment_id: str, *, now: datetime) -> Attachment:
    """Make a pending file of the library `stored` if it has arrived. Return it as it stands then. Raises NotFound."""
    attachment = store.library.get(attachment_id)
    taken = taken_over(store, attachment, now)
    if taken is None:
        return attachment
    file_key, stored_at = taken
    after = stored(attachment, stored_at, file_key)
    with saving(store, attachment, file_key):
        table.transact([store.library.save_of(attachment_id, after, replacing=attachment.version)])
    return after


@retried_when_raced
def remove_file(store: TenantStore, attachment_id: str, *, by: Caller, now: datetime, if_match: int | None = None) -> None:
    """Remove a file of the library. Raises RuleBroken `form_in_use` (S2.119), VersionMismatch, NotFound."""
    attachment = store.library.get(attachment_id)
    require_version(attachment.version, if_match)
    require_free(attachment, is_form=store.settings.fresh().consent.global_form_attachment_id == attachment_id)
    change = TenantChange("library_file.removed", attachment_id, attachment, None)
    commit_tenant_change(store, change, store.library.remove_of(attachment_id, version=attachment.version), by=by, now=now)
    files.remove_file(attachment.file_key)


@retried_when_raced
def hold_file(store: TenantStore, attachment_id: str, *, now: datetime) -> None:
    """Write down that consents rest on a file of the library. Repeating changes nothing; a file that is gone is passed over."""
    for found in store.library.get_many([attachment_id]):
        if found.rested_on_since is None:
            table.transact([store.library.save_of(attachment_id, rested_on(found, now), replacing=found.version)])
