from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.suppression_entries_draft import SuppressionEntriesDraft
from ...models.suppression_entry_page import SuppressionEntryPage


def suppression_lists_entries_add(
    suppression_list_id: str,
    *,
    body: SuppressionEntriesDraft,
) -> Request[SuppressionEntryPage]:
    """Add entries; adding one twice has no effect."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/suppression-lists/{suppression_list_id}/entries".format(
            suppression_list_id=quote(str(suppression_list_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> SuppressionEntryPage:
    if response.status == 200:
        response_200 = SuppressionEntryPage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
