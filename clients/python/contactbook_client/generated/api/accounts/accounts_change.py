from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.account import Account
from ...models.account_changes import AccountChanges


def accounts_change(
    account_id: str,
    *,
    body: AccountChanges,
) -> Request[Account]:
    """Change an account by merge-patch; `{"state": "closed"}` closes it."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "PATCH",
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
