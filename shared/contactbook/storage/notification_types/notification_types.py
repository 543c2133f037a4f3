"""The notification types of one tenant."""

from contactbook.domain.notification_types.notification_types import NotificationType
from contactbook.storage.base.children import ConfiguredRepository
from contactbook.storage.base.keys import TenantKeys


class NotificationTypeRepository(ConfiguredRepository[NotificationType]):
    """The notification types of one tenant."""

    def __init__(self, keys: TenantKeys) -> None:
        super().__init__(keys, "NOTIFICATION-TYPE", NotificationType)
