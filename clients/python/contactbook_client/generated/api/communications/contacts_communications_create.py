from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.communication import Communication
from ...models.communication_draft import CommunicationDraft


def contacts_communications_create(
    contact_id: str,
    *,
    body: CommunicationDraft,
) -> Request[Communication]:
    """Send one communication to a contact, now or at `scheduled_for`."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/contacts/{contact_id}/communications".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Communication:
    if response.status == 201:
        response_201 = Communication.from_dict(response.json())

        return response_201

    raise ValueError(response.status)
