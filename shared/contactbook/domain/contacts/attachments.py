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
        raise ValueError(f"Files of this content type are not accepted. Send one of {', '.join(sorted(CONTENT_TYPES))}.")
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
    """A document and the key of its file; the key stays when the attachment moves to another contact.

    Until it is stored, the key is that of its upload address, where files are kept for a day.
    """

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


def stored(attachment: Attachment, stored_at: Moment, file_key: str) -> Attachment:
    """Return the attachment after its file has arrived and was taken over; `stored_at` is the bucket's date of the file."""
    return next_version(attachment, state=AttachmentState.STORED, stored_at=stored_at, file_key=file_key)


# Where files lie that are uploaded now, and where they are kept.
UPLOADED, KEPT = "uploads", "attachments"


def upload_key(tenant_id: str, contact_id: str | None, attachment_id: str) -> str:
    """Return the S3 key that an upload address is for. Whatever lies there is removed within a day."""
    return f"{uploads_of(tenant_id, contact_id)}{attachment_id}"


def uploads_of(tenant_id: str, contact_id: str | None) -> str:
    """Return how the S3 keys of a contact's upload addresses begin, or with None those of the library."""
    return f"{files_of(tenant_id, UPLOADED)}{_owner(contact_id)}/"


def stored_key(tenant_id: str, attachment: Attachment, mark: str) -> str:
    """Return the S3 key of the file that was taken over. Nobody has an address to write there, and another content has another mark."""
    return f"{files_of(tenant_id, KEPT)}{_owner(attachment.contact_id)}/{attachment.attachment_id}/{mark}"


def files_of(tenant_id: str, place: str) -> str:
    """Return how the S3 keys of a tenant's attachments begin in this place."""
    return f"{place}/tenants/{tenant_id}/"


def owner_in(file_key: str) -> tuple[str | None, str] | None:
    """Return the contact that an attachment's S3 key names, None for the library, and the attachment; None for a key of another form."""
    match file_key.split("/")[3:]:
        case ["contacts", contact_id, attachment_id, *_]:
            return contact_id, attachment_id
        case ["library", attachment_id, *_]:
            return None, attachment_id
    return None


def _owner(contact_id: str | None) -> str:
    return f"contacts/{contact_id}" if contact_id else "library"
