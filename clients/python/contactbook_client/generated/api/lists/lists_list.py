from typing import Any

from ....request import Answer, Request
from ...models.contact_list_summary_page import ContactListSummaryPage
from ...types import UNSET, Unset


def lists_list(
    *,
    active: bool | None | Unset = UNSET,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
) -> Request[ContactListSummaryPage]:
    """List the tenant's lists, oldest first."""
    params: dict[str, Any] = {}

    json_active: bool | None | Unset
    if isinstance(active, Unset):
        json_active = UNSET
    else:
        json_active = active
    params["active"] = json_active

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
        "/v1/lists",
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> ContactListSummaryPage:
    if response.status == 200:
        response_200 = ContactListSummaryPage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
