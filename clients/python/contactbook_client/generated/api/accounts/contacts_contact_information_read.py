from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.effective_contact_information import EffectiveContactInformation
from ...models.information_level import InformationLevel
from ...types import UNSET, Unset


def contacts_contact_information_read(
    contact_id: str,
    *,
    level: InformationLevel | None | Unset = UNSET,
    account_id: None | str | Unset = UNSET,
    service: None | str | Unset = UNSET,
) -> Request[EffectiveContactInformation]:
    """Read the email, phone and address that messages use, each with the level that it comes from."""
    params: dict[str, Any] = {}

    json_level: None | str | Unset
    if isinstance(level, Unset):
        json_level = UNSET
    elif isinstance(level, InformationLevel):
        json_level = level.value
    else:
        json_level = level
    params["level"] = json_level

    json_account_id: None | str | Unset
    if isinstance(account_id, Unset):
        json_account_id = UNSET
    else:
        json_account_id = account_id
    params["account_id"] = json_account_id

    json_service: None | str | Unset
    if isinstance(service, Unset):
        json_service = UNSET
    else:
        json_service = service
    params["service"] = json_service

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/contacts/{contact_id}/contact-information".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> EffectiveContactInformation:
    if response.status == 200:
        response_200 = EffectiveContactInformation.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
