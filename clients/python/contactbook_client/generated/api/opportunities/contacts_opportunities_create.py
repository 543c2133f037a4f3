from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.opportunity import Opportunity
from ...models.opportunity_draft import OpportunityDraft


def contacts_opportunities_create(
    contact_id: str,
    *,
    body: OpportunityDraft,
) -> Request[Opportunity]:
    """Add an opportunity; it makes a lead a prospect."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/contacts/{contact_id}/opportunities".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Opportunity:
    if response.status == 201:
        response_201 = Opportunity.from_dict(response.json())

        return response_201

    raise ValueError(response.status)
