from typing import Any

from ....request import Answer, Request
from ...models.tenant_page import TenantPage
from ...types import UNSET, Unset


def tenants_list(
    *,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
) -> Request[TenantPage]:
    """List the caller's own tenant and its child accounts. The operator sees every tenant."""
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
        "/v1/tenants",
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> TenantPage:
    if response.status == 200:
        response_200 = TenantPage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
