from typing import Any
from urllib.parse import quote

from ....request import Answer, Request


def webhooks_delete(
    webhook_id: str,
) -> Request[Any]:
    """Delete a webhook. Nothing more is sent to it."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "DELETE",
        "/v1/webhooks/{webhook_id}".format(
            webhook_id=quote(str(webhook_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Any:
    if response.status == 204:
        return None

    raise ValueError(response.status)
