"""Uploaded files: each is PUT to an address that lives an hour, checked, and taken over once (S2.82, S2.141).

The address leads to a place that is emptied within a day. So whatever is PUT there after the file was taken over, or after its contact was
erased, changes nothing and does not stay.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple

from contactbook.domain.base.errors import ContactbookError
from contactbook.domain.contacts.attachments import Attachment, AttachmentState, stored, stored_key
from contactbook.gateways import files
from contactbook.storage.tenant_store import TenantStore


class TakenOver(NamedTuple):
    """A file that was taken over: its key, and when it was uploaded."""

    file_key: str
    stored_at: datetime


def arrived_at(attachment: Attachment, now: datetime) -> datetime | None:
    """Return when the file of a pending attachment was stored in the announced size, or None.

    That is the bucket's own date, whoever looks and whenever (S2.99). It is never later than now, because the two clocks may differ,
    and never earlier than the announcement, because the bucket leaves out the parts of a second.
    """
    content = _content(attachment)
    return _within(attachment, content.stored_at, now) if content else None


def as_uploaded(attachment: Attachment, now: datetime) -> Attachment:
    """Return a pending attachment as `stored` where it was uploaded, if its file has arrived. Changes nothing."""
    at = arrived_at(attachment, now)
    return stored(attachment, at, attachment.file_key) if at else attachment


def taken_over(store: TenantStore, attachment: Attachment, now: datetime) -> TakenOver | None:
    """Copy the file that has arrived to where nobody can write. Return None if none of the announced size has arrived."""
    content = _content(attachment)
    if content is None:
        return None
    key = stored_key(store.tenant_id, attachment, content.mark)
    if not files.copy_file(attachment.file_key, key, content, content_type=attachment.content_type):
        return None
    return TakenOver(key, _within(attachment, content.stored_at, now))


def _within(attachment: Attachment, stored_at: datetime, now: datetime) -> datetime:
    return max(attachment.created_at, min(stored_at, now))


def _content(attachment: Attachment) -> files.Content | None:
    if attachment.state is not AttachmentState.PENDING:
        return None
    content = files.content_of(attachment.file_key)
    return content if content and content.size == attachment.size else None


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
