from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.import_upload import ImportUpload


def imports_uploads_read(
    file_attachment_id: str,
) -> Request[ImportUpload]:
    """Read whether an uploaded file has arrived."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/imports/uploads/{file_attachment_id}".format(
            file_attachment_id=quote(str(file_attachment_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> ImportUpload:
    if response.status == 200:
        response_200 = ImportUpload.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
