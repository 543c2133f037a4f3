"""Notification types, and the audit entries about them: a type that ignores preferences must be on record (decision 3)."""

import json
from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.unknown import without_unknown
from contactbook.domain.notification_types.notification_types import NotificationType
from contactbook.storage.base.audit_index import place_of
from contactbook.storage.base.children import ConfiguredRepository
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.base.rows import Absent, Put, Row


class NotificationTypeRepository(ConfiguredRepository[NotificationType]):
    """The notification types of one tenant."""

    def __init__(self, keys: TenantKeys) -> None:
        super().__init__(keys, "NOTIFICATION-TYPE", NotificationType)

    def history_of(self, item: NotificationType, action: str, *, entry_id: str, by: Caller, now: datetime) -> Put:
        """Return the write of the audit entry about a notification type, beside those about the tenant's settings."""
        entry = {
            "entry_id": entry_id,
            "at": now.isoformat(),
            "actor": by.actor.model_dump(mode="json"),
            "action": action,
            "section": "notification_types",
            "to": without_unknown(item).model_dump(mode="json"),
            "request_id": by.request_id,
        }
        place = place_of(self._keys, entry_id, now, by.actor)
        key = self._keys.item("SETTINGS-HISTORY", "ALL", entry_id)
        return Put(Row(key, "settings_history", json.dumps(entry), gsi2=place), Absent())
