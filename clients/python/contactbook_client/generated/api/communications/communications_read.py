from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.communication import Communication


def communications_read(
    communication_id: str,
) -> Request[Communication]:
    """Read one communication. A queued one shows the address and level that would be used now."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/communications/{communication_id}".format(
            communication_id=quote(str(communication_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Communication:
    if response.status == 200:
        response_200 = Communication.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
