from typing import Any

from ....request import Answer, Request
from ...models.contact_list import ContactList
from ...models.contact_list_draft import ContactListDraft


def lists_create(
    *,
    body: ContactListDraft,
) -> Request[ContactList]:
    """Create a list."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/lists",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> ContactList:
    if response.status == 201:
        response_201 = ContactList.from_dict(response.json())

        return response_201

    raise ValueError(response.status)
