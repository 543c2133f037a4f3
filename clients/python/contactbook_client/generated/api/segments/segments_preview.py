from typing import Any

from ....request import Answer, Request
from ...models.segment_preview import SegmentPreview
from ...models.segment_preview_draft import SegmentPreviewDraft


def segments_preview(
    *,
    body: SegmentPreviewDraft,
) -> Request[SegmentPreview]:
    """Try criteria out: return the first members and their number."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/segments/preview",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> SegmentPreview:
    if response.status == 200:
        response_200 = SegmentPreview.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
