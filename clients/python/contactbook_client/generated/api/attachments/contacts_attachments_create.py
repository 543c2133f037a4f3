from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.attachment import Attachment
from ...models.attachment_draft import AttachmentDraft


def contacts_attachments_create(
    contact_id: str,
    *,
    body: AttachmentDraft,
) -> Request[Attachment]:
    """Announce a file, then PUT it to `upload_url` with `upload_headers`."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/contacts/{contact_id}/attachments".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Attachment:
    if response.status == 201:
        response_201 = Attachment.from_dict(response.json())

        return response_201

    raise ValueError(response.status)
