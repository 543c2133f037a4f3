from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.contact_list import ContactList
from ...models.contact_list_changes import ContactListChanges


def lists_change(
    list_id: str,
    *,
    body: ContactListChanges,
) -> Request[ContactList]:
    """Change a list by merge-patch; with `{"active": false}` it accepts no new contacts."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "PATCH",
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
