from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.bulk_change import BulkChange


def bulk_changes_cancel(
    bulk_change_id: str,
) -> Request[BulkChange]:
    """Cancel a bulk change. Contacts that it has not reached stay as they are."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "POST",
        "/v1/bulk-changes/{bulk_change_id}/cancel".format(
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
