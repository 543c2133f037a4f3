from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.engagement import Engagement


def contacts_engagements_read(
    contact_id: str,
    engagement_id: str,
) -> Request[Engagement]:
    """Read an engagement."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/contacts/{contact_id}/engagements/{engagement_id}".format(
            contact_id=quote(str(contact_id), safe=""),
            engagement_id=quote(str(engagement_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Engagement:
    if response.status == 200:
        response_200 = Engagement.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
