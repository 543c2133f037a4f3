from typing import Any
from urllib.parse import quote

from ....request import Answer, Request


def suppression_lists_delete(
    suppression_list_id: str,
) -> Request[Any]:
    """Delete a suppression list with its entries."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "DELETE",
        "/v1/suppression-lists/{suppression_list_id}".format(
            suppression_list_id=quote(str(suppression_list_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Any:
    if response.status == 204:
        return None

    raise ValueError(response.status)
