from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.refused_contact_page import RefusedContactPage
from ...types import UNSET, Unset


def name_days_runs_refused_list(
    run_id: str,
    *,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
) -> Request[RefusedContactPage]:
    """List the contacts to whom a run could not give their name day, each with a code, for 90 days."""
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
        "/v1/name-days/runs/{run_id}/refused".format(
            run_id=quote(str(run_id), safe=""),
        ),
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> RefusedContactPage:
    if response.status == 200:
        response_200 = RefusedContactPage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
