from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.event_communication import EventCommunication


def event_communications_read(
    event_communication_id: str,
) -> Request[EventCommunication]:
    """Read one definition."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/event-communications/{event_communication_id}".format(
            event_communication_id=quote(str(event_communication_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> EventCommunication:
    if response.status == 200:
        response_200 = EventCommunication.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
