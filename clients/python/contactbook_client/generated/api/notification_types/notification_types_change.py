from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.notification_type import NotificationType
from ...models.notification_type_changes import NotificationTypeChanges


def notification_types_change(
    notification_type_id: str,
    *,
    body: NotificationTypeChanges,
) -> Request[NotificationType]:
    """Change a notification type by merge-patch."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "PATCH",
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
