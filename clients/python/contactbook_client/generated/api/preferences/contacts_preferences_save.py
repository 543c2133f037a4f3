from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.contact_preferences import ContactPreferences
from ...models.preferences_draft import PreferencesDraft


def contacts_preferences_save(
    contact_id: str,
    *,
    body: PreferencesDraft,
) -> Request[ContactPreferences]:
    """Set the marketing permissions and channels; what is left out stays."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "PUT",
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
