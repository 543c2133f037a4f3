from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.contact_address import ContactAddress


def contacts_addresses_read(
    contact_id: str,
    address_id: str,
) -> Request[ContactAddress]:
    """Read one address, active or not."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/contacts/{contact_id}/addresses/{address_id}".format(
            contact_id=quote(str(contact_id), safe=""),
            address_id=quote(str(address_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> ContactAddress:
    if response.status == 200:
        response_200 = ContactAddress.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
