from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.attachment import Attachment


def attachments_read(
    attachment_id: str,
) -> Request[Attachment]:
    """Read a file of the library; some seconds after its upload it is `stored` and has a `download_url`."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/attachments/{attachment_id}".format(
            attachment_id=quote(str(attachment_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Attachment:
    if response.status == 200:
        response_200 = Attachment.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
