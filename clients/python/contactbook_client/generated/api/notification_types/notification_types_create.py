from typing import Any

from ....request import Answer, Request
from ...models.notification_type import NotificationType
from ...models.notification_type_draft import NotificationTypeDraft


def notification_types_create(
    *,
    body: NotificationTypeDraft,
) -> Request[NotificationType]:
    """Create a notification type."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/notification-types",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> NotificationType:
    if response.status == 201:
        response_201 = NotificationType.from_dict(response.json())

        return response_201

    raise ValueError(response.status)
