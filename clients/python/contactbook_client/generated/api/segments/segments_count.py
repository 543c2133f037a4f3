from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.segment_count import SegmentCount
from ...types import UNSET, Unset


def segments_count(
    segment_id: str,
    *,
    cursor: None | str | Unset = UNSET,
) -> Request[SegmentCount]:
    """Count the current members."""
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
        "/v1/segments/{segment_id}/count".format(
            segment_id=quote(str(segment_id), safe=""),
        ),
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> SegmentCount:
    if response.status == 200:
        response_200 = SegmentCount.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
