from typing import Any

from ....request import Answer, Request
from ...models.sync_run import SyncRun
from ...models.sync_run_draft import SyncRunDraft


def tenant_group_sync_runs_start(
    *,
    body: SyncRunDraft,
) -> Request[SyncRun]:
    """Run the sync now."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/tenant-group/sync-runs",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> SyncRun:
    if response.status == 202:
        response_202 = SyncRun.from_dict(response.json())

        return response_202

    raise ValueError(response.status)
