from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.engagement import Engagement
from ...models.engagement_changes import EngagementChanges


def contacts_engagements_change(
    contact_id: str,
    engagement_id: str,
    *,
    body: EngagementChanges,
) -> Request[Engagement]:
    """Change an engagement by merge-patch; its type cannot change."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "PATCH",
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
