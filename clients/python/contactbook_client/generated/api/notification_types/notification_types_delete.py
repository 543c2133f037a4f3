from typing import Any
from urllib.parse import quote

from ....request import Answer, Request


def notification_types_delete(
    notification_type_id: str,
) -> Request[Any]:
    """Delete a notification type."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "DELETE",
        "/v1/notification-types/{notification_type_id}".format(
            notification_type_id=quote(str(notification_type_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Any:
    if response.status == 204:
        return None

    raise ValueError(response.status)
