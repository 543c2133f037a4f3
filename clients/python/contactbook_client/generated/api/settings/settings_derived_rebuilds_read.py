from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.derived_rebuild import DerivedRebuild


def settings_derived_rebuilds_read(
    rebuild_id: str,
) -> Request[DerivedRebuild]:
    """Read the progress of a rebuild."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/settings/derived-rebuilds/{rebuild_id}".format(
            rebuild_id=quote(str(rebuild_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> DerivedRebuild:
    if response.status == 200:
        response_200 = DerivedRebuild.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
