from typing import Any

from ....request import Answer, Request
from ...models.contact_above_maximum_page import ContactAboveMaximumPage
from ...types import UNSET, Unset


def kyc_above_maximum_list(
    *,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
) -> Request[ContactAboveMaximumPage]:
    """List accounts whose credit limit is above the maximum of their customer's KYC standing."""
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
        "/v1/kyc/above-maximum",
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> ContactAboveMaximumPage:
    if response.status == 200:
        response_200 = ContactAboveMaximumPage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
