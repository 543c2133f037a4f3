from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.communication import Communication
from ...models.communication_changes import CommunicationChanges


def communications_change(
    communication_id: str,
    *,
    body: CommunicationChanges,
) -> Request[Communication]:
    """Change a queued communication by merge-patch."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "PATCH",
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
