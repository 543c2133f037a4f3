"""Attachments as callers see them, with the signed URL of their file."""

from datetime import datetime, timedelta

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.values import Moment, Value
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.attachments import Attachment, AttachmentState
from contactbook.gateways import files


class AttachmentView(Value):
    """A document. When announced it has the URL to PUT the file to; when stored, the URL to GET it from."""

    attachment_id: str
    contact_id: str | None
    file_name: str
    content_type: str
    size: int
    classification: str
    state: AttachmentState
    created_at: Moment
    created_by: Actor
    stored_at: Moment | None
    version: int
    upload_url: str | None = None
    upload_headers: dict[str, str] | None = None
    upload_expires_at: Moment | None = None
    download_url: str | None = None
    download_expires_at: Moment | None = None


def attachment_view(attachment: Attachment) -> AttachmentView:
    """Return the attachment without a URL of its file."""
    return AttachmentView.model_validate(attachment.model_dump())


def to_upload(attachment: Attachment, now: datetime) -> AttachmentView:
    """Return the announced attachment with the URL to PUT its file to."""
    url = files.upload_url(attachment.file_key, content_type=attachment.content_type, size=attachment.size)
    headers = {"Content-Type": attachment.content_type, "Content-Length": str(attachment.size)}
    return with_fields(
        attachment_view(attachment),
        upload_url=url,
        upload_headers=headers,
        upload_expires_at=now + timedelta(seconds=files.UPLOAD_SECONDS),
    )


def to_download(attachment: Attachment, now: datetime) -> AttachmentView:
    """Return the attachment, with the URL to GET its file from if it is stored."""
    view = attachment_view(attachment)
    if attachment.state is not AttachmentState.STORED:
        return view
    url = files.download_url(attachment.file_key, file_name=attachment.file_name, content_type=attachment.content_type)
    return with_fields(view, download_url=url, download_expires_at=now + timedelta(seconds=files.DOWNLOAD_SECONDS))
