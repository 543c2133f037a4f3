from typing import Any
from urllib.parse import quote

from ....request import Answer, Request


def lists_contacts_delete(
    list_id: str,
    contact_id: str,
) -> Request[Any]:
    """Remove a contact from a list."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "DELETE",
        "/v1/lists/{list_id}/contacts/{contact_id}".format(
            list_id=quote(str(list_id), safe=""),
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Any:
    if response.status == 204:
        return None

    raise ValueError(response.status)
