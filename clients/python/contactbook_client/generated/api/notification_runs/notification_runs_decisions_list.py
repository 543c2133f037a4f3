from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.notification_run_decision_page import NotificationRunDecisionPage
from ...types import UNSET, Unset


def notification_runs_decisions_list(
    run_id: str,
    *,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
) -> Request[NotificationRunDecisionPage]:
    """List for each contact whether it is contacted, why not, and the address with its level."""
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
        "/v1/notification-runs/{run_id}/decisions".format(
            run_id=quote(str(run_id), safe=""),
        ),
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> NotificationRunDecisionPage:
    if response.status == 200:
        response_200 = NotificationRunDecisionPage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
