from typing import Any

from ....request import Answer, Request
from ...models.merge_tag_page import MergeTagPage
from ...types import UNSET, Unset


def merge_tags_list(
    *,
    prefix: str | Unset = "",
    limit: int | Unset = 100,
    cursor: None | str | Unset = UNSET,
) -> Request[MergeTagPage]:
    """List the tags that templates may use."""
    params: dict[str, Any] = {}

    params["prefix"] = prefix

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
        "/v1/merge-tags",
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> MergeTagPage:
    if response.status == 200:
        response_200 = MergeTagPage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
