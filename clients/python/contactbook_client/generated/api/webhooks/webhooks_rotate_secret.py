from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.new_secret import NewSecret
from ...models.rotation_draft import RotationDraft
from ...types import UNSET, Unset


def webhooks_rotate_secret(
    webhook_id: str,
    *,
    body: None | RotationDraft | Unset = UNSET,
) -> Request[NewSecret]:
    """Give the webhook another secret, which the answer shows this once."""

    _kwargs: dict[str, Any] = {}

    if isinstance(body, RotationDraft):
        _kwargs["json"] = body.to_dict()
    else:
        _kwargs["json"] = body

    return Request(
        "POST",
        "/v1/webhooks/{webhook_id}/rotate-secret".format(
            webhook_id=quote(str(webhook_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> NewSecret:
    if response.status == 200:
        response_200 = NewSecret.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
