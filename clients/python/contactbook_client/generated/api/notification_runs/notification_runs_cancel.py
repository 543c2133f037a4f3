from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.notification_run import NotificationRun


def notification_runs_cancel(
    run_id: str,
) -> Request[NotificationRun]:
    """Cancel every communication of a run that is not being sent yet."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "POST",
        "/v1/notification-runs/{run_id}/cancel".format(
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
