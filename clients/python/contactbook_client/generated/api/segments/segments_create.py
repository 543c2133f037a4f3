from typing import Any

from ....request import Answer, Request
from ...models.segment import Segment
from ...models.segment_draft import SegmentDraft


def segments_create(
    *,
    body: SegmentDraft,
) -> Request[Segment]:
    """Create a segment."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/segments",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Segment:
    if response.status == 201:
        response_201 = Segment.from_dict(response.json())

        return response_201

    raise ValueError(response.status)
