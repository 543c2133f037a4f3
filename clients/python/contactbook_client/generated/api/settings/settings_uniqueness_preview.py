from typing import Any

from ....request import Answer, Request
from ...models.uniqueness_draft import UniquenessDraft
from ...models.uniqueness_preview import UniquenessPreview


def settings_uniqueness_preview(
    *,
    body: UniquenessDraft,
) -> Request[UniquenessPreview]:
    """Count the contacts that would break a rule, among the first 10,000; nothing is saved."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/settings/uniqueness/preview",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> UniquenessPreview:
    if response.status == 200:
        response_200 = UniquenessPreview.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
