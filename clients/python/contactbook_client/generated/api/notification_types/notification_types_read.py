from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.notification_type import NotificationType


def notification_types_read(
    notification_type_id: str,
) -> Request[NotificationType]:
    """Read one notification type."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/notification-types/{notification_type_id}".format(
            notification_type_id=quote(str(notification_type_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> NotificationType:
    if response.status == 200:
        response_200 = NotificationType.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
