from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.webhook import Webhook


def webhooks_read(
    webhook_id: str,
) -> Request[Webhook]:
    """Read one webhook with its state, and since when its receiver fails."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/webhooks/{webhook_id}".format(
            webhook_id=quote(str(webhook_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Webhook:
    if response.status == 200:
        response_200 = Webhook.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
