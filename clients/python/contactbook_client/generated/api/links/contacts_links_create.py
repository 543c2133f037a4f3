from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.link import Link
from ...models.link_draft import LinkDraft


def contacts_links_create(
    contact_id: str,
    *,
    body: LinkDraft,
) -> Request[Link]:
    """Create a signed link to a page that the contact opens without a login. A no through it is the contact's, a yes is the caller's."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/contacts/{contact_id}/links".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Link:
    if response.status == 201:
        response_201 = Link.from_dict(response.json())

        return response_201

    raise ValueError(response.status)
