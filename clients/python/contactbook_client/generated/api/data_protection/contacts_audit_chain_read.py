from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.audit_chain import AuditChain
from ...types import UNSET, Unset


def contacts_audit_chain_read(
    contact_id: str,
    *,
    cursor: None | str | Unset = UNSET,
) -> Request[AuditChain]:
    """Read a contact's chained history, to check it elsewhere. A long one comes in pieces: continue while there is a `next_cursor`."""
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
        "/v1/contacts/{contact_id}/audit/chain".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> AuditChain:
    if response.status == 200:
        response_200 = AuditChain.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
