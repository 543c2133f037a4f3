from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.suppression_list_count import SuppressionListCount
from ...types import UNSET, Unset


def suppression_lists_count(
    suppression_list_id: str,
    *,
    cursor: None | str | Unset = UNSET,
) -> Request[SuppressionListCount]:
    """Count the entries, or the contacts that meet the criteria now."""
    params: dict[str, Any] = {}

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
        "/v1/suppression-lists/{suppression_list_id}/count".format(
            suppression_list_id=quote(str(suppression_list_id), safe=""),
        ),
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> SuppressionListCount:
    if response.status == 200:
        response_200 = SuppressionListCount.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
