from typing import Any
from urllib.parse import quote

from ....request import Answer, Request


def sending_identities_delete(
    domain: str,
) -> Request[Any]:
    """Delete a domain. It is refused while the sender of emails uses the domain."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "DELETE",
        "/v1/sending-identities/{domain}".format(
            domain=quote(str(domain), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Any:
    if response.status == 204:
        return None

    raise ValueError(response.status)
