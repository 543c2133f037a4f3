from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.contact_address_page import ContactAddressPage
from ...types import UNSET, Unset


def contacts_addresses_list(
    contact_id: str,
    *,
    include_inactive: bool | Unset = False,
) -> Request[ContactAddressPage]:
    """List a contact's addresses; with `include_inactive`, also inactive ones."""
    params: dict[str, Any] = {}

    params["include_inactive"] = include_inactive

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/contacts/{contact_id}/addresses".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> ContactAddressPage:
    if response.status == 200:
        response_200 = ContactAddressPage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
