from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.contact_address import ContactAddress
from ...models.deactivation import Deactivation
from ...types import UNSET, Unset


def contacts_addresses_deactivate(
    contact_id: str,
    address_id: str,
    *,
    body: Deactivation | None | Unset = UNSET,
    new_primary: None | str | Unset = UNSET,
) -> Request[ContactAddress]:
    """Deactivate an address and keep it."""
    params: dict[str, Any] = {}

    json_new_primary: None | str | Unset
    if isinstance(new_primary, Unset):
        json_new_primary = UNSET
    else:
        json_new_primary = new_primary
    params["new_primary"] = json_new_primary

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {}

    if isinstance(body, Deactivation):
        _kwargs["json"] = body.to_dict()
    else:
        _kwargs["json"] = body

    return Request(
        "POST",
        "/v1/contacts/{contact_id}/addresses/{address_id}/deactivate".format(
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
