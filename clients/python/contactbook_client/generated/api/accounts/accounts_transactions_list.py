from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.transaction_page import TransactionPage
from ...types import UNSET, Unset


def accounts_transactions_list(
    account_id: str,
    *,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
) -> Request[TransactionPage]:
    """List an account's transactions, newest first."""
    params: dict[str, Any] = {}

    params["limit"] = limit

    json_cursor: None | str | Unset
    if isinstance(cursor, Unset):
        json_cursor = UNSET
    else:
        json_cursor = cursor
    params["cursor"] = json_cursor

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/accounts/{account_id}/transactions".format(
            account_id=quote(str(account_id), safe=""),
        ),
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> TransactionPage:
    if response.status == 200:
        response_200 = TransactionPage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
