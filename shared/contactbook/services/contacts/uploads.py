"""Uploaded files: each is PUT to an address that lives an hour, checked, and taken over once (S2.82, S2.141).

The address leads to a place that is emptied within a day. So whatever is PUT there after the file was taken over, or after its contact was
erased, changes nothing and does not stay.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from contactbook.domain.base.errors import ContactbookError
from contactbook.domain.contacts.attachments import Attachment, AttachmentState, stored_key
from contactbook.gateways import files
from contactbook.storage.tenant_store import TenantStore


def has_arrived(attachment: Attachment) -> bool:
    """True if the attachment is pending and its file exists in the announced size."""
    return attachment.state is AttachmentState.PENDING and files.size_of(attachment.file_key) == attachment.size


def taken_over(store: TenantStore, attachment: Attachment) -> str | None:
    """Copy the file that has arrived to where nobody can write; return its key, or None if none of the announced size has arrived."""
    if attachment.state is not AttachmentState.PENDING:
        return None
    content = files.content_of(attachment.file_key)
    if content is None or content.size != attachment.size:
        return None
    key = stored_key(store.tenant_id, attachment, content.mark)
    return key if files.copy_file(attachment.file_key, key, content, content_type=attachment.content_type) else None


@contextmanager
def saving(store: TenantStore, attachment: Attachment, file_key: str) -> Iterator[None]:
    """Remove the uploaded file after the block has saved the attachment with the new key, or the copy if it could not be saved."""
    try:
        yield
    except ContactbookError:
        # Another worker may have taken over the same content, and have saved this very key.
        if _saved_key(store, attachment) != file_key:
            files.remove_file(file_key)
        raise
    files.remove_file(attachment.file_key)


def _saved_key(store: TenantStore, attachment: Attachment) -> str | None:
    if attachment.contact_id is None:
        found = store.library.find(attachment.attachment_id)
    else:
        found = store.attachments.find(attachment.contact_id, attachment.attachment_id)
    return found.file_key if found else None
