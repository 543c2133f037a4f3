from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.changed_contact import ChangedContact
from ...models.contact_changes import ContactChanges


def contacts_change(
    contact_id: str,
    *,
    body: ContactChanges,
) -> Request[ChangedContact]:
    """Change a contact by merge-patch; the response lists the opportunities that show its details."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "PATCH",
        "/v1/contacts/{contact_id}".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> ChangedContact:
    if response.status == 200:
        response_200 = ChangedContact.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
