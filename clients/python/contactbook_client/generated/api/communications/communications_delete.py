from typing import Any
from urllib.parse import quote

from ....request import Answer, Request


def communications_delete(
    communication_id: str,
) -> Request[Any]:
    """Cancel a queued communication."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "DELETE",
        "/v1/communications/{communication_id}".format(
            communication_id=quote(str(communication_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Any:
    if response.status == 204:
        return None

    raise ValueError(response.status)
