"""Routes of notification types."""

from typing import TYPE_CHECKING

from aws_lambda_powertools.event_handler.api_gateway import Router
from pydantic import BaseModel

from contactbook.api.dependencies import IfMatch, Now, Pages, Store
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.base.partial import partial_of
from contactbook.domain.notification_types.notification_types import (
    NotificationType,
    NotificationTypeDraft,
    NotificationTypeFields,
)
from contactbook.services.notification_types import notification_types
from notifications_api.scopes import Reader, Writer

if TYPE_CHECKING:
    NotificationTypeChanges = BaseModel
else:
    NotificationTypeChanges = partial_of("NotificationTypeChanges", NotificationTypeFields)

router = Router()


@router.post("/v1/notification-types", status_code=201, tags=["Notification types"])
def create_notification_type(draft: NotificationTypeDraft, caller: Writer, store: Store, now: Now) -> NotificationType:
    """Create a notification type."""
    return notification_types.create_notification_type(store, draft, by=caller, now=now)


@router.get("/v1/notification-types", tags=["Notification types"])
def list_notification_types(
    _: Reader, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[NotificationType]:
    """List the notification types."""
    return pages.page(*store.notification_types.page(limit=limit, after=pages.after(cursor)))


@router.get("/v1/notification-types/<notification_type_id>", tags=["Notification types"])
def read_notification_type(notification_type_id: str, _: Reader, store: Store) -> NotificationType:
    """Read one notification type."""
    return store.notification_types.get(notification_type_id)


@router.patch("/v1/notification-types/<notification_type_id>", tags=["Notification types"])
def change_notification_type(
    notification_type_id: str, changes: NotificationTypeChanges, caller: Writer, store: Store, now: Now, if_match: IfMatch
) -> NotificationType:
    """Change a notification type by merge-patch."""
    patch = changes.model_dump(mode="json", exclude_unset=True)
    return notification_types.change_notification_type(store, notification_type_id, patch, by=caller, now=now, if_match=if_match)


@router.delete("/v1/notification-types/<notification_type_id>", status_code=204, tags=["Notification types"])
def delete_notification_type(notification_type_id: str, caller: Writer, store: Store, now: Now, if_match: IfMatch) -> None:
    """Delete a notification type."""
    notification_types.delete_notification_type(store, notification_type_id, by=caller, now=now, if_match=if_match)
