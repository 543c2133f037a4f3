from typing import Any
from urllib.parse import quote

from ....request import Answer, Request


def lists_delete(
    list_id: str,
) -> Request[Any]:
    """Delete a list and remove its contacts from it."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "DELETE",
        "/v1/lists/{list_id}".format(
            list_id=quote(str(list_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Any:
    if response.status == 204:
        return None

    raise ValueError(response.status)
