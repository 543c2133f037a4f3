from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.webhook import Webhook


def webhooks_verify(
    webhook_id: str,
) -> Request[Webhook]:
    """Ask the receiver for the challenge again. The webhook becomes `active` within seconds once it has answered."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "POST",
        "/v1/webhooks/{webhook_id}/verify".format(
            webhook_id=quote(str(webhook_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Webhook:
    if response.status == 202:
        response_202 = Webhook.from_dict(response.json())

        return response_202

    raise ValueError(response.status)
