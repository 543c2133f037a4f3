from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.address_draft import AddressDraft
from ...models.contact_address import ContactAddress
from ...types import UNSET, Unset


def contacts_addresses_create(
    contact_id: str,
    *,
    body: AddressDraft,
    replace: bool | Unset = False,
) -> Request[ContactAddress]:
    """Add an address."""
    params: dict[str, Any] = {}

    params["replace"] = replace

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/contacts/{contact_id}/addresses".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> ContactAddress:
    if response.status == 201:
        response_201 = ContactAddress.from_dict(response.json())

        return response_201

    raise ValueError(response.status)
