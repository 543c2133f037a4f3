from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

if TYPE_CHECKING:
    from ..models.import_upload_headers import ImportUploadHeaders


@dataclass(kw_only=True, slots=True)
class ImportUpload:
    """Where to upload a file: PUT it to `upload_url` with these headers, then import it by its id."""

    file_attachment_id: str
    """ The id of the uploaded file. Exactly one of this and an inline file is sent. """
    upload_url: str
    """ A signed address to PUT the file to; null once the file is stored. """
    method: str
    """ The HTTP method of the upload. """
    headers: ImportUploadHeaders
    """ The headers to send with the upload. """
    expires_in: int
    """ For how many seconds the address works. """
    size: int | None
    """ The size of the uploaded file in bytes; null before it is uploaded. """

    def to_dict(self) -> dict[str, Any]:
        file_attachment_id = self.file_attachment_id

        upload_url = self.upload_url

        method = self.method

        headers = self.headers.to_dict()

        expires_in = self.expires_in

        size: int | None
        size = self.size

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "file_attachment_id": file_attachment_id,
                "upload_url": upload_url,
                "method": method,
                "headers": headers,
                "expires_in": expires_in,
                "size": size,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.import_upload_headers import ImportUploadHeaders  # noqa: PLC0415

        d = dict(src_dict)
        file_attachment_id = d.pop("file_attachment_id")

        upload_url = d.pop("upload_url")

        method = d.pop("method")

        headers = ImportUploadHeaders.from_dict(d.pop("headers"))

        expires_in = d.pop("expires_in")

        def _parse_size(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        size = _parse_size(d.pop("size"))

        import_upload = cls(
            file_attachment_id=file_attachment_id,
            upload_url=upload_url,
            method=method,
            headers=headers,
            expires_in=expires_in,
            size=size,
        )

        return import_upload
