from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.engagement_page import EngagementPage
from ...types import UNSET, Unset


def contacts_engagements_list(
    contact_id: str,
    *,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
) -> Request[EngagementPage]:
    """List a contact's engagements, newest first."""
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
        "/v1/contacts/{contact_id}/engagements".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> EngagementPage:
    if response.status == 200:
        response_200 = EngagementPage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
