from typing import Any

from ....request import Answer, Request
from ...models.catalogued_event_page import CataloguedEventPage
from ...types import UNSET, Unset


def events_list(
    *,
    limit: int | Unset = 100,
    cursor: None | str | Unset = UNSET,
) -> Request[CataloguedEventPage]:
    """List the events that webhooks and the event bus carry, each with its JSON Schema and an example."""
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
        "/v1/events",
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> CataloguedEventPage:
    if response.status == 200:
        response_200 = CataloguedEventPage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
