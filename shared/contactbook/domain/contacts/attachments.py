"""Documents of a contact and of the tenant's library (S2.82, S2.119)."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, StrictInt, StringConstraints

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.base.values import Draft, Key, Line, Moment, Record
from contactbook.domain.base.versions import next_version

MAXIMUM_ATTACHMENTS = 100
# Bytes.
LARGEST_FILE = 50 * 1024 * 1024

# Accepted content types: documents and pictures, nothing that a browser would run.
CONTENT_TYPES = frozenset(
    {
        "application/pdf",
        "application/msword",
        "application/rtf",
        "application/vnd.ms-excel",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "image/gif",
        "image/heic",
        "image/jpeg",
        "image/png",
        "image/tiff",
        "image/webp",
        "text/csv",
        "text/plain",
    }
)
# Content types that can be imported.
SHEETS = frozenset({"text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"})


def _known_type(value: str) -> str:
    if value not in CONTENT_TYPES:
        raise ValueError("files of this content type are not accepted")
    return value


# Classifications of a signed consent form. It can be added even if the contact's consent allows nothing else (S2.119).
CONSENT_FORMS = frozenset({"consent", "consent_form"})


class AttachmentState(StrEnum):
    """Whether the file has been uploaded: `pending` before, `stored` after."""

    PENDING = "pending"
    STORED = "stored"


class AttachmentDraft(Draft):
    """A file that a caller announces; `size` is in bytes. The upload accepts exactly this type and size."""

    file_name: Annotated[Line, StringConstraints(min_length=1, max_length=200)]
    content_type: Annotated[str, StringConstraints(max_length=100), AfterValidator(_known_type)]
    size: Annotated[StrictInt, Field(ge=1, le=LARGEST_FILE)]
    classification: Key = "other"


class Attachment(Record):
    """A document and the key of its file; the key stays when the attachment moves to another contact."""

    attachment_id: str
    # None for a file of the tenant's library.
    contact_id: str | None = None
    file_name: str
    content_type: str
    size: int
    classification: str
    state: AttachmentState = AttachmentState.PENDING
    file_key: str
    created_at: Moment
    created_by: Actor
    stored_at: Moment | None = None
    # Since when a consent, or the evidence of a yes, rests on it. From then on it cannot be removed (S2.119).
    rested_on_since: Moment | None = None


def rested_on(attachment: Attachment, now: Moment) -> Attachment:
    """Return the attachment once a consent rests on it."""
    return next_version(attachment, rested_on_since=now)


def require_free(attachment: Attachment, *, is_form: bool) -> None:
    """Raise RuleBroken `form_in_use` if a recorded consent rests on the file, or if it is somebody's form now (S2.119)."""
    if is_form or attachment.rested_on_since is not None:
        raise RuleBroken(
            "A recorded consent rests on this file, so it cannot be deleted. It goes when the contact is anonymized, or with the tenant.",
            code="form_in_use",
        )


def stored(attachment: Attachment, stored_at: Moment) -> Attachment:
    """Return the attachment after its file has arrived; `stored_at` is the bucket's date of the file."""
    return next_version(attachment, state=AttachmentState.STORED, stored_at=stored_at)


def contact_file_key(tenant_id: str, contact_id: str, attachment_id: str) -> str:
    """Return the S3 key of the file of a contact's attachment."""
    return f"attachments/tenants/{tenant_id}/contacts/{contact_id}/{attachment_id}"


def library_file_key(tenant_id: str, attachment_id: str) -> str:
    """Return the S3 key of a file of the tenant's library."""
    return f"attachments/tenants/{tenant_id}/library/{attachment_id}"
