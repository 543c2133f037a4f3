from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.communication_page import CommunicationPage
from ...types import UNSET, Unset


def contacts_communications_list(
    contact_id: str,
    *,
    account_id: None | str | Unset = UNSET,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
) -> Request[CommunicationPage]:
    """List a contact's communications, newest first."""
    params: dict[str, Any] = {}

    json_account_id: None | str | Unset
    if isinstance(account_id, Unset):
        json_account_id = UNSET
    else:
        json_account_id = account_id
    params["account_id"] = json_account_id

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
        "/v1/contacts/{contact_id}/communications".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> CommunicationPage:
    if response.status == 200:
        response_200 = CommunicationPage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
