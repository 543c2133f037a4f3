from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.activation import Activation
from ...models.contact_address import ContactAddress
from ...types import UNSET, Unset


def contacts_addresses_activate(
    contact_id: str,
    address_id: str,
    *,
    body: Activation | None | Unset = UNSET,
    replace: bool | Unset = False,
) -> Request[ContactAddress]:
    """Make an address active again."""
    params: dict[str, Any] = {}

    params["replace"] = replace

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {}

    if isinstance(body, Activation):
        _kwargs["json"] = body.to_dict()
    else:
        _kwargs["json"] = body

    return Request(
        "POST",
        "/v1/contacts/{contact_id}/addresses/{address_id}/activate".format(
            contact_id=quote(str(contact_id), safe=""),
            address_id=quote(str(address_id), safe=""),
        ),
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> ContactAddress:
    if response.status == 200:
        response_200 = ContactAddress.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
