from typing import Any

from ....request import Answer, Request
from ...models.derived_rebuild import DerivedRebuild


def settings_derived_rebuilds_start() -> Request[DerivedRebuild]:
    """Rebuild, in the background, what is derived from the contacts: search words, filter values, privacy levels."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "POST",
        "/v1/settings/derived-rebuilds",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> DerivedRebuild:
    if response.status == 202:
        response_202 = DerivedRebuild.from_dict(response.json())

        return response_202

    raise ValueError(response.status)
