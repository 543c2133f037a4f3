from typing import Any

from ....request import Answer, Request
from ...models.opportunity_count import OpportunityCount
from ...models.opportunity_outcome import OpportunityOutcome
from ...types import UNSET, Unset


def opportunities_count(
    *,
    stage: None | str | Unset = UNSET,
    outcome: None | OpportunityOutcome | Unset = UNSET,
    contact_id: None | str | Unset = UNSET,
) -> Request[OpportunityCount]:
    """Count opportunities as the list shows them. Up to 10,000 are looked at; with `more`, there are others."""
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

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/opportunities/count",
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> OpportunityCount:
    if response.status == 200:
        response_200 = OpportunityCount.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
