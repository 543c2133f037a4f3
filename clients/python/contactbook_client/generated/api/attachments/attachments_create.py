from typing import Any

from ....request import Answer, Request
from ...models.attachment import Attachment
from ...models.attachment_draft import AttachmentDraft


def attachments_create(
    *,
    body: AttachmentDraft,
) -> Request[Attachment]:
    """Announce a file of the tenant's library, such as a consent form, a logo or a file to import."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/attachments",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Attachment:
    if response.status == 201:
        response_201 = Attachment.from_dict(response.json())

        return response_201

    raise ValueError(response.status)
