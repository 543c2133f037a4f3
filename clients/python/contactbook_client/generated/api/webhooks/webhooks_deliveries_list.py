from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.delivery_page import DeliveryPage
from ...types import UNSET, Unset


def webhooks_deliveries_list(
    webhook_id: str,
    *,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
) -> Request[DeliveryPage]:
    """List the deliveries of the last 14 days, newest first, each with its attempts and what the receiver answered."""
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
        "/v1/webhooks/{webhook_id}/deliveries".format(
            webhook_id=quote(str(webhook_id), safe=""),
        ),
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> DeliveryPage:
    if response.status == 200:
        response_200 = DeliveryPage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
