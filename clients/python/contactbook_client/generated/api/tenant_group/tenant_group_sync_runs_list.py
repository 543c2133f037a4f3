from typing import Any

from ....request import Answer, Request
from ...models.sync_run_page import SyncRunPage
from ...types import UNSET, Unset


def tenant_group_sync_runs_list(
    *,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
) -> Request[SyncRunPage]:
    """List the runs, newest first."""
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
        "/v1/tenant-group/sync-runs",
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> SyncRunPage:
    if response.status == 200:
        response_200 = SyncRunPage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
