from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.merge_draft import MergeDraft
from ...models.merge_result import MergeResult


def contacts_merge(
    contact_id: str,
    *,
    body: MergeDraft,
) -> Request[MergeResult]:
    """Merge other contacts into this one. Each of their ids then returns 410 with the id of this contact."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/contacts/{contact_id}/merge".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> MergeResult:
    if response.status == 200:
        response_200 = MergeResult.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
