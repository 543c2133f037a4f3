from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.merge_draft import MergeDraft
from ...models.merge_preview import MergePreview


def contacts_merge_preview(
    contact_id: str,
    *,
    body: MergeDraft,
) -> Request[MergePreview]:
    """Return the contact that a merge would make; change nothing."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/contacts/{contact_id}/merge/preview".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> MergePreview:
    if response.status == 200:
        response_200 = MergePreview.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
