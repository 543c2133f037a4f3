from typing import Any

from ....request import Answer, Request
from ...models.cancelled_communications import CancelledCommunications
from ...models.communications_cancel_draft import CommunicationsCancelDraft


def communications_cancel(
    *,
    body: CommunicationsCancelDraft,
) -> Request[CancelledCommunications]:
    """Cancel queued communications. Each has an end of its own: its state, or the code that says why it was not cancelled."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/communications/cancel",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> CancelledCommunications:
    if response.status == 200:
        response_200 = CancelledCommunications.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
