from typing import Any
from urllib.parse import quote

from ....request import Answer, Request


def segments_delete(
    segment_id: str,
) -> Request[Any]:
    """Delete a segment."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "DELETE",
        "/v1/segments/{segment_id}".format(
            segment_id=quote(str(segment_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Any:
    if response.status == 204:
        return None

    raise ValueError(response.status)
