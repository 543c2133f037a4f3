from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.opportunity import Opportunity
from ...models.opportunity_changes import OpportunityChanges


def contacts_opportunities_change(
    contact_id: str,
    opportunity_id: str,
    *,
    body: OpportunityChanges,
) -> Request[Opportunity]:
    """Change an opportunity by merge-patch; contact information changes only on the contact."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "PATCH",
        "/v1/contacts/{contact_id}/opportunities/{opportunity_id}".format(
            contact_id=quote(str(contact_id), safe=""),
            opportunity_id=quote(str(opportunity_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Opportunity:
    if response.status == 200:
        response_200 = Opportunity.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
