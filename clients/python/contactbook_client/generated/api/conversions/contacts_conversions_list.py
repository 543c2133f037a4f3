from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.conversion_page import ConversionPage
from ...types import UNSET, Unset


def contacts_conversions_list(
    contact_id: str,
    *,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
) -> Request[ConversionPage]:
    """List a contact's conversions, the last recorded first."""
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
        "/v1/contacts/{contact_id}/conversions".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> ConversionPage:
    if response.status == 200:
        response_200 = ConversionPage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
