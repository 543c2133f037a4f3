from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.duplicate_page import DuplicatePage
from ...types import UNSET, Unset


def contacts_duplicates_list(
    contact_id: str,
    *,
    min_score: float | Unset = 0.5,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
) -> Request[DuplicatePage]:
    """List the likely duplicates of a contact, highest score first, with the fields that agree."""
    params: dict[str, Any] = {}

    params["min_score"] = min_score

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
        "/v1/contacts/{contact_id}/duplicates".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> DuplicatePage:
    if response.status == 200:
        response_200 = DuplicatePage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
