from typing import Any

from ....request import Answer, Request
from ...models.webhook_page import WebhookPage
from ...types import UNSET, Unset


def webhooks_list(
    *,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
) -> Request[WebhookPage]:
    """List the webhooks with their states."""
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
        "/v1/webhooks",
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> WebhookPage:
    if response.status == 200:
        response_200 = WebhookPage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
