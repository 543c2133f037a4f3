from typing import Any

from ....request import Answer, Request
from ...models.import_upload import ImportUpload
from ...models.import_upload_draft import ImportUploadDraft


def imports_uploads_create(
    *,
    body: ImportUploadDraft,
) -> Request[ImportUpload]:
    """Create an address to upload a large file to."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/imports/uploads",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> ImportUpload:
    if response.status == 201:
        response_201 = ImportUpload.from_dict(response.json())

        return response_201

    raise ValueError(response.status)
