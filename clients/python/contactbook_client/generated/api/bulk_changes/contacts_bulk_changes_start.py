from typing import Any

from ....request import Answer, Request
from ...models.bulk_change import BulkChange
from ...models.bulk_change_draft import BulkChangeDraft


def contacts_bulk_changes_start(
    *,
    body: BulkChangeDraft,
) -> Request[BulkChange]:
    """Change tags, lists, owner group or categories of chosen contacts, of a list or of a segment. Lists also need `lists:write`."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/contacts/bulk-changes",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> BulkChange:
    if response.status == 202:
        response_202 = BulkChange.from_dict(response.json())

        return response_202

    raise ValueError(response.status)
