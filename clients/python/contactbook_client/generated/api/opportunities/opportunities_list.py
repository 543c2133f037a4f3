from typing import Any

from ....request import Answer, Request
from ...models.opportunity_order import OpportunityOrder
from ...models.opportunity_outcome import OpportunityOutcome
from ...models.opportunity_page import OpportunityPage
from ...types import UNSET, Unset


def opportunities_list(
    *,
    stage: None | str | Unset = UNSET,
    outcome: None | OpportunityOutcome | Unset = UNSET,
    contact_id: None | str | Unset = UNSET,
    sort: None | OpportunityOrder | Unset = UNSET,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
) -> Request[OpportunityPage]:
    """List the tenant's opportunities, each with the current details of its contact."""
    params: dict[str, Any] = {}

    json_stage: None | str | Unset
    if isinstance(stage, Unset):
        json_stage = UNSET
    else:
        json_stage = stage
    params["stage"] = json_stage

    json_outcome: None | str | Unset
    if isinstance(outcome, Unset):
        json_outcome = UNSET
    elif isinstance(outcome, OpportunityOutcome):
        json_outcome = outcome.value
    else:
        json_outcome = outcome
    params["outcome"] = json_outcome

    json_contact_id: None | str | Unset
    if isinstance(contact_id, Unset):
        json_contact_id = UNSET
    else:
        json_contact_id = contact_id
    params["contact_id"] = json_contact_id

    json_sort: None | str | Unset
    if isinstance(sort, Unset):
        json_sort = UNSET
    elif isinstance(sort, OpportunityOrder):
        json_sort = sort.value
    else:
        json_sort = sort
    params["sort"] = json_sort

    params["limit"] = limit

    json_cursor: None | str | Unset
    if isinstance(cursor, Unset):
        json_cursor = UNSET
    else:
        json_cursor = cursor
    params["cursor"] = json_cursor

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/opportunities",
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> OpportunityPage:
    if response.status == 200:
        response_200 = OpportunityPage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
