import datetime
from typing import Any

from ....request import Answer, Request
from ...models.kyc_listed_state import KycListedState
from ...models.kyc_page import KycPage
from ...types import UNSET, Unset


def kyc_profiles_list(
    *,
    state: KycListedState | None | Unset = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
) -> Request[KycPage]:
    """List whose KYC profile is pending, refuted or expired, and since when, longest first."""
    params: dict[str, Any] = {}

    json_state: None | str | Unset
    if isinstance(state, Unset):
        json_state = UNSET
    elif isinstance(state, KycListedState):
        json_state = state.value
    else:
        json_state = state
    params["state"] = json_state

    json_since: None | str | Unset
    if isinstance(since, Unset):
        json_since = UNSET
    elif isinstance(since, datetime.datetime):
        json_since = since.isoformat()
    else:
        json_since = since
    params["since"] = json_since

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
        "/v1/kyc/profiles",
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> KycPage:
    if response.status == 200:
        response_200 = KycPage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
