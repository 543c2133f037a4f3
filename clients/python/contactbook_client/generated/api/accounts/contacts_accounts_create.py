from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.account import Account
from ...models.account_draft import AccountDraft


def contacts_accounts_create(
    contact_id: str,
    *,
    body: AccountDraft,
) -> Request[Account]:
    """Open an account; the first one makes the contact a customer."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/contacts/{contact_id}/accounts".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Account:
    if response.status == 201:
        response_201 = Account.from_dict(response.json())

        return response_201

    raise ValueError(response.status)
