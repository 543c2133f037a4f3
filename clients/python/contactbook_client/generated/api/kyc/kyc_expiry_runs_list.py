from typing import Any

from ....request import Answer, Request
from ...models.listed_expiry_run_page import ListedExpiryRunPage
from ...types import UNSET, Unset


def kyc_expiry_runs_list(
    *,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
) -> Request[ListedExpiryRunPage]:
    """List the runs of the expiry, newest first: one for each day on which a profile was due."""
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
        "/v1/kyc/expiry-runs",
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> ListedExpiryRunPage:
    if response.status == 200:
        response_200 = ListedExpiryRunPage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
