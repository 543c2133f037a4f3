import datetime
from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.permissions import Permissions
from ...types import UNSET, Unset


def contacts_permissions_read(
    contact_id: str,
    *,
    as_of: datetime.datetime | None | Unset = UNSET,
) -> Request[Permissions]:
    """Read for each scope whether the contact permits it, and because of which event."""
    params: dict[str, Any] = {}

    json_as_of: None | str | Unset
    if isinstance(as_of, Unset):
        json_as_of = UNSET
    elif isinstance(as_of, datetime.datetime):
        json_as_of = as_of.isoformat()
    else:
        json_as_of = as_of
    params["as_of"] = json_as_of

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/contacts/{contact_id}/permissions".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Permissions:
    if response.status == 200:
        response_200 = Permissions.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
