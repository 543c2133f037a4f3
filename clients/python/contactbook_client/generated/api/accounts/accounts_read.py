from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.account import Account


def accounts_read(
    account_id: str,
) -> Request[Account]:
    """Read an account."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/accounts/{account_id}".format(
            account_id=quote(str(account_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Account:
    if response.status == 200:
        response_200 = Account.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
