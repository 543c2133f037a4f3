from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.bulk_change import BulkChange


def bulk_changes_read(
    bulk_change_id: str,
) -> Request[BulkChange]:
    """Read a bulk change with its progress."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/bulk-changes/{bulk_change_id}".format(
            bulk_change_id=quote(str(bulk_change_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> BulkChange:
    if response.status == 200:
        response_200 = BulkChange.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
