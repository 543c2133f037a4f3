from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.list_member_page import ListMemberPage
from ...types import UNSET, Unset


def lists_contacts_list(
    list_id: str,
    *,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
) -> Request[ListMemberPage]:
    """List the contacts of a list. A contact that the caller's group may only select shows its id, kind and name."""
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
        "/v1/lists/{list_id}/contacts".format(
            list_id=quote(str(list_id), safe=""),
        ),
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> ListMemberPage:
    if response.status == 200:
        response_200 = ListMemberPage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
