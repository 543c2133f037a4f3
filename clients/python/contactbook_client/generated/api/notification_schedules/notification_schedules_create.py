from typing import Any

from ....request import Answer, Request
from ...models.notification_schedule import NotificationSchedule
from ...models.notification_schedule_draft import NotificationScheduleDraft


def notification_schedules_create(
    *,
    body: NotificationScheduleDraft,
) -> Request[NotificationSchedule]:
    """Create a schedule: a cron, rate or at expression in a time zone."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/notification-schedules",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> NotificationSchedule:
    if response.status == 201:
        response_201 = NotificationSchedule.from_dict(response.json())

        return response_201

    raise ValueError(response.status)
