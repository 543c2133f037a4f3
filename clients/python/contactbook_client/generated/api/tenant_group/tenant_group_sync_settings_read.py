from typing import Any

from ....request import Answer, Request
from ...models.sync_settings import SyncSettings


def tenant_group_sync_settings_read() -> Request[SyncSettings]:
    """Read the sync's settings."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/tenant-group/sync-settings",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> SyncSettings:
    if response.status == 200:
        response_200 = SyncSettings.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
