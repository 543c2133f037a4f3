from typing import Any

from ....request import Answer, Request
from ...models.notification_run_summary_page import NotificationRunSummaryPage
from ...types import UNSET, Unset


def notification_runs_list(
    *,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
) -> Request[NotificationRunSummaryPage]:
    """List the runs that the caller may cancel, newest first. A page may hold fewer than `limit` without being the last."""
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
        "/v1/notification-runs",
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> NotificationRunSummaryPage:
    if response.status == 200:
        response_200 = NotificationRunSummaryPage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
