from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...types import UNSET, Unset


def contacts_addresses_delete(
    contact_id: str,
    address_id: str,
    *,
    new_primary: None | str | Unset = UNSET,
) -> Request[Any]:
    """Remove an address permanently."""
    params: dict[str, Any] = {}

    json_new_primary: None | str | Unset
    if isinstance(new_primary, Unset):
        json_new_primary = UNSET
    else:
        json_new_primary = new_primary
    params["new_primary"] = json_new_primary

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {}
    return Request(
        "DELETE",
        "/v1/contacts/{contact_id}/addresses/{address_id}".format(
            contact_id=quote(str(contact_id), safe=""),
            address_id=quote(str(address_id), safe=""),
        ),
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Any:
    if response.status == 204:
        return None

    raise ValueError(response.status)
