from typing import Any

from ....request import Answer, Request
from ...models.sync_settings import SyncSettings
from ...models.sync_settings_draft import SyncSettingsDraft


def tenant_group_sync_settings_save(
    *,
    body: SyncSettingsDraft,
) -> Request[SyncSettings]:
    """Replace the sync's settings. Fields that are left out take their defaults."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "PUT",
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
