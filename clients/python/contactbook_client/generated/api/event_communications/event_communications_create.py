from typing import Any

from ....request import Answer, Request
from ...models.event_communication import EventCommunication
from ...models.event_communication_draft import EventCommunicationDraft


def event_communications_create(
    *,
    body: EventCommunicationDraft,
) -> Request[EventCommunication]:
    """Create a definition of a communication that follows an event."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/event-communications",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> EventCommunication:
    if response.status == 201:
        response_201 = EventCommunication.from_dict(response.json())

        return response_201

    raise ValueError(response.status)
