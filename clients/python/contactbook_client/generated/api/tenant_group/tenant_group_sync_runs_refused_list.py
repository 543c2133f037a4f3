from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.sync_refusal_page import SyncRefusalPage
from ...types import UNSET, Unset


def tenant_group_sync_runs_refused_list(
    sync_run_id: str,
    *,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
) -> Request[SyncRefusalPage]:
    """List the contacts that a run left out or could not change, each with a code."""
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
        "/v1/tenant-group/sync-runs/{sync_run_id}/refused".format(
            sync_run_id=quote(str(sync_run_id), safe=""),
        ),
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> SyncRefusalPage:
    if response.status == 200:
        response_200 = SyncRefusalPage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
