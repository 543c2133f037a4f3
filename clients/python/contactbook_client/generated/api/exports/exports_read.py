from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.export import Export


def exports_read(
    export_id: str,
) -> Request[Export]:
    """Read the progress of an export, and its download address once it is finished."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/exports/{export_id}".format(
            export_id=quote(str(export_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Export:
    if response.status == 200:
        response_200 = Export.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
