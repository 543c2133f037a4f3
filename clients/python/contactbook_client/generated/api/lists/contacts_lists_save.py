from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.list_associations import ListAssociations
from ...models.list_associations_draft import ListAssociationsDraft


def contacts_lists_save(
    contact_id: str,
    *,
    body: ListAssociationsDraft,
) -> Request[ListAssociations]:
    """Save all list associations of a contact at once. A list that it left needs `evidence` that it asked for it since."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "PUT",
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
