from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.sending_identity import SendingIdentity


def sending_identities_read(
    domain: str,
) -> Request[SendingIdentity]:
    """Read one domain with its state and DNS records."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/sending-identities/{domain}".format(
            domain=quote(str(domain), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> SendingIdentity:
    if response.status == 200:
        response_200 = SendingIdentity.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
