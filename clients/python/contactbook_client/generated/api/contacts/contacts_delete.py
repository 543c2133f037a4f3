from typing import Any
from urllib.parse import quote

from ....request import Answer, Request


def contacts_delete(
    contact_id: str,
) -> Request[Any]:
    """Delete a contact that has no account."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "DELETE",
        "/v1/contacts/{contact_id}".format(
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
