from typing import Any

from ....request import Answer, Request
from ...models.notification_run import NotificationRun
from ...models.notification_run_draft import NotificationRunDraft


def notification_runs_start(
    *,
    body: NotificationRunDraft,
) -> Request[NotificationRun]:
    """Start a run over a list, a segment, chosen contacts or everyone; a dry run only counts."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/notification-runs",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> NotificationRun:
    if response.status == 202:
        response_202 = NotificationRun.from_dict(response.json())

        return response_202

    raise ValueError(response.status)
