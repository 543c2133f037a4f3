from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.contact import Contact


def contacts_by_external_id_read(
    system: str,
    external_id: str,
) -> Request[Contact]:
    """Read the contact that has this id in another system. The id of a merged contact leads to the contact that it was merged into."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/contacts/by-external-id/{system}/{external_id}".format(
            system=quote(str(system), safe=""),
            external_id=quote(str(external_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Contact:
    if response.status == 200:
        response_200 = Contact.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
