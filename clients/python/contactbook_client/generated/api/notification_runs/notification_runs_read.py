from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.notification_run import NotificationRun


def notification_runs_read(
    run_id: str,
) -> Request[NotificationRun]:
    """Read a run with its state and counts."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/notification-runs/{run_id}".format(
            run_id=quote(str(run_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> NotificationRun:
    if response.status == 200:
        response_200 = NotificationRun.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
