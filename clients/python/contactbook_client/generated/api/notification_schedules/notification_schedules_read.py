from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.notification_schedule import NotificationSchedule


def notification_schedules_read(
    schedule_id: str,
) -> Request[NotificationSchedule]:
    """Read one schedule."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
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
