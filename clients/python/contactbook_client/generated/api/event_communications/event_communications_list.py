from typing import Any

from ....request import Answer, Request
from ...models.event_communication_page import EventCommunicationPage
from ...types import UNSET, Unset


def event_communications_list(
    *,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
) -> Request[EventCommunicationPage]:
    """List the definitions."""
    params: dict[str, Any] = {}

    params["limit"] = limit

    json_cursor: None | str | Unset
    if isinstance(cursor, Unset):
        json_cursor = UNSET
    else:
        json_cursor = cursor
    params["cursor"] = json_cursor

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/event-communications",
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> EventCommunicationPage:
    if response.status == 200:
        response_200 = EventCommunicationPage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
