from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.attachment_state import AttachmentState

if TYPE_CHECKING:
    from ..models.actor import Actor
    from ..models.attachment_upload_headers_type_0 import AttachmentUploadHeadersType0


@dataclass(kw_only=True, slots=True)
class Attachment:
    """A document. When announced it has the URL to PUT the file to; when stored, the URL to GET it from."""

    attachment_id: str
    """ The id of the attachment, `att_…`. """
    contact_id: None | str
    """ The id of the contact, `con_…`. """
    file_name: str
    """ The name of the file. """
    content_type: str
    """ The media type of the file, such as `application/pdf`. """
    size: int
    """ The size of the file in bytes. """
    classification: str
    """ What the document is, such as `passport` or `consent_form`. """
    state: AttachmentState
    """ Whether the file has been uploaded: `pending` before, `stored` after. """
    created_at: datetime.datetime
    """ When it was created: a time in UTC, ISO 8601. """
    created_by: Actor
    """ The actor of a change: a user of a portal, the contact itself, a signed link or a job. """
    stored_at: datetime.datetime | None
    """ When the file was stored: a time in UTC; null before. """
    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    upload_url: None | str
    """ A signed address to PUT the file to; null once the file is stored. """
    upload_headers: AttachmentUploadHeadersType0 | None
    """ The headers to send with the upload; null once the file is stored. """
    upload_expires_at: datetime.datetime | None
    """ Until when the upload address works: a time in UTC; null once the file is stored. """
    download_url: None | str
    """ A signed address to GET the file from; null where there is none yet. """
    download_expires_at: datetime.datetime | None
    """ Until when the download address works: a time in UTC. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.attachment_upload_headers_type_0 import AttachmentUploadHeadersType0  # noqa: PLC0415

        attachment_id = self.attachment_id

        contact_id: None | str
        contact_id = self.contact_id

        file_name = self.file_name

        content_type = self.content_type

        size = self.size

        classification = self.classification

        state = self.state.value

        created_at = self.created_at.isoformat()

        created_by = self.created_by.to_dict()

        stored_at: None | str
        if isinstance(self.stored_at, datetime.datetime):
            stored_at = self.stored_at.isoformat()
        else:
            stored_at = self.stored_at

        version = self.version

        upload_url: None | str
        upload_url = self.upload_url

        upload_headers: dict[str, Any] | None
        if isinstance(self.upload_headers, AttachmentUploadHeadersType0):
            upload_headers = self.upload_headers.to_dict()
        else:
            upload_headers = self.upload_headers

        upload_expires_at: None | str
        if isinstance(self.upload_expires_at, datetime.datetime):
            upload_expires_at = self.upload_expires_at.isoformat()
        else:
            upload_expires_at = self.upload_expires_at

        download_url: None | str
        download_url = self.download_url

        download_expires_at: None | str
        if isinstance(self.download_expires_at, datetime.datetime):
            download_expires_at = self.download_expires_at.isoformat()
        else:
            download_expires_at = self.download_expires_at

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "attachment_id": attachment_id,
                "contact_id": contact_id,
                "file_name": file_name,
                "content_type": content_type,
                "size": size,
                "classification": classification,
                "state": state,
                "created_at": created_at,
                "created_by": created_by,
                "stored_at": stored_at,
                "version": version,
                "upload_url": upload_url,
                "upload_headers": upload_headers,
                "upload_expires_at": upload_expires_at,
                "download_url": download_url,
                "download_expires_at": download_expires_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.actor import Actor  # noqa: PLC0415
        from ..models.attachment_upload_headers_type_0 import AttachmentUploadHeadersType0  # noqa: PLC0415

        d = dict(src_dict)
        attachment_id = d.pop("attachment_id")

        def _parse_contact_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        contact_id = _parse_contact_id(d.pop("contact_id"))

        file_name = d.pop("file_name")

        content_type = d.pop("content_type")

        size = d.pop("size")

        classification = d.pop("classification")

        state = AttachmentState(d.pop("state"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        created_by = Actor.from_dict(d.pop("created_by"))

        def _parse_stored_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                stored_at_type_0 = datetime.datetime.fromisoformat(data)

                return stored_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        stored_at = _parse_stored_at(d.pop("stored_at"))

        version = d.pop("version")

        def _parse_upload_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        upload_url = _parse_upload_url(d.pop("upload_url"))

        def _parse_upload_headers(data: object) -> AttachmentUploadHeadersType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                upload_headers_type_0 = AttachmentUploadHeadersType0.from_dict(data)

                return upload_headers_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AttachmentUploadHeadersType0 | None, data)

        upload_headers = _parse_upload_headers(d.pop("upload_headers"))

        def _parse_upload_expires_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                upload_expires_at_type_0 = datetime.datetime.fromisoformat(data)

                return upload_expires_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        upload_expires_at = _parse_upload_expires_at(d.pop("upload_expires_at"))

        def _parse_download_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        download_url = _parse_download_url(d.pop("download_url"))

        def _parse_download_expires_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                download_expires_at_type_0 = datetime.datetime.fromisoformat(data)

                return download_expires_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        download_expires_at = _parse_download_expires_at(d.pop("download_expires_at"))

        attachment = cls(
            attachment_id=attachment_id,
            contact_id=contact_id,
            file_name=file_name,
            content_type=content_type,
            size=size,
            classification=classification,
            state=state,
            created_at=created_at,
            created_by=created_by,
            stored_at=stored_at,
            version=version,
            upload_url=upload_url,
            upload_headers=upload_headers,
            upload_expires_at=upload_expires_at,
            download_url=download_url,
            download_expires_at=download_expires_at,
        )

        return attachment
