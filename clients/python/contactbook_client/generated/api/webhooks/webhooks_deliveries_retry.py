from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.delivery import Delivery


def webhooks_deliveries_retry(
    webhook_id: str,
    delivery_id: str,
) -> Request[Delivery]:
    """Send a delivery again, whatever became of it. It keeps its `webhook-id`."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "POST",
        "/v1/webhooks/{webhook_id}/deliveries/{delivery_id}/retry".format(
            webhook_id=quote(str(webhook_id), safe=""),
            delivery_id=quote(str(delivery_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Delivery:
    if response.status == 202:
        response_202 = Delivery.from_dict(response.json())

        return response_202

    raise ValueError(response.status)
