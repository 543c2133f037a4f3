from typing import Any

from ....request import Answer, Request
from ...models.uniqueness_build import UniquenessBuild


def settings_uniqueness_build_read() -> Request[UniquenessBuild]:
    """Read the progress of the latest uniqueness rule."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/settings/uniqueness/build",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> UniquenessBuild:
    if response.status == 200:
        response_200 = UniquenessBuild.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
