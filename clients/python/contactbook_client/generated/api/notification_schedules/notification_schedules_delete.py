from typing import Any
from urllib.parse import quote

from ....request import Answer, Request


def notification_schedules_delete(
    schedule_id: str,
) -> Request[Any]:
    """Delete a schedule."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "DELETE",
        "/v1/notification-schedules/{schedule_id}".format(
            schedule_id=quote(str(schedule_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Any:
    if response.status == 204:
        return None

    raise ValueError(response.status)
