from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.segment import Segment
from ...models.segment_changes import SegmentChanges


def segments_change(
    segment_id: str,
    *,
    body: SegmentChanges,
) -> Request[Segment]:
    """Change a segment by merge-patch, which replaces criteria as a whole."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "PATCH",
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
