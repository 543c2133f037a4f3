from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.sync_run import SyncRun


def tenant_group_sync_runs_read(
    sync_run_id: str,
) -> Request[SyncRun]:
    """Read one run with its progress and counts."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/tenant-group/sync-runs/{sync_run_id}".format(
            sync_run_id=quote(str(sync_run_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> SyncRun:
    if response.status == 200:
        response_200 = SyncRun.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
