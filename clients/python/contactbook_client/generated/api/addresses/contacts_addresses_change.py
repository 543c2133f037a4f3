from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.address_changes import AddressChanges
from ...models.contact_address import ContactAddress
from ...types import UNSET, Unset


def contacts_addresses_change(
    contact_id: str,
    address_id: str,
    *,
    body: AddressChanges,
    replace: bool | Unset = False,
    new_primary: None | str | Unset = UNSET,
) -> Request[ContactAddress]:
    """Change an address by merge-patch."""
    params: dict[str, Any] = {}

    params["replace"] = replace

    json_new_primary: None | str | Unset
    if isinstance(new_primary, Unset):
        json_new_primary = UNSET
    else:
        json_new_primary = new_primary
    params["new_primary"] = json_new_primary

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "PATCH",
        "/v1/contacts/{contact_id}/addresses/{address_id}".format(
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
