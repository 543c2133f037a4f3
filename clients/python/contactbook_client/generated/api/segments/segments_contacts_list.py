from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.segment_member_page import SegmentMemberPage
from ...types import UNSET, Unset


def segments_contacts_list(
    segment_id: str,
    *,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
) -> Request[SegmentMemberPage]:
    """List the current members. A page may hold fewer than `limit` and still have a next page."""
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
        "/v1/segments/{segment_id}/contacts".format(
            segment_id=quote(str(segment_id), safe=""),
        ),
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> SegmentMemberPage:
    if response.status == 200:
        response_200 = SegmentMemberPage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
