from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.contact_preferences import ContactPreferences


def contacts_preferences_read(
    contact_id: str,
) -> Request[ContactPreferences]:
    """Read both marketing permissions with who changed each, when and how."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/contacts/{contact_id}/preferences".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> ContactPreferences:
    if response.status == 200:
        response_200 = ContactPreferences.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
