from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.notification_schedule import NotificationSchedule
from ...models.notification_schedule_changes import NotificationScheduleChanges


def notification_schedules_change(
    schedule_id: str,
    *,
    body: NotificationScheduleChanges,
) -> Request[NotificationSchedule]:
    """Change a schedule by merge-patch."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "PATCH",
        "/v1/notification-schedules/{schedule_id}".format(
            schedule_id=quote(str(schedule_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> NotificationSchedule:
    if response.status == 200:
        response_200 = NotificationSchedule.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
