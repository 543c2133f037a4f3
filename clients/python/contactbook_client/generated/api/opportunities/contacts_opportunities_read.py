from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.opportunity import Opportunity


def contacts_opportunities_read(
    contact_id: str,
    opportunity_id: str,
) -> Request[Opportunity]:
    """Read an opportunity."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
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
