from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.webhook import Webhook
from ...models.webhook_changes import WebhookChanges


def webhooks_change(
    webhook_id: str,
    *,
    body: WebhookChanges,
) -> Request[Webhook]:
    """Change a webhook by merge-patch. Another `url` has to be verified first; `"state": "paused"` pauses it."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "PATCH",
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
