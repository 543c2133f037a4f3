from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.engagement import Engagement
from ...models.engagement_draft import EngagementDraft


def contacts_engagements_create(
    contact_id: str,
    *,
    body: EngagementDraft,
) -> Request[Engagement]:
    """Add a subscription, job, activity, service request or lead."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/contacts/{contact_id}/engagements".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Engagement:
    if response.status == 201:
        response_201 = Engagement.from_dict(response.json())

        return response_201

    raise ValueError(response.status)
