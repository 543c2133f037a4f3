from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.delivery import Delivery


def webhooks_deliveries_read(
    webhook_id: str,
    delivery_id: str,
) -> Request[Delivery]:
    """Read one delivery of the last 14 days with its attempts."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/webhooks/{webhook_id}/deliveries/{delivery_id}".format(
            webhook_id=quote(str(webhook_id), safe=""),
            delivery_id=quote(str(delivery_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Delivery:
    if response.status == 200:
        response_200 = Delivery.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
