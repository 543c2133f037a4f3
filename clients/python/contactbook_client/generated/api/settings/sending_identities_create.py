from typing import Any

from ....request import Answer, Request
from ...models.sending_identity import SendingIdentity
from ...models.sending_identity_draft import SendingIdentityDraft


def sending_identities_create(
    *,
    body: SendingIdentityDraft,
) -> Request[SendingIdentity]:
    """Register a domain to send email from."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/sending-identities",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> SendingIdentity:
    if response.status == 201:
        response_201 = SendingIdentity.from_dict(response.json())

        return response_201

    raise ValueError(response.status)
