from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from ..models.purpose import Purpose


@dataclass(kw_only=True, slots=True)
class NotificationType:
    """A stored notification type; both switches have a value."""

    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    notification_type_id: str
    """ The id of the notification type, `nty_…`. Its purpose decides which permission is asked. """
    name: str
    """ The name, for people. """
    purpose: Purpose
    """ What a notification is for. Financial ones are always sent; marketing follows the contact's permissions. """
    apply_direct_marketing_preference: bool
    """ Whether the contact's `direct_marketing` decides. Left out, the purpose decides. """
    apply_affiliate_marketing_preference: bool
    """ Whether the contact's `affiliate_marketing` decides. Left out, the purpose decides. """
    created_at: datetime.datetime
    """ When it was created: a time in UTC, ISO 8601. """
    updated_at: datetime.datetime
    """ When it changed last: a time in UTC, ISO 8601. """

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        notification_type_id = self.notification_type_id

        name = self.name

        purpose = self.purpose.value

        apply_direct_marketing_preference = self.apply_direct_marketing_preference

        apply_affiliate_marketing_preference = self.apply_affiliate_marketing_preference

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
                "notification_type_id": notification_type_id,
                "name": name,
                "purpose": purpose,
                "apply_direct_marketing_preference": apply_direct_marketing_preference,
                "apply_affiliate_marketing_preference": apply_affiliate_marketing_preference,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        version = d.pop("version")

        notification_type_id = d.pop("notification_type_id")

        name = d.pop("name")

        purpose = Purpose(d.pop("purpose"))

        apply_direct_marketing_preference = d.pop("apply_direct_marketing_preference")

        apply_affiliate_marketing_preference = d.pop("apply_affiliate_marketing_preference")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        notification_type = cls(
            version=version,
            notification_type_id=notification_type_id,
            name=name,
            purpose=purpose,
            apply_direct_marketing_preference=apply_direct_marketing_preference,
            apply_affiliate_marketing_preference=apply_affiliate_marketing_preference,
            created_at=created_at,
            updated_at=updated_at,
        )

        return notification_type
