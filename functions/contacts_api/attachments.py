"""Routes of attachments: a contact's, and those of the tenant's library."""

from datetime import datetime, timedelta
from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends

from contactbook.api.dependencies import Now, Pages, Store, needs
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.attachments import Attachment, AttachmentDraft, AttachmentState
from contactbook.domain.callers import Actor, Caller, Scope
from contactbook.domain.values import Moment, Value
from contactbook.gateways import files
from contactbook.services import attachments, library

router = Router()
Reader = Annotated[Caller, Depends(needs(Scope.CONTACTS_READ, portal=True))]
Writer = Annotated[Caller, Depends(needs(Scope.CONTACTS_WRITE, portal=True))]
LibraryReader = Annotated[Caller, Depends(needs(Scope.CONTACTS_READ, Scope.SETTINGS_READ))]
LibraryWriter = Annotated[Caller, Depends(needs(Scope.SETTINGS_WRITE, Scope.IMPORTS_WRITE))]

_BASE = "/v1/contacts/<contact_id>/attachments"
_LIBRARY = "/v1/attachments"


class AttachmentView(Value):
    """A document; after it was announced with the address to PUT it to, and once it is stored with the one to GET it from."""

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


@router.post(_BASE, status_code=201, tags=["Attachments"])
def add_attachment(contact_id: str, draft: AttachmentDraft, caller: Writer, store: Store, now: Now) -> AttachmentView:
    """Announce a file; PUT it to `upload_url` with `upload_headers`."""
    return _to_upload(attachments.add_attachment(store, contact_id, draft, by=caller, now=now), now)


@router.get(_BASE, tags=["Attachments"])
def list_attachments(
    contact_id: str, caller: Reader, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[AttachmentView]:
    """List a contact's attachments, newest first."""
    found, after = attachments.page_of_attachments(store, contact_id, by=caller, limit=limit, after=pages.after(cursor))
    return pages.page([_view(attachment) for attachment in found], after)


@router.get(f"{_BASE}/<attachment_id>", tags=["Attachments"])
def read_attachment(contact_id: str, attachment_id: str, caller: Reader, store: Store, now: Now) -> AttachmentView:
    """Read an attachment; once its file is uploaded it is `stored` and comes with `download_url`."""
    return _to_download(attachments.read_attachment(store, contact_id, attachment_id, by=caller, now=now), now)


@router.delete(f"{_BASE}/<attachment_id>", status_code=204, tags=["Attachments"])
def remove_attachment(contact_id: str, attachment_id: str, caller: Writer, store: Store, now: Now) -> None:
    """Remove an attachment and its file."""
    attachments.remove_attachment(store, contact_id, attachment_id, by=caller, now=now)


@router.post(_LIBRARY, status_code=201, tags=["Attachments"])
def add_library_file(draft: AttachmentDraft, caller: LibraryWriter, store: Store, now: Now) -> AttachmentView:
    """Announce a file of the tenant's own: a consent form, a logo, a file to import."""
    return _to_upload(library.add_file(store, draft, by=caller, now=now), now)


@router.get(_LIBRARY, tags=["Attachments"])
def list_library_files(
    caller: LibraryReader, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[AttachmentView]:
    """List the files of the tenant's library, oldest first."""
    found, after = store.library.page(limit=limit, after=pages.after(cursor))
    return pages.page([_view(attachment) for attachment in found], after)


@router.get(f"{_LIBRARY}/<attachment_id>", tags=["Attachments"])
def read_library_file(attachment_id: str, caller: LibraryReader, store: Store, now: Now) -> AttachmentView:
    """Read a file of the library; once it is uploaded it comes with `download_url`."""
    return _to_download(library.read_file(store, attachment_id, now=now), now)


@router.delete(f"{_LIBRARY}/<attachment_id>", status_code=204, tags=["Attachments"])
def remove_library_file(attachment_id: str, caller: LibraryWriter, store: Store) -> None:
    """Remove a file of the library."""
    library.remove_file(store, attachment_id)


def _view(attachment: Attachment) -> AttachmentView:
    return AttachmentView.model_validate(attachment.model_dump())


def _to_upload(attachment: Attachment, now: datetime) -> AttachmentView:
    url = files.upload_url(attachment.file_key, content_type=attachment.content_type, size=attachment.size)
    headers = {"Content-Type": attachment.content_type, "Content-Length": str(attachment.size)}
    return _view(attachment).model_copy(
        update={
            "upload_url": url,
            "upload_headers": headers,
            "upload_expires_at": now + timedelta(seconds=files.UPLOAD_SECONDS),
        }
    )


def _to_download(attachment: Attachment, now: datetime) -> AttachmentView:
    view = _view(attachment)
    if attachment.state is not AttachmentState.STORED:
        return view
    url = files.download_url(attachment.file_key, file_name=attachment.file_name, content_type=attachment.content_type)
    return view.model_copy(update={"download_url": url, "download_expires_at": now + timedelta(seconds=files.DOWNLOAD_SECONDS)})
