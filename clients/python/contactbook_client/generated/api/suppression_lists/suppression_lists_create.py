from typing import Any

from ....request import Answer, Request
from ...models.suppression_list import SuppressionList
from ...models.suppression_list_draft import SuppressionListDraft


def suppression_lists_create(
    *,
    body: SuppressionListDraft,
) -> Request[SuppressionList]:
    """Create a suppression list."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/suppression-lists",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> SuppressionList:
    if response.status == 201:
        response_201 = SuppressionList.from_dict(response.json())

        return response_201

    raise ValueError(response.status)
