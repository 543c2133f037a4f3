from typing import Any

from ....request import Answer, Request
from ...models.contact import Contact
from ...models.contact_draft import ContactDraft


def contacts_create(
    *,
    body: ContactDraft,
) -> Request[Contact]:
    """Create a person or a company, perhaps with its first opportunity and its accounts, in one step."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/contacts",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Contact:
    if response.status == 201:
        response_201 = Contact.from_dict(response.json())

        return response_201

    raise ValueError(response.status)
