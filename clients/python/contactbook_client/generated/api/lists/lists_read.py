from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.contact_list import ContactList


def lists_read(
    list_id: str,
) -> Request[ContactList]:
    """Read a list, with the number of its contacts. Up to 10,000 are counted; with `more_members`, there are others."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/lists/{list_id}".format(
            list_id=quote(str(list_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> ContactList:
    if response.status == 200:
        response_200 = ContactList.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
