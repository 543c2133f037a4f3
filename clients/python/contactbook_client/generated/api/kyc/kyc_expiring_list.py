from typing import Any

from ....request import Answer, Request
from ...models.kyc_page import KycPage
from ...types import UNSET, Unset


def kyc_expiring_list(
    *,
    profile: None | str | Unset = UNSET,
    within_days: int | Unset = 30,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
) -> Request[KycPage]:
    """List customers whose KYC profile ends within some days, by date."""
    params: dict[str, Any] = {}

    json_profile: None | str | Unset
    if isinstance(profile, Unset):
        json_profile = UNSET
    else:
        json_profile = profile
    params["profile"] = json_profile

    params["within_days"] = within_days

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
        "/v1/kyc/expiring",
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> KycPage:
    if response.status == 200:
        response_200 = KycPage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
