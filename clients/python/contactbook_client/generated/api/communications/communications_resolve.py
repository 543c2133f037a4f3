from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.communication import Communication
from ...models.resolution_draft import ResolutionDraft


def communications_resolve(
    communication_id: str,
    *,
    body: ResolutionDraft,
) -> Request[Communication]:
    """Record what became of an `unknown` communication. It is never sent again."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/communications/{communication_id}/resolve".format(
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
