from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.contacts_consent_receipts_read_response_200 import ContactsConsentReceiptsReadResponse200


def contacts_consent_receipts_read(
    contact_id: str,
    receipt_id: str,
) -> Request[ContactsConsentReceiptsReadResponse200]:
    """Read the signed receipt of one consent event (ISO/IEC TS 27560)."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/contacts/{contact_id}/consent/receipts/{receipt_id}".format(
            contact_id=quote(str(contact_id), safe=""),
            receipt_id=quote(str(receipt_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> ContactsConsentReceiptsReadResponse200:
    if response.status == 200:
        response_200 = ContactsConsentReceiptsReadResponse200.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
