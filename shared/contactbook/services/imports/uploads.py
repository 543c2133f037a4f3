"""The file of an import as it is sent: in the request, uploaded before, or attached to a contact."""

import base64
import tempfile
from datetime import datetime
from typing import BinaryIO, cast

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import Merged, NotFound, ValidationFailed
from contactbook.domain.base.values import Value
from contactbook.domain.base.versions import with_fields
from contactbook.domain.imports.csv_files import LARGEST_FILE
from contactbook.domain.imports.files.workbook_checks import LARGEST_WORKBOOK
from contactbook.domain.imports.formats import UPLOAD_TYPES, ImportFormat
from contactbook.domain.imports.runs import Import, ImportRequest, UploadDraft
from contactbook.domain.imports.sheets import unreadable_file
from contactbook.gateways import files
from contactbook.services.base.ids import new_id
from contactbook.services.contacts.attachments import take_over
from contactbook.services.contacts.library import take_over_file
from contactbook.services.imports.file_keys import address_key, upload_key
from contactbook.storage.tenant_store import TenantStore

# Bytes that are copied at once.
_CHUNK = 1024 * 1024
# Bytes up to which a workbook is kept in memory instead of on disk.
_IN_MEMORY = 8 * 1024 * 1024
_NO_UPLOAD = "There is no uploaded file with this id."


class Upload(Value):
    """Where to upload a file: PUT it to `upload_url` with these headers, then import it by its id."""

    file_attachment_id: str
    upload_url: str
    method: str = "PUT"
    headers: dict[str, str]
    expires_in: int = files.UPLOAD_SECONDS
    size: int | None = None


def begin_upload(store: TenantStore, draft: UploadDraft, *, now: datetime) -> Upload:
    """Return an address for a file that is too large for a request."""
    return _upload(store, new_id("ifl", now), draft.format)


def read_upload(store: TenantStore, upload_id: str) -> Upload:
    """Return the upload with the size of its file. Raises NotFound until the file has arrived."""
    size = files.size_of(upload_key(store, upload_id))
    if size is None:
        size = files.size_of(address_key(store, upload_id))
    if size is None:
        raise NotFound(_NO_UPLOAD)
    return with_fields(_upload(store, upload_id, ImportFormat.CSV), size=size)


def _upload(store: TenantStore, upload_id: str, file_format: ImportFormat) -> Upload:
    content_type = UPLOAD_TYPES[file_format]
    url = files.upload_url(address_key(store, upload_id), content_type=content_type)
    return Upload(file_attachment_id=upload_id, upload_url=url, headers={"content-type": content_type})


def content_in_request(draft: ImportRequest) -> bytes | None:
    """Return the file that the request holds, or None for an uploaded one. Raises ValidationFailed unless one file is named."""
    given = {"csv": draft.csv, "xlsx": draft.xlsx, "vcard": draft.vcard, "file_attachment_id": draft.file_attachment_id}
    named = [name for name, value in given.items() if value is not None]
    if len(named) != 1:
        raise ValidationFailed.of("/csv", "one_file", "Name exactly one file: csv, xlsx, vcard or file_attachment_id.")
    if named[0] != "file_attachment_id" and named[0] != draft.format.value:
        raise ValidationFailed.of(
            f"/{named[0]}", "wrong_format", f"The format is {draft.format.value}; send the file under that."
        )
    text = draft.csv if draft.csv is not None else draft.vcard
    if text is not None:
        return text.encode(errors="replace")
    try:
        return base64.b64decode(draft.xlsx, validate=True) if draft.xlsx is not None else None
    # Also of text that is not ASCII, which Python does not call an error of Base64.
    except ValueError as error:
        raise ValidationFailed.of("/xlsx", "not_base64", "The workbook must be in Base64.") from error


def require_upload(store: TenantStore, file_id: str, *, by: Caller, now: datetime) -> None:
    """Take the file over once, so that nothing that is PUT to its upload address later is imported.

    Raises ValidationFailed `no_file` if there is no file of this id, or if it is attached to a contact hidden from the caller.
    """
    try:
        is_there = _is_attached(store, file_id, by, now) if file_id.startswith("att_") else _is_uploaded(store, file_id)
    except (NotFound, Merged):
        is_there = False
    if not is_there:
        raise ValidationFailed.of("/file_attachment_id", "no_file", _NO_UPLOAD)


def _is_attached(store: TenantStore, file_id: str, by: Caller, now: datetime) -> bool:
    """Raises NotFound, Merged."""
    if store.library.find(file_id) is not None:
        found = take_over_file(store, file_id, now=now)
    else:
        found = take_over(store, store.attachments.contact_of(file_id), file_id, by=by, now=now)
    return files.size_of(found.file_key) is not None


def _is_uploaded(store: TenantStore, file_id: str) -> bool:
    """Raises NotFound for an id that no upload can have."""
    key, address = upload_key(store, file_id), address_key(store, file_id)
    if files.size_of(key) is not None:
        return True
    content = files.content_of(address)
    return content is not None and files.copy_file(address, key, content, content_type="application/octet-stream")


def open_head(store: TenantStore, draft: ImportRequest, *, by: Caller, now: datetime) -> BinaryIO:
    """Open the uploaded file to read its head and, of a workbook, its directory; the caller closes it. Raises as `require_upload`."""
    file_id = draft.file_attachment_id or ""
    require_upload(store, file_id, by=by, now=now)
    return files.open_file(_key_of(store, file_id) or "", piece=_CHUNK)


def open_upload(store: TenantStore, run: Import) -> BinaryIO:
    """Open the uploaded file; the caller closes it. Raises ValidationFailed `no_file`, `file_too_large`."""
    key = _key_of(store, run.draft.file_attachment_id or "")
    size = files.size_of(key) if key is not None else None
    if key is None or size is None:
        raise unreadable_file("no_file", _NO_UPLOAD)
    largest = LARGEST_WORKBOOK if run.draft.format is ImportFormat.XLSX else LARGEST_FILE
    if size > largest:
        raise unreadable_file("file_too_large", f"The file must not have more than {largest // 1024 // 1024} MB.")
    return _local_copy(key) if run.draft.format is ImportFormat.XLSX else files.open_file(key)


def _local_copy(key: str) -> BinaryIO:
    """Copy the file here, because a workbook is not read from front to back."""
    copy = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the caller closes it
    try:
        with files.open_file(key) as source:
            while chunk := source.read(_CHUNK):
                copy.write(chunk)
    except BaseException:
        copy.close()
        raise
    copy.seek(0)
    return cast("BinaryIO", copy)


def _key_of(store: TenantStore, file_id: str) -> str | None:
    """Return the key of a file uploaded for an import, kept in the tenant's library, or attached to a contact; else None."""
    try:
        if file_id.startswith("att_"):
            kept = store.library.find(file_id) or store.attachments.find(store.attachments.contact_of(file_id), file_id)
            return kept.file_key if kept else None
        return upload_key(store, file_id)
    except NotFound:
        return None
