from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.suppression_entry_page import SuppressionEntryPage
from ...types import UNSET, Unset


def suppression_lists_entries_list(
    suppression_list_id: str,
    *,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
) -> Request[SuppressionEntryPage]:
    """List the entries, without the values of contacts that the caller may not see."""
    params: dict[str, Any] = {}

    params["limit"] = limit

    json_cursor: None | str | Unset
    if isinstance(cursor, Unset):
        json_cursor = UNSET
    else:
        json_cursor = cursor
    params["cursor"] = json_cursor

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/suppression-lists/{suppression_list_id}/entries".format(
            suppression_list_id=quote(str(suppression_list_id), safe=""),
        ),
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> SuppressionEntryPage:
    if response.status == 200:
        response_200 = SuppressionEntryPage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
