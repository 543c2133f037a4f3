from typing import Any

from ....request import Answer, Request
from ...models.receipt_keys import ReceiptKeys


def consent_receipt_keys_read() -> Request[ReceiptKeys]:
    """Read the public keys that verify consent receipts."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/consent/receipt-keys",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> ReceiptKeys:
    if response.status == 200:
        response_200 = ReceiptKeys.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
