from typing import Any

from ....request import Answer, Request
from ...models.uniqueness_violation_page import UniquenessViolationPage
from ...types import UNSET, Unset


def settings_uniqueness_violations_list(
    *,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
) -> Request[UniquenessViolationPage]:
    """List the contacts that break the rule now, of those that broke it when it was saved."""
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
        "/v1/settings/uniqueness/violations",
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> UniquenessViolationPage:
    if response.status == 200:
        response_200 = UniquenessViolationPage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
