from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.kyc_expiry_run import KycExpiryRun
from ...types import UNSET, Unset


def kyc_expiry_runs_read(
    run_id: str,
    *,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
) -> Request[KycExpiryRun]:
    """Read a run of the expiry: its progress, whom it expired and why."""
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
        "/v1/kyc/expiry-runs/{run_id}".format(
            run_id=quote(str(run_id), safe=""),
        ),
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> KycExpiryRun:
    if response.status == 200:
        response_200 = KycExpiryRun.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
