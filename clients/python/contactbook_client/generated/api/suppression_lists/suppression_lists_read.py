from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.suppression_list import SuppressionList


def suppression_lists_read(
    suppression_list_id: str,
) -> Request[SuppressionList]:
    """Read one suppression list."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/suppression-lists/{suppression_list_id}".format(
            suppression_list_id=quote(str(suppression_list_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> SuppressionList:
    if response.status == 200:
        response_200 = SuppressionList.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
