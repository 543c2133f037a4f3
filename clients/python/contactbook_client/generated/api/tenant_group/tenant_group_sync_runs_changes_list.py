from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.sync_change_page import SyncChangePage
from ...types import UNSET, Unset


def tenant_group_sync_runs_changes_list(
    sync_run_id: str,
    *,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
) -> Request[SyncChangePage]:
    """List what a run changed, or a dry run would change, contact by contact; of a run that changed something for 90 days."""
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
        "/v1/tenant-group/sync-runs/{sync_run_id}/changes".format(
            sync_run_id=quote(str(sync_run_id), safe=""),
        ),
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> SyncChangePage:
    if response.status == 200:
        response_200 = SyncChangePage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
