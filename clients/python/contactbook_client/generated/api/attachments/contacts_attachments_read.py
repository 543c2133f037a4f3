from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.attachment import Attachment


def contacts_attachments_read(
    contact_id: str,
    attachment_id: str,
) -> Request[Attachment]:
    """Read an attachment; some seconds after its upload it is `stored` and has a `download_url`."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/contacts/{contact_id}/attachments/{attachment_id}".format(
            contact_id=quote(str(contact_id), safe=""),
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
