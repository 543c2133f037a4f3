from typing import Any

from ....request import Answer, Request
from ...models.me import Me


def me_read() -> Request[Me]:
    """Read who the token is, and which operations are open to it."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/me",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Me:
    if response.status == 200:
        response_200 = Me.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
