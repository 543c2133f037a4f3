from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.transaction import Transaction
from ...models.transaction_draft import TransactionDraft


def accounts_transactions_create(
    account_id: str,
    *,
    body: TransactionDraft,
) -> Request[Transaction]:
    """Post a transaction; with an anonymized owner it is on the suspense account and `suspense` is true."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/accounts/{account_id}/transactions".format(
            account_id=quote(str(account_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Transaction:
    if response.status == 201:
        response_201 = Transaction.from_dict(response.json())

        return response_201

    raise ValueError(response.status)
