from typing import Any

from ....request import Answer, Request
from ...models.duplicate_pair_page import DuplicatePairPage
from ...types import UNSET, Unset


def duplicates_list(
    *,
    min_score: float | Unset = 0.5,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
) -> Request[DuplicatePairPage]:
    """List pairs of likely duplicates. A page may hold fewer than `limit` and still have a next page."""
    params: dict[str, Any] = {}

    params["min_score"] = min_score

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
        "/v1/duplicates",
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> DuplicatePairPage:
    if response.status == 200:
        response_200 = DuplicatePairPage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
