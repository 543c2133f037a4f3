from typing import Any
from urllib.parse import quote

from ....request import Answer, Request


def accounts_delete(
    account_id: str,
) -> Request[Any]:
    """Delete an account that was opened by mistake and never used; another one can only be closed."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "DELETE",
        "/v1/accounts/{account_id}".format(
            account_id=quote(str(account_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Any:
    if response.status == 204:
        return None

    raise ValueError(response.status)
