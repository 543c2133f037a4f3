from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.anonymization_run_contact_page import AnonymizationRunContactPage
from ...types import UNSET, Unset


def anonymization_runs_refused_list(
    run_id: str,
    *,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
) -> Request[AnonymizationRunContactPage]:
    """List the contacts that a run found blocked, each with every reason."""
    params: dict[str, Any] = {}

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
        "/v1/anonymization-runs/{run_id}/refused".format(
            run_id=quote(str(run_id), safe=""),
        ),
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> AnonymizationRunContactPage:
    if response.status == 200:
        response_200 = AnonymizationRunContactPage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
