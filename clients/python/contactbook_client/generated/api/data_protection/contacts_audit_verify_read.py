from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.chain_verdict import ChainVerdict
from ...types import UNSET, Unset


def contacts_audit_verify_read(
    contact_id: str,
    *,
    cursor: None | str | Unset = UNSET,
) -> Request[ChainVerdict]:
    """Check whether an entry of a contact's history was changed, removed, added or moved."""
    params: dict[str, Any] = {}

    json_cursor: None | str | Unset
    if isinstance(cursor, Unset):
        json_cursor = UNSET
    else:
        json_cursor = cursor
    params["cursor"] = json_cursor

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/contacts/{contact_id}/audit/verify".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> ChainVerdict:
    if response.status == 200:
        response_200 = ChainVerdict.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
