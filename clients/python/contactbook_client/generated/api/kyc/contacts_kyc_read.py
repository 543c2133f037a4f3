from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.kyc_details import KycDetails


def contacts_kyc_read(
    contact_id: str,
) -> Request[KycDetails]:
    """Read a contact's KYC profile and what it still needs."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/contacts/{contact_id}/kyc".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> KycDetails:
    if response.status == 200:
        response_200 = KycDetails.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
