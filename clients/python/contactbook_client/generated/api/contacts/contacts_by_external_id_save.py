from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.contact import Contact
from ...models.contact_upsert import ContactUpsert


def contacts_by_external_id_save(
    system: str,
    external_id: str,
    *,
    body: ContactUpsert,
) -> Request[Contact]:
    """Change the contact that has this id in another system by merge-patch (200), or create it (201)."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "PUT",
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

    if response.status == 201:
        response_201 = Contact.from_dict(response.json())

        return response_201

    raise ValueError(response.status)
