from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.kyc_allowances import KycAllowances


def contacts_kyc_allowances_read(
    contact_id: str,
) -> Request[KycAllowances]:
    """Read what a contact's KYC standing allows, the highest credit limit, and the threshold of its wallet."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/contacts/{contact_id}/kyc/allowances".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> KycAllowances:
    if response.status == 200:
        response_200 = KycAllowances.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
