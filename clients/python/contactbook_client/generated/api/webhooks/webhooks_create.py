from typing import Any

from ....request import Answer, Request
from ...models.new_secret import NewSecret
from ...models.webhook_draft import WebhookDraft


def webhooks_create(
    *,
    body: WebhookDraft,
) -> Request[NewSecret]:
    """Create a webhook. The answer shows its secret this once."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/webhooks",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> NewSecret:
    if response.status == 201:
        response_201 = NewSecret.from_dict(response.json())

        return response_201

    raise ValueError(response.status)
