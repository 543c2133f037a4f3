import datetime
from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.contact import Contact
from ...models.past_contact import PastContact
from ...types import UNSET, Unset


def contacts_read(
    contact_id: str,
    *,
    include_inactive: bool | Unset = False,
    as_of: datetime.datetime | None | Unset = UNSET,
) -> Request[Contact | PastContact]:
    """Read the profile of a contact."""
    params: dict[str, Any] = {}

    params["include_inactive"] = include_inactive

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
        "/v1/contacts/{contact_id}".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Contact | PastContact:
    if response.status == 200:

        def _parse_response_200(data: object) -> Contact | PastContact:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_200_type_0 = Contact.from_dict(data)

                return response_200_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            response_200_type_1 = PastContact.from_dict(data)

            return response_200_type_1

        response_200 = _parse_response_200(response.json())

        return response_200

    raise ValueError(response.status)
