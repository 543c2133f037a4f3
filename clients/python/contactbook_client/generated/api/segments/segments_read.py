from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.segment import Segment


def segments_read(
    segment_id: str,
) -> Request[Segment]:
    """Read one segment."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/segments/{segment_id}".format(
            segment_id=quote(str(segment_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Segment:
    if response.status == 200:
        response_200 = Segment.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
