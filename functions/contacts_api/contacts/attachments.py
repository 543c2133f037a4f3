"""Routes of attachments, of a contact and of the tenant's library."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends

from contactbook.api.dependencies import IfMatch, Now, Pages, Store, needs
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.contacts.attachments import AttachmentDraft
from contactbook.services.contacts import attachments, library
from contactbook.services.contacts.attachment_views import AttachmentView, attachment_view, to_download, to_upload

router = Router()
Reader = Annotated[Caller, Depends(needs(Scope.CONTACTS_READ, portal=True))]
Writer = Annotated[Caller, Depends(needs(Scope.CONTACTS_WRITE, portal=True))]
LibraryReader = Annotated[Caller, Depends(needs(Scope.CONTACTS_READ, Scope.SETTINGS_READ))]
LibraryWriter = Annotated[Caller, Depends(needs(Scope.SETTINGS_WRITE, Scope.IMPORTS_WRITE))]

_BASE = "/v1/contacts/<contact_id>/attachments"
_LIBRARY = "/v1/attachments"


@router.post(_BASE, status_code=201, tags=["Attachments"])
def add_attachment(contact_id: str, draft: AttachmentDraft, caller: Writer, store: Store, now: Now) -> AttachmentView:
    """Announce a file, then PUT it to `upload_url` with `upload_headers`."""
    return to_upload(attachments.add_attachment(store, contact_id, draft, by=caller, now=now), now)


@router.get(_BASE, tags=["Attachments"])
def list_attachments(
    contact_id: str, caller: Reader, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[AttachmentView]:
    """List a contact's attachments, newest first."""
    found, after = attachments.page_of_attachments(store, contact_id, by=caller, limit=limit, after=pages.after(cursor))
    return pages.page([attachment_view(attachment) for attachment in found], after)


@router.get(f"{_BASE}/<attachment_id>", tags=["Attachments"])
def read_attachment(contact_id: str, attachment_id: str, caller: Reader, store: Store, now: Now) -> AttachmentView:
    """Read an attachment; some seconds after its upload it is `stored` and has a `download_url`."""
    return to_download(attachments.read_attachment(store, contact_id, attachment_id, by=caller), now)


@router.delete(f"{_BASE}/<attachment_id>", status_code=204, tags=["Attachments"])
def remove_attachment(contact_id: str, attachment_id: str, caller: Writer, store: Store, now: Now, if_match: IfMatch) -> None:
    """Remove an attachment and its file."""
    attachments.remove_attachment(store, contact_id, attachment_id, by=caller, now=now, if_match=if_match)


@router.post(_LIBRARY, status_code=201, tags=["Attachments"])
def add_library_file(draft: AttachmentDraft, caller: LibraryWriter, store: Store, now: Now) -> AttachmentView:
    """Announce a file of the tenant's library, such as a consent form, a logo or a file to import."""
    return to_upload(library.add_file(store, draft, by=caller, now=now), now)


@router.get(_LIBRARY, tags=["Attachments"])
def list_library_files(
    _: LibraryReader, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[AttachmentView]:
    """List the files of the tenant's library, oldest first."""
    found, after = store.library.page(limit=limit, after=pages.after(cursor))
    return pages.page([attachment_view(attachment) for attachment in found], after)


@router.get(f"{_LIBRARY}/<attachment_id>", tags=["Attachments"])
def read_library_file(attachment_id: str, _: LibraryReader, store: Store, now: Now) -> AttachmentView:
    """Read a file of the library; some seconds after its upload it is `stored` and has a `download_url`."""
    return to_download(store.library.get(attachment_id), now)


@router.delete(f"{_LIBRARY}/<attachment_id>", status_code=204, tags=["Attachments"])
def remove_library_file(attachment_id: str, caller: LibraryWriter, store: Store, now: Now, if_match: IfMatch) -> None:
    """Remove a file of the library."""
    library.remove_file(store, attachment_id, by=caller, now=now, if_match=if_match)
