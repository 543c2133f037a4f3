from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.list_associations import ListAssociations


def contacts_lists_read(
    contact_id: str,
) -> Request[ListAssociations]:
    """Read the lists that a contact is on, as PUT takes them back."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/contacts/{contact_id}/lists".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> ListAssociations:
    if response.status == 200:
        response_200 = ListAssociations.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
