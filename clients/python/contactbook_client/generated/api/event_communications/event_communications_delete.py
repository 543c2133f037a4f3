from typing import Any
from urllib.parse import quote

from ....request import Answer, Request


def event_communications_delete(
    event_communication_id: str,
) -> Request[Any]:
    """Delete a definition."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "DELETE",
        "/v1/event-communications/{event_communication_id}".format(
            event_communication_id=quote(str(event_communication_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Any:
    if response.status == 204:
        return None

    raise ValueError(response.status)
