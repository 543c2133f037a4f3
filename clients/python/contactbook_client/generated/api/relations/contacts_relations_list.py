from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.relation_page import RelationPage
from ...types import UNSET, Unset


def contacts_relations_list(
    contact_id: str,
    *,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
) -> Request[RelationPage]:
    """List a contact's relations, newest first."""
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
        "/v1/contacts/{contact_id}/relations".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> RelationPage:
    if response.status == 200:
        response_200 = RelationPage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
